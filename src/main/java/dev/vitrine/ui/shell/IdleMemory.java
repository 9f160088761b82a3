package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.input.InputEvent;

/// Gives memory back while nobody touches the window. In a pause, what has gathered since the last collection, where it
/// is much: the JVM by itself would let it grow to the end of the heap first, and then make somebody wait. After a
/// longer rest also the pictures kept for scrolling.
///
/// One thread sleeps for it: an animation of that length would wake the window sixty times a second.
final class IdleMemory implements AutoCloseable {
    static final Duration PAUSE = Duration.ofSeconds(3);
    static final Duration REST = Duration.ofMinutes(2);
    /// Bytes; less is not worth a collection, nor less than half of what stays.
    static final long MUCH = 384L << 20;

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final double ALMOST_OPAQUE = 0.9999;

    private final Node window;
    private final Background background;
    private final Runnable release;
    private final Background.Ticket watching;
    private volatile long touched = System.nanoTime();
    private volatile boolean isReleased;
    private long kept;

    /// @param window what is touched
    /// @param release called on the FX thread
    IdleMemory(Node window, Background background, Runnable release) {
        this.window = window;
        this.background = background;
        this.release = release;
        window.addEventFilter(InputEvent.ANY, _ -> touched(System.nanoTime()));
        watching = background.run(this::watch, _ -> {}, _ -> {});
    }

    private Void watch() throws InterruptedException {
        while (true) {
            Thread.sleep(LOOK);
            if (isRested(System.nanoTime())) {
                giveBackAll();
            } else if (isWorthCollecting(System.nanoTime(), used())) {
                collect();
            }
        }
    }

    private void giveBackAll() throws InterruptedException {
        background.show(release);
        Thread.sleep(SETTLE);
        collect();
        // JavaFX forgets the textures of images that are gone when it draws the next time.
        background.show(() -> window.setOpacity(ALMOST_OPAQUE));
        Thread.sleep(SETTLE);
        background.show(() -> window.setOpacity(1));
        Thread.sleep(SETTLE);
        collect();
    }

    private void collect() {
        System.gc();
        kept = used();
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    void touched(long nanoTime) {
        touched = nanoTime;
        isReleased = false;
    }

    /// @return true once after each time that the window was touched
    boolean isRested(long nanoTime) {
        if (isReleased || nanoTime - touched < REST.toNanos()) {
            return false;
        }
        isReleased = true;
        return true;
    }

    /// @param used bytes of the heap now
    boolean isWorthCollecting(long nanoTime, long used) {
        return nanoTime - touched >= PAUSE.toNanos() && used - kept >= Math.max(MUCH, kept / 2);
    }

    @Override
    public void close() {
        watching.cancel();
    }
}
