package dev.vitrine.ui.support;

import javafx.application.Platform;
import javafx.scene.Scene;

/// For what must not keep the frame waiting that shows what was just done. On the FX thread, from the FX thread.
public final class NextFrame implements Runnable {
    private final Scene window;
    private final Background background;
    private final Runnable action;

    private NextFrame(Scene window, Background background, Runnable action) {
        this.window = window;
        this.background = background;
        this.action = action;
    }

    /// Runs it once that frame is laid out and with the renderer, before the one after it.
    public static void then(Scene window, Background background, Runnable action) {
        window.addPostLayoutPulseListener(new NextFrame(window, background, action));
        Platform.requestNextPulse();
    }

    /// Called after the layout.
    @Override
    public void run() {
        window.removePostLayoutPulseListener(this);
        background.show(action);
    }
}
