package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/// Makes what people ask for first before they do, so that less is left to do then: one part in each pause, none
/// before the first pictures. People look at those for a moment before they do something: that is long enough.
final class Prewarming implements IdleDetector.IdleTask, AutoCloseable {
    static final Duration PAUSE = Duration.ofMillis(400);

    private final Background background;
    private final BooleanSupplier areShown;
    private final Queue<Runnable> parts;
    private volatile boolean isAsked;

    /// @param areShown whether the first pictures are, asked on the FX thread
    /// @param parts each called once, on the FX thread
    Prewarming(Background background, BooleanSupplier areShown, List<Runnable> parts) {
        this.background = background;
        this.areShown = areShown;
        this.parts = new ConcurrentLinkedQueue<>(parts);
    }

    @Override
    public void use(Duration untouched) {
        if (isWaiting() && !isAsked && untouched.compareTo(PAUSE) >= 0) {
            isAsked = true;
            background.show(this::next);
        }
    }

    @Override
    public boolean isWaiting() {
        return !parts.isEmpty();
    }

    private void next() {
        isAsked = false;
        if (!parts.isEmpty() && areShown.getAsBoolean()) {
            parts.remove().run();
        }
    }

    /// Makes nothing more, on the FX thread.
    @Override
    public void close() {
        parts.clear();
    }
}
