package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.ShownKeys;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCodeCombination;
import org.kordamp.ikonli.feather.Feather;

/// Lines of menus that do one thing.
public final class MenuItems {
    private MenuItems() {}

    /// @param key of its text
    public static MenuItem of(String key, Runnable action) {
        var item = new MenuItem(text(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// @param key of its text
    public static MenuItem of(String key, Feather icon, Runnable action) {
        MenuItem item = of(key, action);
        item.setGraphic(Icons.of(icon));
        return item;
    }

    /// The same, with the keys beside it that do it anyway.
    public static <T extends MenuItem> T keyed(KeyCodeCombination keys, T item) {
        item.setAccelerator(new ShownKeys(keys));
        return item;
    }
}
