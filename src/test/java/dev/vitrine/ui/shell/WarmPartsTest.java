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

class WarmPartsTest {
    private final Queue<Runnable> screen = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private boolean areShown = true;
    private final WarmParts parts = new WarmParts(
            Background.with(Runnable::run, screen::add),
            () -> areShown,
            List.of(() -> made.add("viewer"), () -> made.add("preferences")));

    @Test
    void eachPauseMakesOnePart() {
        pause(WarmParts.PAUSE);
        assertEquals(List.of("viewer"), made);
        pause(WarmParts.PAUSE);
        pause(WarmParts.PAUSE);
        assertEquals(List.of("viewer", "preferences"), made);
    }

    /// It is busy with what came before.
    @Test
    void aScreenThatHasNotAnsweredIsNotAskedForMore() {
        parts.use(WarmParts.PAUSE);
        parts.use(WarmParts.PAUSE);
        pause(WarmParts.PAUSE);
        assertEquals(List.of("viewer"), made);
    }

    @Test
    void shortPausesAreOfUseUntilAllIsMade() {
        assertTrue(parts.isWaiting());
        pause(WarmParts.PAUSE);
        pause(WarmParts.PAUSE);
        assertFalse(parts.isWaiting());
    }

    @Test
    void whileTheWindowIsTouchedNothingIsMade() {
        pause(WarmParts.PAUSE.minusMillis(1));
        assertEquals(List.of(), made);
    }

    @Test
    void beforeTheFirstPicturesNothingIsMade() {
        areShown = false;
        pause(WarmParts.PAUSE.multipliedBy(9));
        assertEquals(List.of(), made);
        areShown = true;
        pause(WarmParts.PAUSE);
        assertEquals(List.of("viewer"), made);
    }

    @Test
    void aWindowThatIsClosedMakesNothingMore() {
        parts.use(WarmParts.PAUSE);
        parts.close();
        pause(WarmParts.PAUSE);
        assertEquals(List.of(), made);
    }

    private void pause(Duration untouched) {
        parts.use(untouched);
        while (!screen.isEmpty()) {
            screen.remove().run();
        }
    }
}
