package dev.vitrine.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class TypeAheadTest {
    private final List<String> found = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final TypeAhead typing = new TypeAhead(clock(), found::add);

    @Test
    void lettersInARowAreOneWordAndAPauseBeginsAnother() {
        type("s", "e");
        now = now.plus(Duration.ofSeconds(2));
        type("w");
        assertEquals(List.of("s", "se", "w"), found);
    }

    @Test
    void digitsBelongToAWordOnlyOnceItBegan() {
        assertFalse(typing.typed(typed("4", false)));
        assertFalse(typing.takes(pressed(KeyCode.DIGIT4)));
        type("d", "s");
        assertTrue(typing.takes(pressed(KeyCode.DIGIT4)));
        type("4");
        assertEquals(List.of("d", "ds", "ds4"), found);
        now = now.plus(Duration.ofSeconds(2));
        assertFalse(typing.takes(pressed(KeyCode.DIGIT4)));
    }

    @Test
    void commandsAreNotTyped() {
        assertFalse(typing.typed(typed("a", true)));
        assertFalse(typing.typed(typed("\u001b", false)));
        assertEquals(List.of(), found);
    }

    private void type(String... signs) {
        for (String sign : signs) {
            assertTrue(typing.typed(typed(sign, false)), sign);
        }
    }

    private static KeyEvent typed(String sign, boolean control) {
        return new KeyEvent(KeyEvent.KEY_TYPED, sign, "", KeyCode.UNDEFINED, false, control, false, false);
    }

    private static KeyEvent pressed(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    private Clock clock() {
        return TestClock.of(() -> now);
    }
}
