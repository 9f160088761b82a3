package dev.vitrine.ui.support;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// Keys under the names that stand on the keyboard of the person: JavaFX knows the English ones only, also in menus.
public final class ShownKeys extends KeyCombination {
    private static final Set<String> NAMED = Set.of(
            "Alt",
            "Backspace",
            "Context Menu",
            "Ctrl",
            "Delete",
            "End",
            "Escape",
            "Home",
            "Insert",
            "Meta",
            "Page Down",
            "Page Up",
            "Shift",
            "Space",
            "Tab");

    private final KeyCodeCombination keys;

    public ShownKeys(KeyCodeCombination keys) {
        super(keys.getShift(), keys.getControl(), keys.getAlt(), keys.getMeta(), keys.getShortcut());
        this.keys = keys;
    }

    /// For sentences, tooltips and lists. Signs such as ↵ and ⌘ are the same everywhere.
    public static String text(KeyCodeCombination keys) {
        return Arrays.stream(keys.getDisplayText().split("\\+(?=.)"))
                .map(ShownKeys::name)
                .collect(Collectors.joining("+"));
    }

    private static String name(String english) {
        return NAMED.contains(english) ? Messages.text("key." + english.replace(" ", "")) : english;
    }

    @Override
    public boolean match(KeyEvent event) {
        return keys.match(event);
    }

    @Override
    public String getName() {
        return keys.getName();
    }

    @Override
    public String getDisplayText() {
        return text(keys);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShownKeys shown && keys.equals(shown.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }
}
