package dev.vitrine.ui.actions;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Edits by keys that may follow one another faster than the library answers. They are written in the order in which
/// they were asked for, beside the jobs; those that wait are written together, each image once. None is lost: each is
/// answered, and a library that closes waits for them as for all that runs beside its jobs.
final class EditQueue {
    private final BulkEdits edits;
    private final BackgroundJobs jobs;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private boolean writing;

    /// @param then notified on the FX thread
    record Request(List<String> imageIds, BulkEdits.Rewriting rewriting, Consumer<Answer> then) {}

    /// @param changes what it changed by itself, whatever else was written with it
    /// @param failed why not, by image id
    record Answer(List<CaptionChange> changes, Map<String, ImageException> failed) {}

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
        for (List<Request> batch = next(); !batch.isEmpty(); batch = next()) {
            List<Runnable> answers = new Batch(batch).write();
            jobs.toScreen((List<Runnable> each) -> each.forEach(Runnable::run)).accept(answers);
        }
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
        private final Map<Request, List<CaptionChange>> changes = new IdentityHashMap<>();

        Batch(List<Request> requests) {
            this.requests = requests;
            for (Request request : requests) {
                for (String id : request.imageIds()) {
                    byImage.computeIfAbsent(id, _ -> new ArrayList<>()).add(request);
                }
            }
        }

        List<Runnable> write() {
            Map<String, ImageException> failed = new HashMap<>();
            try {
                EditOutcome outcome =
                        edits.edit(List.copyOf(byImage.keySet()), (image, _) -> after(image), (_, _) -> true);
                failed.putAll(outcome.failed());
                if (!outcome.whole()) {
                    Set<String> left = new HashSet<>(byImage.keySet());
                    outcome.changed().forEach(change -> left.remove(change.imageId()));
                    left.forEach(id -> failed.putIfAbsent(id, new ImageException.Cancelled("Stopped.")));
                }
            } catch (RuntimeException e) {
                byImage.keySet().forEach(id -> failed.put(id, ImageException.of(e)));
            }
            return requests.stream().map(request -> answer(request, failed)).toList();
        }

        /// Each request goes on from what the one before made of the image.
        private Caption after(ImageRecord image) {
            ImageRecord now = image;
            for (Request request : byImage.getOrDefault(image.imageId(), List.of())) {
                Caption next = request.rewriting().of(now, 0);
                if (!next.equals(now.caption())) {
                    note(request, CaptionChange.of(now, next));
                    now = now.withCaption(next, now.updatedAt());
                }
            }
            return now.caption();
        }

        private synchronized void note(Request request, CaptionChange change) {
            changes.computeIfAbsent(request, _ -> new ArrayList<>()).add(change);
        }

        private synchronized Runnable answer(Request request, Map<String, ImageException> failed) {
            List<CaptionChange> made = changes.getOrDefault(request, List.of()).stream()
                    .filter(change -> !failed.containsKey(change.imageId()))
                    .toList();
            var refused = new LinkedHashMap<String, ImageException>();
            for (String id : request.imageIds()) {
                ImageException reason = failed.get(id);
                if (reason != null) {
                    refused.put(id, reason);
                }
            }
            return () -> request.then().accept(new Answer(made, refused));
        }
    }
}
