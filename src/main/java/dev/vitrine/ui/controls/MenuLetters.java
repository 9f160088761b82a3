package dev.vitrine.ui.controls;

import dev.vitrine.text.Matches;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyEvent;
import javafx.stage.WindowEvent;

/// Letters in an open menu go to the next item that begins with them.
public final class MenuLetters {
    private final ContextMenu menu;
    private final TypeAhead typing = new TypeAhead(Clock.systemUTC(), this::goTo);

    private MenuLetters(ContextMenu menu) {
        this.menu = menu;
    }

    public static ContextMenu on(ContextMenu menu) {
        var letters = new MenuLetters(menu);
        menu.addEventFilter(KeyEvent.KEY_TYPED, key -> {
            if (letters.typing.typed(key)) {
                key.consume();
            }
        });
        menu.addEventHandler(WindowEvent.WINDOW_SHOWN, _ -> letters.chooseNothing());
        return menu;
    }

    /// The toolkit begins at the first item, as if that had been pointed at; the down key goes there all the same.
    private void chooseNothing() {
        if (menu.getSkin() != null) {
            menu.getSkin().getNode().requestFocus();
        }
    }

    private void goTo(String typed) {
        List<MenuItem> items = menu.getItems().stream()
                .filter(item -> item.isVisible() && !item.isDisable() && !(item instanceof SeparatorMenuItem))
                .toList();
        int at = IntStream.range(0, items.size())
                .filter(i -> isFocused(items.get(i)))
                .findFirst()
                .orElse(-1);
        int from = typed.length() == 1 ? at + 1 : Math.max(0, at);
        Matches matches = Matches.of(typed);
        IntStream.range(0, items.size())
                .mapToObj(step -> items.get((from + step) % items.size()))
                .filter(item -> item.getText() != null && matches.begins(item.getText()))
                .findFirst()
                .map(MenuItem::getStyleableNode)
                .ifPresent(Node::requestFocus);
    }

    private static boolean isFocused(MenuItem item) {
        return item.getStyleableNode() != null && item.getStyleableNode().isFocused();
    }
}
