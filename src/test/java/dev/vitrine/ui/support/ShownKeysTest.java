package dev.vitrine.ui.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class ShownKeysTest {
    private static final KeyCodeCombination PURGE = new KeyCodeCombination(KeyCode.DELETE, KeyCombination.SHIFT_DOWN);
    private static final KeyCodeCombination LARGER = new KeyCodeCombination(KeyCode.PLUS, KeyCombination.CONTROL_DOWN);

    @AfterEach
    void inEnglishAgain() {
        Messages.in(Locale.ENGLISH);
    }

    @Test
    void keysHaveTheNamesOnTheKeyboardOfTheLanguage() {
        assertEquals("Shift+Delete", ShownKeys.text(PURGE));
        Messages.in(Locale.GERMAN);
        assertEquals("Umschalt+Entf", new ShownKeys(PURGE).getDisplayText());
        assertEquals("Strg++", ShownKeys.text(LARGER));
        assertEquals("Bild ab", ShownKeys.text(new KeyCodeCombination(KeyCode.PAGE_DOWN)));
    }

    @Test
    void differentKeysAreDifferentThoughTheirModifiersAreAlike() {
        assertNotEquals(
                new ShownKeys(PURGE), new ShownKeys(new KeyCodeCombination(KeyCode.S, KeyCombination.SHIFT_DOWN)));
        assertEquals(new ShownKeys(PURGE), new ShownKeys(PURGE));
    }
}
