package dev.vitrine.ui.shell;

import dev.vitrine.ui.preferences.PreferencesView;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/// The preferences as a sheet over the window. Resetting leaves it open, so that one sees what holds now.
final class PreferencesSheet {
    private PreferencesSheet() {
    }

    static void show(Window owner, Theme theme, PreferencesViewModel viewModel) {
        var reset = new ButtonType(Messages.text("preferences.reset"), ButtonData.LEFT);
        var alert = new Alert(Alert.AlertType.NONE, "", reset, ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(Messages.text("preferences.title"));
        alert.getDialogPane().setContent(new PreferencesView(viewModel));
        Node resetButton = alert.getDialogPane().lookupButton(reset);
        resetButton.setId("preferences-reset");
        resetButton.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            viewModel.reset();
        });
        // Enter must never reset by accident.
        alert.setOnShown(_ -> alert.getDialogPane().lookupButton(ButtonType.CLOSE).requestFocus());
        theme.dress(alert.getDialogPane().getScene());
        viewModel.measure();
        alert.show();
    }
}
