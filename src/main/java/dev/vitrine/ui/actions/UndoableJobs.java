package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.actions.UndoStack.UndoStep;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// Runs jobs on images that can be taken back and done again, wholly or as far as they came. Belongs to the FX thread.
public record UndoableJobs(BackgroundJobs jobs, UndoStack undo, Toasts toasts) {
    /// @param changed what it came to: can be turned round
    /// @param whole false when it was stopped
    public record JobOutcome<T>(T changed, Map<String, ImageException> failed, boolean whole) {}

    /// A job, and how it is taken back.
    ///
    /// @param <T> images, with what it takes to do it to them or to take it back
    public interface UndoableJob<T> {
        /// Blocks.
        JobOutcome<T> run(T images, Progress progress);

        /// Blocks.
        JobOutcome<T> takeBack(T images, Progress progress);

        /// What it is, for the menu and while it runs: in the language of when it is asked.
        String label(T images);

        int count(T images);

        /// What a stop, or a failure that passes, left as it was.
        ///
        /// @param settled those that failed and would fail again
        T rest(T tried, JobOutcome<T> outcome, Set<String> settled);

        default boolean counts(JobOutcome<T> outcome) {
            return count(outcome.changed()) > 0;
        }

        /// What is said of it at first, with the button that takes it back; `""` for nothing.
        String said(T changed);

        default String saidTakenBack(T changed) {
            return Messages.text("edits.undone", count(changed));
        }

        default String saidAgain(T changed) {
            return Messages.text("edits.redone", count(changed));
        }

        /// It was done, at first or again.
        default void onDone(JobOutcome<T> outcome, boolean again) {}

        /// @param wholly nothing of it is left to be taken back
        default void onTakenBack(JobOutcome<T> outcome, boolean wholly) {}
    }

    /// @param begun when it was asked for
    /// @param first does it at first
    public <T> void run(
            UndoableJob<T> job, String label, UndoStack.Begun begun, Function<Progress, JobOutcome<T>> first) {
        jobs.run(
                label,
                first,
                outcome -> {
                    job.onDone(outcome, false);
                    if (job.counts(outcome)) {
                        UndoStep step = step(job, outcome.changed());
                        begun.did(step);
                        offerUndo(step, sentence(job.said(outcome.changed()), outcome));
                    } else {
                        begun.cameToNothing();
                    }
                    jobs.skip(label, outcome.failed());
                },
                begun.failed(toasts::failure));
    }

    /// What was done already.
    public <T> UndoStep step(UndoableJob<T> job, T images) {
        return new JobStep<>(job, images);
    }

    /// @param said `""` for nothing
    public void offerUndo(UndoStep step, String said) {
        if (!said.isEmpty()) {
            toasts.show(said, Messages.text("actions.undo"), () -> undo.undo(step), undo.canUndo(step));
        }
    }

    public static String sentence(String said, JobOutcome<?> outcome) {
        return outcome.whole() || said.isEmpty() ? said : Messages.text("edits.stopped", said);
    }

    private final class JobStep<T> implements UndoStep {
        private final UndoableJob<T> job;
        /// Those that it was done to, or would be done to again.
        private T images;

        JobStep(UndoableJob<T> job, T images) {
            this.job = job;
            this.images = images;
        }

        @Override
        public String label() {
            return job.label(images);
        }

        @Override
        public int images() {
            return job.count(images);
        }

        @Override
        public void undo() {
            turn(Messages.text("edits.undo.label", label()), job::takeBack, undo::stillDone, (outcome, rest) -> {
                job.onTakenBack(outcome, job.count(rest) == 0);
                return job.saidTakenBack(images);
            });
        }

        @Override
        public void redo() {
            turn(label(), job::run, undo::stillUndone, (outcome, _) -> {
                job.onDone(outcome, true);
                return job.saidAgain(images);
            });
        }

        /// @param again what is left can be tried again
        /// @param said given what came of it and what is left
        private void turn(
                String label,
                BiFunction<T, Progress, JobOutcome<T>> work,
                Consumer<UndoStep> again,
                BiFunction<JobOutcome<T>, T, String> said) {
            T tried = images;
            jobs.run(
                    label,
                    progress -> work.apply(tried, progress),
                    outcome -> {
                        T rest = job.rest(tried, outcome, UndoStack.settled(outcome.failed()));
                        if (job.count(rest) > 0) {
                            again.accept(new JobStep<>(job, rest));
                        }
                        images = outcome.changed();
                        String sentence = sentence(said.apply(outcome, rest), outcome);
                        if (!job.counts(outcome)) {
                            undo.cameToNothing(this);
                        }
                        // What failed is listed; where nothing did, others were faster.
                        if (images() > 0 || outcome.failed().isEmpty()) {
                            toasts.show(sentence);
                        }
                        jobs.skip(label, outcome.failed());
                    },
                    failure -> {
                        again.accept(new JobStep<>(job, tried));
                        undo.cameToNothing(this);
                        toasts.failure(failure);
                    });
        }
    }
}
