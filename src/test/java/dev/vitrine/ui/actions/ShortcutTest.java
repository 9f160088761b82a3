package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ui.actions.Shortcut.KeyScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class ShortcutTest {
    @Test
    void noKeyOfAScopeStandsForTwoThings() {
        var twice = new ArrayList<String>();
        for (KeyScope scope : KeyScope.values()) {
            Shortcut.in(scope)
                    .flatMap(shortcut -> shortcut.combinations(scope))
                    .map(ShortcutTest::pressed)
                    .forEach(event -> {
                        List<Shortcut> intended = Shortcut.in(scope)
                                .filter(shortcut -> shortcut.combinations(scope).anyMatch(keys -> keys.match(event)))
                                .toList();
                        if (intended.size() != 1) {
                            twice.add(scope + " " + event.getCode() + " " + intended);
                        }
                    });
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void theNumberPadAndOtherKeyboardsDoTheSame() {
        assertEquals(
                Shortcut.RATE_3,
                Shortcut.of(pressed(KeyCode.NUMPAD3, false), KeyScope.IMAGES).orElseThrow());
        assertEquals(
                Shortcut.LARGER,
                Shortcut.of(pressed(KeyCode.PLUS, true), KeyScope.WINDOW).orElseThrow());
        assertEquals(
                Shortcut.FAVORITE,
                Shortcut.of(pressed(KeyCode.PERIOD, false), KeyScope.IMAGES).orElseThrow());
    }

    @Test
    void whatCanBeDoneWithImagesHasTheSameKeyInTheViewer() {
        List<ImageAction> otherwise = Arrays.stream(ImageAction.values())
                .filter(action -> action.shortcut()
                        .filter(shortcut -> shortcut.worksIn(KeyScope.IMAGES) && shortcut.worksIn(KeyScope.VIEWER))
                        .filter(shortcut -> shortcut.combinations(KeyScope.VIEWER)
                                .noneMatch(shortcut.keys(KeyScope.IMAGES)::equals))
                        .isPresent())
                .toList();
        assertEquals(List.of(), otherwise);
    }

    @Test
    void aKeyThatWouldDoNothingIsRefused() {
        var bindings = new KeyBindings(KeyScope.WINDOW);
        Shortcut.in(KeyScope.WINDOW)
                .filter(shortcut -> shortcut != Shortcut.KEYS)
                .forEach(shortcut -> bindings.on(shortcut, () -> {}));
        assertEquals(
                "keys of WINDOW that do nothing: [KEYS]",
                assertThrows(IllegalStateException.class, bindings::handler).getMessage());
        assertThrows(IllegalArgumentException.class, () -> bindings.on(Shortcut.PLAY, () -> {}));
    }

    private static KeyEvent pressed(KeyCodeCombination keys) {
        return new KeyEvent(
                KeyEvent.KEY_PRESSED,
                "",
                "",
                keys.getCode(),
                keys.getShift() == ModifierValue.DOWN,
                keys.getShortcut() == ModifierValue.DOWN,
                keys.getAlt() == ModifierValue.DOWN,
                false);
    }

    private static KeyEvent pressed(KeyCode code, boolean shortcut) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, shortcut, false, false);
    }
}
