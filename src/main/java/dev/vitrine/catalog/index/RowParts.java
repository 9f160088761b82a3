package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/// Work on many rows, shared among processors where it takes milliseconds.
///
/// Whoever asks takes part by part from one end, and the others from the other end: where they are busy it waits for
/// none of them that has not begun.
final class RowParts {
    private static final int WORTH_SHARING = 150_000;
    private static final int MAX_PROCESSORS = 4;

    /// For tests: as if it were worth it always.
    static volatile boolean sharesAll;

    private RowParts() {}

    interface Work<T> {
        /// @param to exclusive
        T on(int from, int to);
    }

    /// @param length what is divided; no part is empty, unless there is nothing
    /// @param rows to be worked on in all of it
    /// @return of each part, in order
    static <T> List<T> each(int length, long rows, Work<T> work) {
        int parts = Math.min(length, 2 * processors());
        if (parts < 2 || rows < WORTH_SHARING && !sharesAll) {
            return List.of(work.on(0, length));
        }
        List<FutureTask<T>> tasks = IntStream.range(0, parts)
                .mapToObj(part ->
                        new FutureTask<>(() -> work.on(edge(length, part, parts), edge(length, part + 1, parts))))
                .toList();
        run(tasks);
        return tasks.stream().map(RowParts::done).toList();
    }

    private static int processors() {
        return Math.min(MAX_PROCESSORS, Runtime.getRuntime().availableProcessors());
    }

    /// Runs each once; some may be under way in other threads yet when this returns, see {@link #done}.
    static void run(List<? extends FutureTask<?>> tasks) {
        Executor others = World.here().computing();
        for (int other = 1; other < processors(); other++) {
            others.execute(() -> tasks.reversed().forEach(FutureTask::run));
        }
        tasks.forEach(FutureTask::run);
    }

    /// What came of it, as soon as it is there.
    static <T> T done(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw Threads.failure(e);
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        }
    }

    private static int edge(int length, int part, int parts) {
        return (int) ((long) length * part / parts);
    }
}
