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
        assertFalse(memory.isDue(REST - 1));
        assertTrue(memory.isDue(REST));
        assertFalse(memory.isDue(9 * REST));
        memory.touched(10 * REST);
        assertFalse(memory.isDue(11 * REST - 1));
        assertTrue(memory.isDue(11 * REST));
    }

    @Test
    void anyInputMakesItWaitAgain() {
        memory.touched(System.nanoTime() - REST);
        window.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.DOWN, false, false, false, false));
        assertFalse(memory.isDue(System.nanoTime()));
    }
}
