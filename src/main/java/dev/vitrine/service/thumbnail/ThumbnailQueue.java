package dev.vitrine.service.thumbnail;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.DecodePriority;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.pixels.Picture;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Which thumbnails are requested: what is viewed first, then the latest wish; several wishes for one make one job.
/// Safe for any thread.
final class ThumbnailQueue {
    /// Wants no early picture.
    static final Consumer<Picture> NO_LISTENER = _ -> {};

    private static final System.Logger LOG = System.getLogger(ThumbnailQueue.class.getName());

    private final SequencedMap<ThumbnailKey, Job> waiting = new LinkedHashMap<>();
    private final Map<ThumbnailKey, Job> running = new HashMap<>();
    private boolean closed;

    /// One thumbnail to be made, and who waits for it (guarded by the queue).
    record Job(ThumbnailKey key, ImageRecord image, List<Wish> wishes) {
        private DecodePriority priority() {
            return wishes.stream()
                    .map(wish -> wish.priority)
                    .min(naturalOrder())
                    .orElse(DecodePriority.TILE);
        }
    }

    private static final class Wish {
        private final DecodePriority priority;
        private final Consumer<Picture> early;
        private final Consumer<Thumbnail> done;
        private volatile boolean cancelled;

        Wish(DecodePriority priority, Consumer<Picture> early, Consumer<Thumbnail> done) {
            this.priority = priority;
            this.early = early;
            this.done = done;
        }
    }

    synchronized ThumbnailTicket add(
            ImageRecord image, int edge, DecodePriority priority, Consumer<Picture> early, Consumer<Thumbnail> done) {
        ThumbnailKey key = ThumbnailKey.of(image, edge);
        var wish = new Wish(priority, early, done);
        Job job = running.get(key);
        if (job == null) {
            job = waiting.remove(key);
            if (job == null) {
                job = new Job(key, image, new ArrayList<>());
            }
            waiting.putLast(key, job);
        }
        job.wishes().add(wish);
        notify();
        Job joined = job;
        return () -> cancel(joined, wish);
    }

    /// Waits for the next job; empty when the queue is closed.
    synchronized Optional<Job> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException _) {
                return Optional.empty();
            }
        }
        if (closed) {
            return Optional.empty();
        }
        Job job = waiting.reversed().values().stream()
                .min(comparing(Job::priority))
                .orElseThrow();
        waiting.remove(job.key());
        running.put(job.key(), job);
        return Optional.of(job);
    }

    synchronized DecodeRequest request(Job job) {
        return new DecodeRequest(job.priority(), () -> isStillWanted(job));
    }

    /// What is no longer requested is not made; a request from now on makes another job.
    private synchronized boolean isStillWanted(Job job) {
        boolean wanted = !job.wishes().isEmpty();
        if (!wanted) {
            running.remove(job.key(), job);
        }
        return wanted;
    }

    /// Tells those who want it what can be shown meanwhile, without holding the lock; nothing is read
    /// when there is no such listener.
    void tellEarly(Job job, Supplier<Optional<Picture>> picture) {
        List<Wish> wanting;
        synchronized (this) {
            wanting = job.wishes().stream()
                    .filter(wish -> wish.early != NO_LISTENER)
                    .toList();
        }
        if (!wanting.isEmpty()) {
            picture.get()
                    .ifPresent(early -> wanting.stream()
                            .filter(wish -> !wish.cancelled)
                            .forEach(wish -> tell(job, () -> wish.early.accept(early))));
        }
    }

    private static void tell(Job job, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "Whoever asked for " + job.key() + " failed to take it", e);
        }
    }

    /// Tells everyone who waits, without holding the lock: what they do then is theirs.
    void finish(Job job, Thumbnail thumbnail) {
        for (Wish wish : drop(job)) {
            if (!wish.cancelled) {
                tell(job, () -> wish.done.accept(thumbnail));
            }
        }
    }

    /// References nobody any longer: the worker that made it has it on its stack until the next one comes, and
    /// whoever asked may be a whole window that is gone by then.
    synchronized List<Wish> drop(Job job) {
        running.remove(job.key(), job);
        List<Wish> all = List.copyOf(job.wishes());
        job.wishes().clear();
        return all;
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }

    private synchronized void cancel(Job job, Wish wish) {
        wish.cancelled = true;
        job.wishes().remove(wish);
        if (job.wishes().isEmpty()) {
            waiting.remove(job.key(), job);
        }
    }
}
