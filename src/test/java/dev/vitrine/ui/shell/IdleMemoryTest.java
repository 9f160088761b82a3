package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Background;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
    private static final long REST = IdleMemory.REST.toNanos();

    private final Pane window = new Pane();

    @AutoClose
    private final IdleMemory memory = new IdleMemory(window, Background.with(_ -> {}, Runnable::run), () -> {});

    @Test
    void itIsDueOnceAfterEachRest() {
        memory.touched(0);
        assertFalse(memory.isRested(REST - 1));
        assertTrue(memory.isRested(REST));
        assertFalse(memory.isRested(9 * REST));
        memory.touched(10 * REST);
        assertFalse(memory.isRested(11 * REST - 1));
        assertTrue(memory.isRested(11 * REST));
    }

    @Test
    void aPauseIsUsedWhenMuchHasGathered() {
        memory.touched(0);
        long pause = IdleMemory.PAUSE.toNanos();
        assertTrue(memory.isWorthCollecting(pause, IdleMemory.MUCH));
        assertFalse(memory.isWorthCollecting(pause - 1, IdleMemory.MUCH));
        assertFalse(memory.isWorthCollecting(pause, IdleMemory.MUCH - 1));
    }

    @Test
    void anyInputMakesItWaitAgain() {
        memory.touched(System.nanoTime() - REST);
        window.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
        assertFalse(memory.isRested(System.nanoTime()));
    }
}
