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
import java.util.stream.Stream;

/// Which thumbnails are requested: what is viewed first, then the latest wish; several wishes for one make one job.
/// Safe for any thread.
final class ThumbnailQueue {
    /// Wants no early picture.
    static final Consumer<Picture> NO_LISTENER = _ -> {};

    private static final System.Logger LOG = System.getLogger(ThumbnailQueue.class.getName());

    private final SequencedMap<ThumbnailKey, Job> waiting = new LinkedHashMap<>();
    private final Map<ThumbnailKey, Job> running = new HashMap<>();
    /// Could not be had for a reason that passes: whoever asked still wants to see them.
    private final SequencedMap<ThumbnailKey, Job> missing = new LinkedHashMap<>();

    /// The one of those that tells whether the others are worth a try.
    private Optional<Job> probe = Optional.empty();

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
            job = waiting.containsKey(key) ? waiting.remove(key) : missing.remove(key);
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
        boolean requested = !job.wishes().isEmpty();
        if (!requested) {
            drop(job);
        }
        return requested;
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
                            .forEach(wish -> report(job, () -> wish.early.accept(early))));
        }
    }

    private static void report(Job job, Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "Whoever asked for " + job.key() + " failed to take it", e);
        }
    }

    /// Tells everyone who waits, without holding the lock: what they do then is theirs.
    void finish(Job job, Thumbnail thumbnail) {
        for (Wish wish : thumbnail instanceof Thumbnail.Missing gone && gone.passes() ? keep(job) : end(job)) {
            if (!wish.cancelled) {
                report(job, () -> wish.done.accept(thumbnail));
            }
        }
    }

    private synchronized List<Wish> keep(Job job) {
        running.remove(job.key(), job);
        probe = probe.filter(each -> each != job);
        if (!closed && !job.wishes().isEmpty()) {
            missing.putLast(job.key(), job);
        }
        return List.copyOf(job.wishes());
    }

    private synchronized List<Wish> end(Job job) {
        if (probe.filter(each -> each == job).isPresent()) {
            missing.forEach(waiting::putFirst);
            missing.clear();
            notifyAll();
        }
        return drop(job);
    }

    /// Behind all that is asked for: where nothing answers, a try may take long.
    synchronized void tryMissing() {
        if (probe.isEmpty() && !missing.isEmpty()) {
            Job job = missing.pollFirstEntry().getValue();
            probe = Optional.of(job);
            waiting.putFirst(job.key(), job);
            notify();
        }
    }

    /// What is being made is given up: it, too, may come to nothing for a reason that passes, and wait.
    synchronized void forgetAll() {
        Stream.of(waiting, running, missing)
                .flatMap(jobs -> jobs.values().stream())
                .forEach(job -> job.wishes().clear());
        waiting.clear();
        missing.clear();
        probe = Optional.empty();
    }

    /// References nobody any longer: the worker that made it has it on its stack until the next one comes, and
    /// whoever asked may be a whole window that is gone by then.
    synchronized List<Wish> drop(Job job) {
        running.remove(job.key(), job);
        probe = probe.filter(each -> each != job);
        List<Wish> all = List.copyOf(job.wishes());
        job.wishes().clear();
        return all;
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
        missing.clear();
        notifyAll();
    }

    private synchronized void cancel(Job job, Wish wish) {
        wish.cancelled = true;
        job.wishes().remove(wish);
        if (job.wishes().isEmpty()) {
            missing.remove(job.key(), job);
            if (waiting.remove(job.key(), job)) {
                probe = probe.filter(each -> each != job);
            }
        }
    }
}
