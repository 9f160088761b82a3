package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.support.Background;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Acts on many images, one after the other in the background, with progress and an end at any time; what an act had to leave as it was stays
/// listed until somebody looked at it. Belongs to the FX thread.
public final class BackgroundJobs implements AutoCloseable {
    private final Background background;
    private final ReadOnlyObjectWrapper<Running> running = new ReadOnlyObjectWrapper<>(Running.NONE);
    private final ReadOnlyObjectWrapper<Optional<Skipped>> left = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    /// Written by the screen, read by the work.
    private volatile boolean stopped;
    private volatile Running newest = Running.NONE;

    /// @param label what goes on; `""` while nothing does
    public record Running(String label, int done, int all) {
        public static final Running NONE = new Running("", 0, 0);

        public double fraction() {
            return all == 0 ? 0 : (double) done / all;
        }
    }

    /// @param label of the act
    /// @param reasons why, by image id
    public record Skipped(String label, Map<String, ImageException> reasons) {
        public Skipped {
            reasons = new LinkedHashMap<>(reasons);
        }
    }

    public BackgroundJobs(Background background) {
        this.background = background;
    }

    public ReadOnlyObjectProperty<Running> runningProperty() {
        return running.getReadOnlyProperty();
    }

    /// What the latest acts had to leave as it was.
    public ReadOnlyObjectProperty<Optional<Skipped>> leftProperty() {
        return left.getReadOnlyProperty();
    }

    /// Runs after those before; one act is never in another's way.
    public <T> void run(String label, Function<Progress, T> work, Consumer<T> then, Consumer<ImageException> onFailure) {
        waiting.add(() -> start(label, work, then, onFailure));
        startNext();
    }

    /// Images that an act could not do.
    public void leave(String label, Map<String, ImageException> reasons) {
        if (!reasons.isEmpty()) {
            left.set(Optional.of(new Skipped(label, reasons)));
        }
    }

    /// Somebody knows what was left.
    public void forgetLeft() {
        left.set(Optional.empty());
    }

    /// What is done stays done, and can be taken back.
    public void stop() {
        stopped = true;
    }

    /// Stops, and forgets what was waiting: the library is about to close.
    @Override
    public void close() {
        waiting.clear();
        stop();
    }

    private void startNext() {
        if (!busy && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private <T> void start(String label, Function<Progress, T> work, Consumer<T> then, Consumer<ImageException> onFailure) {
        busy = true;
        stopped = false;
        newest = new Running(label, 0, 0);
        running.set(newest);
        Runnable show = background.oncePerPulse(() -> {
            if (busy && newest.label().equals(label)) {
                running.set(newest);
            }
        });
        background.run(() -> work.apply((done, all) -> {
            newest = new Running(label, done, all);
            show.run();
            return !stopped;
        }), outcome -> end(() -> then.accept(outcome)), failure -> end(() -> onFailure.accept(failure)));
    }

    private void end(Runnable reported) {
        busy = false;
        running.set(Running.NONE);
        reported.run();
        startNext();
    }
}
