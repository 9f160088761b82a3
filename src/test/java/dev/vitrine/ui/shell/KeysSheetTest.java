package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.gallery.GalleryKey;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.viewer.ViewerKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class KeysSheetTest {
    @Test
    void everyKeyOfEveryTableIsOnTheSheet() {
        List<String> does = KeysSheet.sections().values().stream().flatMap(List::stream).map(KeysSheet.Line::does).toList();
        Stream.of(Arrays.stream(Shortcut.values()).map(Shortcut::messageKey), Arrays.stream(GalleryKey.values()).map(GalleryKey::messageKey),
                Arrays.stream(ViewerKey.values()).map(ViewerKey::messageKey)).flatMap(keys -> keys)
                .forEach(key -> assertTrue(does.contains(Messages.text(key)), key));
    }

    @Test
    void keysThatDifferInANumberShareALine() {
        List<KeysSheet.Line> window = KeysSheet.sections().get("keys.window");
        assertEquals(List.of("0 to 5"), window.stream().filter(line -> line.does().equals(Messages.text("keys.rate"))).map(KeysSheet.Line::keys).toList());
    }

    @Test
    void noKeyStandsForTwoThings() {
        List<String> keys = Arrays.stream(Shortcut.values()).map(shortcut -> shortcut.keys().toString()).toList();
        assertEquals(keys.stream().distinct().toList(), keys);
    }

    @Test
    void theNumberPadAndOtherKeyboardsDoTheSame() {
        assertEquals(Shortcut.RATE_3, Shortcut.of(pressed(KeyCode.NUMPAD3, false)).orElseThrow());
        assertEquals(Shortcut.LARGER, Shortcut.of(pressed(KeyCode.PLUS, true)).orElseThrow());
        assertEquals(Shortcut.FAVOURITE, Shortcut.of(pressed(KeyCode.PERIOD, false)).orElseThrow());
    }

    private static KeyEvent pressed(KeyCode code, boolean shortcut) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, shortcut, false, false);
    }
}
