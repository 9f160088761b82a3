package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Background;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PrewarmingTest {
    private final Queue<Runnable> screen = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private boolean areShown = true;
    private final Prewarming parts = new Prewarming(
            Background.with(Runnable::run, screen::add),
            () -> areShown,
            List.of(() -> made.add("viewer"), () -> made.add("preferences")));

    @Test
    void eachPauseMakesOnePart() {
        pause(Prewarming.PAUSE);
        assertEquals(List.of("viewer"), made);
        pause(Prewarming.PAUSE);
        pause(Prewarming.PAUSE);
        assertEquals(List.of("viewer", "preferences"), made);
    }

    /// It is busy with what came before.
    @Test
    void aScreenThatHasNotAnsweredIsNotAskedForMore() {
        parts.use(Prewarming.PAUSE);
        parts.use(Prewarming.PAUSE);
        pause(Prewarming.PAUSE);
        assertEquals(List.of("viewer"), made);
    }

    @Test
    void shortPausesAreOfUseUntilAllIsMade() {
        assertTrue(parts.isWaiting());
        pause(Prewarming.PAUSE);
        pause(Prewarming.PAUSE);
        assertFalse(parts.isWaiting());
    }

    @Test
    void whileTheWindowIsTouchedNothingIsMade() {
        pause(Prewarming.PAUSE.minusMillis(1));
        assertEquals(List.of(), made);
    }

    @Test
    void beforeTheFirstPicturesNothingIsMade() {
        areShown = false;
        pause(Prewarming.PAUSE.multipliedBy(9));
        assertEquals(List.of(), made);
        areShown = true;
        pause(Prewarming.PAUSE);
        assertEquals(List.of("viewer"), made);
    }

    @Test
    void aWindowThatIsClosedMakesNothingMore() {
        parts.use(Prewarming.PAUSE);
        parts.close();
        pause(Prewarming.PAUSE);
        assertEquals(List.of(), made);
    }

    private void pause(Duration untouched) {
        parts.use(untouched);
        while (!screen.isEmpty()) {
            screen.remove().run();
        }
    }
}
