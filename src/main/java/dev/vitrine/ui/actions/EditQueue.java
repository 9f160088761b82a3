package dev.vitrine.ui.actions;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Edits by keys that may follow one another faster than the library answers. They are written in the order in which
/// they were asked for, beside the jobs; those that wait are written together, each image once. Each is
/// answered, and a library that closes waits for them as for all that runs beside its jobs: some seconds, after it was
/// asked whether to close at all.
final class EditQueue {
    private static final System.Logger LOG = System.getLogger(EditQueue.class.getName());

    private final BulkEdits edits;
    private final BackgroundJobs jobs;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean writing;

    /// @param changed how many images it changed by itself, whatever else was written with it
    /// @param failed why not, by image id
    record Answer(int changed, Map<String, ImageException> failed) {}

    /// What one key asks for, and what came of it.
    static final class Request {
        private final List<String> imageIds;
        private final BulkEdits.Rewriting rewriting;
        private final Consumer<Answer> then;
        private final Map<String, CaptionChange> changes = new ConcurrentHashMap<>();

        /// @param then notified on the FX thread
        Request(List<String> imageIds, BulkEdits.Rewriting rewriting, Consumer<Answer> then) {
            this.imageIds = imageIds;
            this.rewriting = rewriting;
            this.then = then;
        }

        /// What takes this back, whether it is written by the time it is asked for or is written with it.
        Request takenBack(List<String> taken, Consumer<Answer> told) {
            return new Request(taken, (image, _) -> before(image), told);
        }

        private Caption before(ImageRecord now) {
            CaptionChange change = changes.get(now.imageId());
            return change == null ? now.caption() : change.inverse().captionOf(now);
        }

        private Runnable refused(ImageException reason) {
            var failed = new LinkedHashMap<String, ImageException>();
            imageIds.forEach(id -> failed.put(id, reason));
            return () -> then.accept(new Answer(0, failed));
        }

        boolean changed(String imageId) {
            return changes.containsKey(imageId);
        }
    }

    EditQueue(BulkEdits edits, BackgroundJobs jobs) {
        this.edits = edits;
        this.jobs = jobs;
    }

    void add(Request request) {
        if (begins(request)) {
            jobs.runAside(
                    () -> {
                        writeAll();
                        return true;
                    },
                    _ -> {},
                    _ -> {});
        }
    }

    private synchronized boolean begins(Request request) {
        waiting.add(request);
        boolean begins = !writing;
        writing = true;
        return begins;
    }

    /// What comes in meanwhile too: while a library closes, nobody is there to begin anew.
    private void writeAll() {
        boolean isEmpty = false;
        try {
            for (List<Request> batch = next(); !batch.isEmpty(); batch = next()) {
                tell(write(batch));
            }
            isEmpty = true;
        } finally {
            if (!isEmpty) {
                letNextBegin();
            }
        }
    }

    private List<Runnable> write(List<Request> batch) {
        try {
            return new Batch(batch).write();
        } catch (ImageException e) {
            return refused(batch, e);
        } catch (RuntimeException | Error e) { // an Error too, or nobody would ever be answered
            LOG.log(Level.ERROR, "unexpected failure", e);
            return refused(batch, ImageException.of(e));
        }
    }

    private static List<Runnable> refused(List<Request> batch, ImageException reason) {
        return batch.stream().map(request -> request.refused(reason)).toList();
    }

    /// What waits is written though there is no screen any more that hears of what is.
    private void tell(List<Runnable> answers) {
        try {
            jobs.toScreen((List<Runnable> each) -> each.forEach(Runnable::run)).accept(answers);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Nobody hears of what was written: {0}", e.getMessage());
        }
    }

    private synchronized void letNextBegin() {
        writing = false;
    }

    private synchronized List<Request> next() {
        List<Request> batch = List.copyOf(waiting);
        waiting.clear();
        writing = !batch.isEmpty();
        return batch;
    }

    /// What is written together.
    private final class Batch {
        private final List<Request> requests;
        private final Map<String, List<Request>> byImage = new LinkedHashMap<>();

        Batch(List<Request> requests) {
            this.requests = requests;
            for (Request request : requests) {
                for (String id : request.imageIds) {
                    byImage.computeIfAbsent(id, _ -> new ArrayList<>()).add(request);
                }
            }
        }

        List<Runnable> write() {
            Map<String, ImageException> failed = new HashMap<>();
            EditOutcome outcome = edits.edit(List.copyOf(byImage.keySet()), (image, _) -> after(image), (_, _) -> true);
            failed.putAll(outcome.failed());
            if (!outcome.whole()) {
                Set<String> left = new HashSet<>(byImage.keySet());
                outcome.changed().forEach(change -> left.remove(change.imageId()));
                left.forEach(id -> failed.putIfAbsent(id, new ImageException.Cancelled("Stopped.")));
            }
            return requests.stream().map(request -> answer(request, failed)).toList();
        }

        /// Each request goes on from what the one before made of the image.
        private Caption after(ImageRecord image) {
            ImageRecord now = image;
            for (Request request : byImage.getOrDefault(image.imageId(), List.of())) {
                Caption next = request.rewriting.of(now, 0);
                if (!next.equals(now.caption())) {
                    request.changes.put(image.imageId(), CaptionChange.of(now, next));
                    now = now.withCaption(next, now.updatedAt());
                }
            }
            return now.caption();
        }

        private Runnable answer(Request request, Map<String, ImageException> failed) {
            var refused = new LinkedHashMap<String, ImageException>();
            for (String id : request.imageIds) {
                ImageException reason = failed.get(id);
                if (reason != null) {
                    request.changes.remove(id);
                    refused.put(id, reason);
                }
            }
            var answer = new Answer(request.changes.size(), refused);
            return () -> request.then.accept(answer);
        }
    }
}
