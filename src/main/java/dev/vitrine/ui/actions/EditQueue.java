package dev.vitrine.ui.actions;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.Progress;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.ui.support.Messages;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Edits by keys that may follow one another faster than the library answers. They are written in the order in which
/// they were asked for, beside the jobs; those that wait are written together, each image once. One of many images is
/// a job of its own once all before it are answered: one sees how far it has come, and can stop it. Meanwhile edits of
/// other images go on, and those of one of its images wait for its end. Each is answered, and a library that closes
/// waits for those of few as for all that runs beside its jobs: some seconds, after it was asked whether to close at
/// all.
final class EditQueue {
    private static final System.Logger LOG = System.getLogger(EditQueue.class.getName());

    /// What one look takes in.
    private static final int FEW = 100;

    private final BulkEdits edits;
    private final BackgroundJobs jobs;
    /// As they were asked for. Belongs to the FX thread.
    private final List<Request> unanswered = new ArrayList<>();
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final Object manyAreWritten = new Object();
    private boolean writing;
    private volatile boolean closing;

    /// @param changed the images that it changed by itself, whatever else was written with it
    /// @param failed why not, by image id
    /// @param whole false when it was stopped before the end
    record Answer(Set<String> changed, Map<String, ImageException> failed, boolean whole) {
        String reported(String sentence) {
            return whole ? sentence : Messages.text("edits.stopped", sentence);
        }
    }

    /// What one key asks for, and what came of it.
    static final class Request {
        private final String label;
        private final List<String> imageIds;
        private final Set<String> ids;
        private final BulkEdits.Rewriting rewriting;
        private final Consumer<Answer> then;
        private final Map<String, CaptionChange> changes = new ConcurrentHashMap<>();
        private boolean begun;

        /// @param label while many images are edited
        /// @param then notified on the FX thread
        Request(String label, List<String> imageIds, BulkEdits.Rewriting rewriting, Consumer<Answer> then) {
            this.label = label;
            this.imageIds = imageIds;
            ids = Set.copyOf(imageIds);
            this.rewriting = rewriting;
            this.then = then;
        }

        /// What takes this back, whether it is written by the time it is asked for or is written with it.
        Request takenBack(List<String> taken, Consumer<Answer> reported) {
            return new Request(Messages.text("edits.undo.label", label), taken, (image, _) -> before(image), reported);
        }

        private Caption before(ImageRecord now) {
            CaptionChange change = changes.get(now.imageId());
            return change == null ? now.caption() : change.inverse().captionOf(now);
        }

        private Answer refused(ImageException reason) {
            var failed = new LinkedHashMap<String, ImageException>();
            imageIds.forEach(id -> failed.put(id, reason));
            return new Answer(Set.of(), failed, true);
        }

        private boolean isOfMany() {
            return ids.size() > FEW;
        }

        private boolean mustWaitFor(Request before) {
            return isOfMany() || (before.isOfMany() || !before.begun) && !Collections.disjoint(before.ids, imageIds);
        }

        boolean changed(String imageId) {
            return changes.containsKey(imageId);
        }
    }

    EditQueue(BulkEdits edits, BackgroundJobs jobs) {
        this.edits = edits;
        this.jobs = jobs;
        jobs.setOnClose(this::close);
    }

    void add(Request request) {
        unanswered.add(request);
        beginWhatMay();
    }

    private void beginWhatMay() {
        for (Request each : List.copyOf(unanswered)) {
            if (!each.begun && before(each).stream().noneMatch(each::mustWaitFor)) {
                begin(each);
            }
        }
    }

    private List<Request> before(Request request) {
        return unanswered.subList(0, unanswered.indexOf(request));
    }

    private void begin(Request request) {
        request.begun = true;
        if (request.isOfMany()) {
            jobs.run(
                    request.label,
                    progress -> writeMany(request, progress),
                    answer -> answered(request, answer),
                    failure -> answered(request, request.refused(failure)));
        } else if (begins(request)) {
            jobs.runAside(
                    () -> {
                        writeAll();
                        return true;
                    },
                    _ -> {},
                    _ -> {});
        }
    }

    private void answered(Request request, Answer answer) {
        unanswered.remove(request);
        request.then.accept(answer);
        beginWhatMay();
    }

    /// Nobody will begin the others later. What was said of an image after many of it holds though those were
    /// stopped.
    private void close() {
        closing = true;
        unanswered.stream()
                .filter(each -> !each.begun && !each.isOfMany())
                .toList()
                .forEach(this::begin);
    }

    private Answer writeMany(Request request, Progress progress) {
        synchronized (manyAreWritten) {
            EditOutcome outcome = edits.edit(request.imageIds, request.rewriting, progress);
            outcome.changed().forEach(change -> request.changes.put(change.imageId(), change));
            return new Answer(request.changes.keySet(), outcome.failed(), outcome.whole());
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
                report(write(batch));
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
            return closing ? writeAfterMany(batch) : new Batch(batch).write();
        } catch (ImageException e) {
            return refused(batch, e);
        } catch (RuntimeException | Error e) { // an Error too, or nobody would ever be answered
            LOG.log(Level.ERROR, "unexpected failure", e);
            return refused(batch, ImageException.of(e));
        }
    }

    private List<Runnable> writeAfterMany(List<Request> batch) {
        synchronized (manyAreWritten) {
            return new Batch(batch).write();
        }
    }

    private List<Runnable> refused(List<Request> batch, ImageException reason) {
        return batch.stream()
                .map(request -> (Runnable) () -> answered(request, request.refused(reason)))
                .toList();
    }

    /// What waits is written though there is no screen any more that hears of what is.
    private void report(List<Runnable> answers) {
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
        /// Images that are as they are to be.
        private final Set<String> settled = ConcurrentHashMap.newKeySet();

        Batch(List<Request> requests) {
            this.requests = requests;
            for (Request request : requests) {
                for (String id : request.imageIds) {
                    byImage.computeIfAbsent(id, _ -> new ArrayList<>()).add(request);
                }
            }
        }

        List<Runnable> write() {
            EditOutcome outcome = edits.edit(List.copyOf(byImage.keySet()), (image, _) -> after(image), (_, _) -> true);
            outcome.changed().stream().map(CaptionChange::imageId).forEach(settled::add);
            return requests.stream().map(request -> answer(request, outcome)).toList();
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
            if (now.caption().equals(image.caption())) {
                settled.add(image.imageId());
            }
            return now.caption();
        }

        private Runnable answer(Request request, EditOutcome outcome) {
            Map<String, ImageException> refused = new LinkedHashMap<>(outcome.failed());
            refused.keySet().retainAll(request.ids);
            if (!outcome.whole()) { // nobody stops few, but for a library that closes
                request.imageIds.stream()
                        .filter(id -> !settled.contains(id))
                        .forEach(id -> refused.putIfAbsent(id, WorkUnderWay.cut()));
            }
            request.changes.keySet().removeIf(refused::containsKey);
            var answer = new Answer(request.changes.keySet(), refused, outcome.whole());
            return () -> answered(request, answer);
        }
    }
}
