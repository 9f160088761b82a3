package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/// Knows since when nobody has touched the window, and tells those who use such pauses. One thread sleeps for it: an
/// animation would wake the window sixty times a second.
final class IdleDetector implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(200);
    /// Whoever types thinks between words.
    static final Duration THOUGHT = Duration.ofSeconds(2);

    private final LongSupplier nanoTime;
    private final List<IdleTask> uses;
    private final Background.Ticket watching;
    private volatile long touched;
    private volatile boolean isHeld;

    /// Something to do while nobody touches the window.
    @FunctionalInterface
    interface IdleTask {
        /// Is called now and then, off the FX thread and never by two threads at once.
        ///
        /// @param untouched how long nobody has touched the window
        void use(Duration untouched) throws InterruptedException;

        /// Whether even a short pause is of use to it.
        default boolean isWaiting() {
            return false;
        }
    }

    /// @param window what is touched
    IdleDetector(Node window, Background background, LongSupplier nanoTime, List<IdleTask> uses) {
        this.nanoTime = nanoTime;
        this.uses = List.copyOf(uses);
        touched = nanoTime.getAsLong();
        window.addEventFilter(InputEvent.ANY, this::touch);
        watching = background.run(this::watch, _ -> {}, _ -> {});
    }

    /// A button that is held down touches the window although nothing moves: at the scroll bar, or in a drag.
    private void touch(InputEvent event) {
        boolean isTyped = event instanceof KeyEvent && event.getTarget() instanceof TextInputControl;
        touched = nanoTime.getAsLong() + (isTyped ? THOUGHT.toNanos() : 0);
        if (event instanceof MouseEvent mouse) {
            isHeld = mouse.isPrimaryButtonDown() || mouse.isSecondaryButtonDown() || mouse.isMiddleButtonDown();
        } else if (event.getEventType() == DragEvent.DRAG_DONE) {
            isHeld = false;
        }
    }

    private Void watch() throws InterruptedException {
        while (true) {
            Thread.sleep(untilLook());
            look();
        }
    }

    Duration untilLook() {
        return uses.stream().anyMatch(IdleTask::isWaiting) ? SOON : LOOK;
    }

    void look() throws InterruptedException {
        for (IdleTask each : uses) {
            each.use(isHeld ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - touched)));
        }
    }

    @Override
    public void close() {
        watching.cancel();
    }
}
