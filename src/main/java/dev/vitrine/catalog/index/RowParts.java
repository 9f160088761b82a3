package dev.vitrine.catalog.index;

import dev.vitrine.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/// Work on many rows, shared among processors where it takes milliseconds.
final class RowParts {
    private static final int WORTH_SHARING = 150_000;
    private static final int MAX_PARTS = 4;

    private RowParts() {}

    interface Work<T> {
        /// @param to exclusive
        T on(int from, int to);
    }

    /// @param length what is divided
    /// @param rows to be worked on in all of it
    /// @return of each part, in order
    static <T> List<T> each(int length, long rows, Work<T> work) {
        int parts = rows < WORTH_SHARING
                ? 1
                : Math.min(MAX_PARTS, Runtime.getRuntime().availableProcessors());
        List<CompletableFuture<T>> others = IntStream.range(1, parts)
                .mapToObj(part -> CompletableFuture.supplyAsync(
                        () -> work.on(edge(length, part, parts), edge(length, part + 1, parts)),
                        World.here().computing()))
                .toList();
        var done = new ArrayList<T>();
        done.add(work.on(0, edge(length, 1, parts)));
        others.forEach(other -> done.add(joined(other)));
        return done;
    }

    private static <T> T joined(CompletableFuture<T> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            // As if it had happened here: whoever asked knows what to do about it.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static int edge(int length, int part, int parts) {
        return (int) ((long) length * part / parts);
    }
}
