package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Where decoding happens, all of it: few at once, the most urgent first, within a time and a share of the heap, so
/// that no file can take the process down.
///
/// Decoding computes without a pause. On a virtual thread it would keep a carrier from all the others, searches and
/// clicks included; these are threads of the system, which takes turns. They never wait for a network: bytes are
/// fetched before.
///
/// What is viewed comes first. Of four places that fall free, tiles get three and the background one, as long as both
/// wait. When the background has all places, one more is there for a person, who need not wait for its end.
///
/// A decode that is over its time is asked to stop, and every reader of ours asks often. One that does not listen is
/// left to itself: it keeps its memory reserved until it ends, but its place goes to the next picture. Threads cannot
/// be killed.
final class DecodeExecutor {
    private static final List<DecodePriority> USUALLY =
            List.of(DecodePriority.VIEWED, DecodePriority.TILE, DecodePriority.BACKGROUND);
    private static final List<DecodePriority> SOMETIMES =
            List.of(DecodePriority.VIEWED, DecodePriority.BACKGROUND, DecodePriority.TILE);
    private static final int TURNS = 4;

    static final DecodeExecutor SHARED = new DecodeExecutor(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            (int) Math.max(192, Math.min(1024, Runtime.getRuntime().maxMemory() / 2 >> 20)),
            Duration.ofSeconds(60));

    private final int places;
    private final int megabytes;
    private final Duration patience;
    private final Map<DecodePriority, Deque<DecodeJob<?>>> waiting = new EnumMap<>(DecodePriority.class);
    private int running;
    private int inBackground;
    private int freeMegabytes;
    private int turn;
    private volatile long lastStart = System.nanoTime();

    /// @param places decodes at once
    /// @param megabytes of heap for all of them
    /// @param patience how long an asker waits while no decode runs at all
    DecodeExecutor(int places, int megabytes, Duration patience) {
        this.places = places;
        this.megabytes = megabytes;
        this.patience = patience;
        freeMegabytes = megabytes;
        USUALLY.forEach(priority -> waiting.put(priority, new ArrayDeque<>()));
    }

    /// Runs the job on a thread of its own and waits for it, however many are before it.
    ///
    /// @throws ImageException.Cancelled when the waiting thread is interrupted, or it is no longer requested when
    ///   its turn comes
    <T> T run(DecodeJob<T> job) {
        try {
            add(job);
            while (!job.awaitStart(patience)) {
                checkProgress();
            }
            return job.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw job.stopped(e);
        } finally {
            job.stop();
            leave(job);
        }
    }

    /// Those that run have limits themselves, however long they take. But all memory may be held by some that were
    /// left to themselves.
    private synchronized void checkProgress() {
        if (running == 0 && System.nanoTime() - lastStart >= patience.toNanos()) {
            throw new ImageException.Failed("Too many images are being opened at once. Try again, or restart Vitrine.");
        }
    }

    private synchronized void add(DecodeJob<?> job) {
        line(job.priority()).addLast(job);
        startWhatCan();
    }

    /// Its asker waits no longer: answered, out of patience, or interrupted.
    private synchronized void leave(DecodeJob<?> job) {
        line(job.priority()).remove(job);
        releasePlace(job);
        startWhatCan();
    }

    private synchronized void end(DecodeJob<?> job) {
        releasePlace(job);
        freeMegabytes += job.megabytes(megabytes);
        startWhatCan();
    }

    private void startWhatCan() {
        for (DecodeJob<?> next = next(); next != null; next = next()) {
            start(next);
        }
    }

    /// What is chosen waits for its memory, and all others with it: else the small ones would keep out a large one.
    private @Nullable DecodeJob<?> next() {
        for (DecodePriority priority : turn % TURNS == TURNS - 1 ? SOMETIMES : USUALLY) {
            Deque<DecodeJob<?>> line = line(priority);
            DecodeJob<?> first = line.peekFirst();
            if (first != null && hasPlace(priority)) {
                return first.megabytes(megabytes) <= freeMegabytes ? line.pollFirst() : null;
            }
        }
        return null;
    }

    private boolean hasPlace(DecodePriority priority) {
        return running < places || inBackground == places && running == places && priority != DecodePriority.BACKGROUND;
    }

    private void start(DecodeJob<?> job) {
        job.inPlace = true;
        running++;
        inBackground += job.priority() == DecodePriority.BACKGROUND ? 1 : 0;
        freeMegabytes -= job.megabytes(megabytes);
        turn += job.priority() == DecodePriority.VIEWED ? 0 : 1;
        lastStart = System.nanoTime();
        job.start();
        try {
            threads(job.priority()).execute(() -> {
                try {
                    job.run();
                } finally {
                    end(job);
                }
            });
        } catch (RuntimeException | Error e) { // no memory for one more thread
            releasePlace(job);
            freeMegabytes += job.megabytes(megabytes);
            job.fail(e);
        }
    }

    private static Executor threads(DecodePriority priority) {
        return switch (priority) {
            case VIEWED, TILE -> World.here().computing();
            case BACKGROUND -> World.here().backgroundComputing();
        };
    }

    private void releasePlace(DecodeJob<?> job) {
        if (job.inPlace) {
            job.inPlace = false;
            running--;
            inBackground -= job.priority() == DecodePriority.BACKGROUND ? 1 : 0;
        }
    }

    private Deque<DecodeJob<?>> line(DecodePriority priority) {
        return Objects.requireNonNull(waiting.get(priority));
    }
}
