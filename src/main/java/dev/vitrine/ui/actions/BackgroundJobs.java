package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.service.WorkUnderWay;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/// What is done to images of one library in the background: jobs on many of them one after the other, with progress and
/// an end at any time. What a job had to skip stays listed until a person has looked at it. Belongs to the FX thread.
public final class BackgroundJobs implements AutoCloseable {
    private final Background background;
    private final ReadOnlyObjectWrapper<RunningJob> running = new ReadOnlyObjectWrapper<>(RunningJob.NONE);
    private final ReadOnlyObjectWrapper<Optional<Skipped>> skipped = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private Runnable onClose = () -> {};
    private boolean busy;
    private boolean isClosed;
    /// Written by the screen, read by the work.
    private volatile boolean stopped;
    private volatile RunningJob newest = RunningJob.NONE;

    /// @param label what goes on; `""` while nothing does
    public record RunningJob(String label, int done, int all) {
        public static final RunningJob NONE = new RunningJob("", 0, 0);

        double fraction() {
            return all == 0 ? 0 : (double) done / all;
        }
    }

    /// @param label of the job
    /// @param reasons why, by image id
    public record Skipped(String label, Map<String, ImageException> reasons) {
        public Skipped {
            reasons = new LinkedHashMap<>(reasons);
        }

        /// Says where the person looks what was asked for and did not happen, and lists it.
        ///
        /// @param stands until a person has looked at it
        void report(Toasts toasts, Problems problems, ObservableValue<Boolean> stands) {
            boolean first = true;
            for (List<String> ids : idsByReason().values()) {
                ImageException reason = Objects.requireNonNull(reasons.get(ids.getFirst()));
                String sentence = Messages.text("jobs.skipped.failed", label, ids.size(), FailureText.text(reason));
                if (first) {
                    toasts.failure(sentence, reason, stands);
                } else {
                    problems.add(sentence, reason);
                }
                first = false;
            }
        }

        /// The ids by what the person reads as the reason, the commonest first.
        public Map<String, List<String>> idsByReason() {
            Map<String, List<String>> ids = new LinkedHashMap<>();
            reasons.forEach((id, reason) -> ids.computeIfAbsent(FailureText.coded(reason), _ -> new ArrayList<>())
                    .add(id));
            return ids.entrySet().stream()
                    .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
        }
    }

    /// @param background whose work the library waits for when it closes
    public BackgroundJobs(Background background) {
        this.background = background;
    }

    public ReadOnlyObjectProperty<RunningJob> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What the latest jobs had to leave as it was.
    public ReadOnlyObjectProperty<Optional<Skipped>> skippedProperty() {
        return skipped.getReadOnlyProperty();
    }

    /// Runs after those before; one job is never in another's way.
    public <T> void run(
            String label, Function<Progress, T> work, Consumer<T> then, Consumer<ImageException> onFailure) {
        waiting.add(() -> start(label, work, then, onFailure));
        startNext();
    }

    /// Images that a job could not do.
    public void skip(String label, Map<String, ImageException> reasons) {
        Map<String, ImageException> news = new LinkedHashMap<>(reasons);
        // What is refused in the whole library is told of that.
        news.values().removeIf(ImageException::isEverywhere);
        if (!news.isEmpty()) {
            skipped.set(Optional.of(new Skipped(label, news)));
        }
    }

    /// From now on, each time.
    public void reportSkipped(Toasts toasts, Problems problems) {
        skipped.subscribe(
                now -> now.ifPresent(some -> some.report(toasts, problems, skipped.map(Optional::isPresent))));
    }

    /// A person has seen what was skipped.
    public void forgetSkipped() {
        skipped.set(Optional.empty());
    }

    /// What is done stays done, and can be taken back.
    public void stop() {
        stopped = true;
    }

    /// What stops when the library is left now; `""` when no job runs.
    public String leaving() {
        return busy ? Messages.text("jobs.leave", newest.label(), newest.done(), newest.all(), waiting.size()) : "";
    }

    /// Runs at once, beside the jobs, for one image.
    public <T> void runAside(Callable<T> work, Consumer<? super T> then, Consumer<? super ImageException> onFailure) {
        background.run(
                work,
                then,
                failure -> onFailure.accept(
                        isClosed && failure instanceof ImageException.Cancelled ? WorkUnderWay.cut() : failure));
    }

    /// For what runs aside and has something to tell before its end.
    <T> Consumer<T> toScreen(Consumer<T> receiver) {
        return background.toScreen(receiver);
    }

    /// Of many signals in a row, one.
    Runnable oncePerPulse(Runnable onScreen) {
        return background.oncePerPulse(onScreen);
    }

    /// @param last begins what must not be lost, before the end is waited for
    void setOnClose(Runnable last) {
        onClose = last;
    }

    /// Stops the jobs, and forgets those that were waiting: the library is about to close, which waits a little for
    /// what runs beside them, so that what was typed last is not lost.
    @Override
    public void close() {
        isClosed = true;
        waiting.clear();
        stop();
        onClose.run();
    }

    private void startNext() {
        if (!busy && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private <T> void start(
            String label, Function<Progress, T> work, Consumer<T> then, Consumer<ImageException> onFailure) {
        busy = true;
        stopped = false;
        newest = new RunningJob(label, 0, 0);
        running.set(newest);
        Runnable show = background.oncePerPulse(() -> {
            if (busy && newest.label().equals(label)) {
                running.set(newest);
            }
        });
        background.run(
                () -> work.apply((done, all) -> {
                    newest = new RunningJob(label, done, all);
                    show.run();
                    return !stopped;
                }),
                outcome -> end(() -> then.accept(outcome)),
                failure -> end(() -> onFailure.accept(failure)));
    }

    private void end(Runnable reported) {
        busy = false;
        running.set(RunningJob.NONE);
        reported.run();
        startNext();
    }
}
