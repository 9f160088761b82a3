package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.input.InputEvent;

/// Gives memory back when nobody has touched the window for a while: first the pictures kept for scrolling, then, by a
/// collection while nobody waits, what the heap has grown to. The JVM by itself keeps what it once had.
///
/// One thread sleeps for it: an animation of that length would wake the window sixty times a second.
final class IdleMemory implements AutoCloseable {
    static final Duration REST = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Background.Ticket watching;
    private volatile long touched = System.nanoTime();
    private volatile boolean isReleased;

    /// @param window what is touched
    /// @param release called on the FX thread
    IdleMemory(Node window, Background background, Runnable release) {
        window.addEventFilter(InputEvent.ANY, _ -> touched(System.nanoTime()));
        watching = background.run(
                () -> {
                    while (true) {
                        Thread.sleep(LOOK);
                        if (isDue(System.nanoTime())) {
                            background.show(release);
                            // What is drawn is let go of only after what it was drawn from: the second one finds it.
                            Thread.sleep(SETTLE);
                            System.gc();
                            Thread.sleep(SETTLE);
                            System.gc();
                        }
                    }
                },
                _ -> {},
                _ -> {});
    }

    void touched(long nanoTime) {
        touched = nanoTime;
        isReleased = false;
    }

    /// @return true once after each time that the window was touched
    boolean isDue(long nanoTime) {
        if (isReleased || nanoTime - touched < REST.toNanos()) {
            return false;
        }
        isReleased = true;
        return true;
    }

    @Override
    public void close() {
        watching.cancel();
    }
}
