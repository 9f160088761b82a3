package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.scene.Node;
import javafx.scene.input.InputEvent;

/// Makes what people ask for first while nobody touches the window, so that its first showing is as quick as the next
/// one: one part in each pause, none before the first pictures.
final class WarmParts implements AutoCloseable {
    static final Duration PAUSE = Duration.ofSeconds(2);

    private final Background background;
    private final Duration pause;
    private final Queue<Runnable> parts;
    private Background.Ticket waiting = () -> {};
    private volatile long touched = System.nanoTime();

    /// @param window what is touched
    /// @param pause how long nobody touched it
    /// @param parts each called once, on the FX thread
    WarmParts(Node window, Background background, Duration pause, List<Runnable> parts) {
        this.background = background;
        this.pause = pause;
        this.parts = new ArrayDeque<>(parts);
        window.addEventFilter(InputEvent.ANY, _ -> touched = System.nanoTime());
        waitForPause();
    }

    private void waitForPause() {
        if (!parts.isEmpty()) {
            waiting = background.run(this::untilPause, _ -> next(), _ -> {});
        }
    }

    private Void untilPause() throws InterruptedException {
        do {
            Thread.sleep(pause);
        } while (System.nanoTime() - touched < pause.toNanos());
        return null;
    }

    private void next() {
        parts.remove().run();
        waitForPause();
    }

    @Override
    public void close() {
        waiting.cancel();
    }
}
