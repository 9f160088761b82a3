package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.support.Messages;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysSheetTest {
    @Test
    void everyKeyOfTheTableIsOnTheSheet() {
        List<String> does = KeysSheet.sections().values().stream()
                .flatMap(List::stream)
                .map(KeysSheet.KeyLine::does)
                .toList();
        Arrays.stream(Shortcut.values())
                .map(Shortcut::messageKey)
                .forEach(key -> assertTrue(does.contains(Messages.text(key)), key));
    }

    @Test
    void keysThatDifferInANumberShareALine() {
        List<KeysSheet.KeyLine> window = KeysSheet.sections().get("keys.window");
        assertEquals(
                List.of("0 to 5"),
                window.stream()
                        .filter(line -> line.does().equals(Messages.text("keys.rate")))
                        .map(KeysSheet.KeyLine::keys)
                        .toList());
    }

    @Test
    void whatGoesOnInTheNextColumnHasItsHeadingThereToo() {
        var heading = new KeysSheet.KeyLine("", "Window");
        var first = new KeysSheet.KeyLine("A", "one");
        var second = new KeysSheet.KeyLine("B", "two");
        List<KeysSheet.KeyLine> all = List.of(heading, first, second);
        assertEquals(List.of(heading, first), KeysSheet.withHeading(all, 0, 2));
        assertEquals(List.of(heading, second), KeysSheet.withHeading(all, 2, 3));
    }
}
