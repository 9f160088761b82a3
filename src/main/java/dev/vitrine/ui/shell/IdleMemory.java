package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import javafx.scene.Node;

/// Gives memory back while nobody touches the window. In a pause, what has gathered since the last collection, where it
/// is much: the JVM by itself would let it grow to the end of the heap first, and then make somebody wait. After a
/// longer rest also the pictures kept for scrolling.
final class IdleMemory implements IdleDetector.IdleTask {
    static final Duration PAUSE = Duration.ofSeconds(3);
    static final Duration REST = Duration.ofMinutes(2);
    /// Bytes; less is not worth a collection, nor less than half of what stays.
    static final long MUCH = 384L << 20;

    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final double ALMOST_OPAQUE = 0.9999;

    private final Node window;
    private final Background background;
    private final Runnable release;
    private boolean isReleased;
    private long kept;

    /// @param release called on the FX thread
    IdleMemory(Node window, Background background, Runnable release) {
        this.window = window;
        this.background = background;
        this.release = release;
    }

    @Override
    public void use(Duration untouched) throws InterruptedException {
        if (isRested(untouched)) {
            giveBackAll();
        } else if (isWorthCollecting(untouched, used())) {
            collect();
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

    /// @return true once in each rest
    boolean isRested(Duration untouched) {
        boolean resting = untouched.compareTo(REST) >= 0;
        boolean first = resting && !isReleased;
        isReleased = resting;
        return first;
    }

    /// @param used bytes of the heap now
    boolean isWorthCollecting(Duration untouched, long used) {
        return untouched.compareTo(PAUSE) >= 0 && used - kept >= Math.max(MUCH, kept / 2);
    }
}
