package dev.vitrine.ui.support;

import javafx.animation.AnimationTimer;

/// For what must not keep the frame waiting that shows what was just done.
public final class NextFrame extends AnimationTimer {
    private final Runnable action;
    private boolean isUnderWay;

    private NextFrame(Runnable action) {
        this.action = action;
    }

    /// Runs it once that frame is with the renderer, and before the one after it is laid out. On the FX thread,
    /// from the FX thread.
    public static void then(Runnable action) {
        new NextFrame(action).start();
    }

    /// Called at the beginning of each frame.
    @Override
    public void handle(long now) {
        if (isUnderWay) {
            stop();
            action.run();
        }
        isUnderWay = true;
    }
}
