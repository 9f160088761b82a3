package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.Test;

class IdleMemoryTest {
    private final IdleMemory memory = new IdleMemory(new Pane(), Background.immediate(), () -> {});

    @Test
    void itIsDueOnceInEachRest() {
        assertFalse(memory.isRested(IdleMemory.REST.minusNanos(1)));
        assertTrue(memory.isRested(IdleMemory.REST));
        assertFalse(memory.isRested(IdleMemory.REST.multipliedBy(9)));
        assertFalse(memory.isRested(Duration.ZERO));
        assertTrue(memory.isRested(IdleMemory.REST));
    }

    @Test
    void aPauseIsUsedWhenMuchHasGathered() {
        assertTrue(memory.isWorthCollecting(IdleMemory.PAUSE, IdleMemory.MUCH));
        assertFalse(memory.isWorthCollecting(IdleMemory.PAUSE.minusNanos(1), IdleMemory.MUCH));
        assertFalse(memory.isWorthCollecting(IdleMemory.PAUSE, IdleMemory.MUCH - 1));
    }
}
