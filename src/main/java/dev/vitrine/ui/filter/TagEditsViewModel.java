package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.TagEdits;
import dev.vitrine.service.TagEdits.Change;
import dev.vitrine.service.TagEdits.Outcome;
import dev.vitrine.service.TagEdits.Progress;
import dev.vitrine.service.TagEdits.Uses;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Failures;
import dev.vitrine.ui.support.Toasts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Edits of a tag across the library, one after the other in the background, with progress, an end at any time, and a way back.
public final class TagEditsViewModel {
    private final ImageService images;
    private final TagEdits edits;
    private final Background background;
    private final Toasts toasts;
    private final Owner owner;
    private final ReadOnlyObjectWrapper<Running> running = new ReadOnlyObjectWrapper<>(Running.NONE);
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    /// Written by the screen, read by the work.
    private volatile boolean stopped;
    private volatile Running newest = Running.NONE;

    /// @param label what goes on; `""` while nothing does
    public record Running(String label, int done, int all) {
        static final Running NONE = new Running("", 0, 0);

        double fraction() {
            return all == 0 ? 0 : (double) done / all;
        }
    }

    /// Something that was done, and the ways back and forth.
    ///
    /// @param label what was done, for the menu; @param told the same as a notice, with the number of images
    public record Done(String label, String told, Runnable undo, Runnable redo) {
    }

    /// Whoever keeps what was done and what is shown.
    public interface Owner {
        /// Something was done that can be taken back.
        void did(Done done);

        /// A tag has another name from now on: what filters by it follows.
        void follow(String tag, String name);
    }

    /// @param uses of the tag itself
    /// @param tags of the whole library, most used first
    record Known(Uses uses, List<Count<String>> tags) {
    }

    public TagEditsViewModel(ImageService images, Background background, Toasts toasts, Owner owner) {
        this.images = images;
        this.edits = new TagEdits(images);
        this.background = background;
        this.toasts = toasts;
        this.owner = owner;
    }

    public ReadOnlyObjectProperty<Running> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What must be known before asking for a new name.
    void ask(String tag, Consumer<Known> then) {
        background.run(() -> new Known(edits.uses(tag), images.facets(ImageQuery.ALL).tags()), then, this::fail);
    }

    void rename(String tag, TagName name) {
        String label = text(name.merges() ? "filter.retag.merge.label" : "filter.retag.rename.label", tag, name.name());
        Runnable forth = () -> owner.follow(tag, name.name());
        // Of two tags that became one, nobody knows which of them a filter meant.
        Runnable back = name.merges() ? () -> { } : () -> owner.follow(name.name(), tag);
        run(label, progress -> edits.rename(tag, name.name(), progress), outcome -> {
            int changed = outcome.changed().size();
            done(label, text(name.merges() ? "filter.retag.merged" : "filter.retag.renamed", changed, tag, name.name()), outcome, forth, back);
        });
    }

    void remove(String tag) {
        String label = text("filter.retag.remove.label", tag);
        run(label, progress -> edits.remove(tag, progress), outcome ->
                done(label, text("filter.retag.removed", outcome.changed().size(), tag), outcome, () -> { }, () -> { }));
    }

    /// What is done stays done, and can be taken back.
    void stop() {
        stopped = true;
    }

    /// Stops, and forgets what was waiting: the library is about to close.
    public void close() {
        waiting.clear();
        stop();
    }

    /// @param forth what follows the edit when all of it was done; @param back the same when all of it was taken back
    private void done(String label, String told, Outcome outcome, Runnable forth, Runnable back) {
        if (outcome.whole()) {
            forth.run();
        }
        if (!outcome.changed().isEmpty()) {
            owner.did(new Done(label, outcome.whole() ? told : text("filter.retag.stopped", told),
                    () -> apply(text("filter.retag.undo.label", label), "filter.retag.undone", outcome.inverse(), back),
                    () -> apply(label, "filter.retag.redone", outcome.changed(), forth)));
        }
        tellFailures(outcome);
    }

    private void apply(String label, String key, List<Change> changes, Runnable then) {
        run(label, progress -> edits.apply(changes, progress), outcome -> {
            if (outcome.whole()) {
                then.run();
            }
            String told = text(key, outcome.changed().size());
            toasts.show(outcome.whole() ? told : text("filter.retag.stopped", told));
            tellFailures(outcome);
        });
    }

    private void tellFailures(Outcome outcome) {
        if (!outcome.failed().isEmpty()) {
            ImageException first = outcome.failed().values().iterator().next();
            toasts.failure(text("filter.retag.failed", outcome.failed().size(), Failures.text(first)), first);
        }
    }

    private void run(String label, Function<Progress, Outcome> work, Consumer<Outcome> then) {
        waiting.add(() -> start(label, work, then));
        startNext();
    }

    private void startNext() {
        if (!busy && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void start(String label, Function<Progress, Outcome> work, Consumer<Outcome> then) {
        busy = true;
        stopped = false;
        running.set(new Running(label, 0, 0));
        Runnable show = background.oncePerPulse(() -> {
            if (busy && newest.label().equals(label)) {
                running.set(newest);
            }
        });
        background.run(() -> work.apply((done, all) -> {
            newest = new Running(label, done, all);
            show.run();
            return !stopped;
        }), outcome -> end(() -> then.accept(outcome)), failure -> end(() -> fail(failure)));
    }

    private void end(Runnable told) {
        busy = false;
        running.set(Running.NONE);
        told.run();
        startNext();
    }

    private void fail(ImageException failure) {
        toasts.failure(failure);
    }
}
