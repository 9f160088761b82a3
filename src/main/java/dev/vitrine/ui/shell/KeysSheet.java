package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;

/// The sheet of all keys, made from the table that defines them.
final class KeysSheet {
    private KeysSheet() {
    }

    static void show(Window owner, Theme theme) {
        var grid = new GridPane();
        grid.getStyleClass().add("keys-sheet");
        Shortcut[] all = Shortcut.values();
        int rows = (all.length + 1) / 2;
        for (int i = 0; i < all.length; i++) {
            var keys = new Label(all[i].keys().getDisplayText());
            keys.getStyleClass().add("key");
            int column = i / rows * 2;
            grid.add(keys, column, i % rows);
            grid.add(new Label(Messages.text(all[i].messageKey())), column + 1, i % rows);
        }
        var alert = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(Messages.text("keys.title"));
        alert.getDialogPane().setContent(grid);
        theme.dress(alert.getDialogPane().getScene());
        alert.show();
    }
}
