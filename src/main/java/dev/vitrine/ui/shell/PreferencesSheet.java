package dev.vitrine.ui.shell;

import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.preferences.PreferencesView;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Theme;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.stage.Window;

/// The preferences as a sheet over the window. Resetting leaves it open, so that one sees what holds now.
final class PreferencesSheet implements AutoCloseable {
    private static final double TALLEST = 640;
    private static final double WIDTH = 640;

    private final Window owner;
    private final Theme theme;
    private final PreferencesViewModel viewModel;
    private final Runnable editConnections;
    private Optional<Alert> shown = Optional.empty();

    PreferencesSheet(Window owner, Theme theme, PreferencesViewModel viewModel, Runnable editConnections) {
        this.owner = owner;
        this.theme = theme;
        this.viewModel = viewModel;
        this.editConnections = editConnections;
    }

    void show() {
        close();
        var reset = new ButtonType(Messages.text("preferences.reset"), ButtonData.LEFT);
        var alert = new Alert(Alert.AlertType.NONE, "", reset, ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(Messages.text("preferences.title"));
        alert.getDialogPane()
                .setContent(new SheetScroll(
                        new PreferencesView(viewModel, () -> {
                            close();
                            editConnections.run();
                        }),
                        owner,
                        WIDTH,
                        TALLEST));
        Node resetButton = alert.getDialogPane().lookupButton(reset);
        resetButton.setId("preferences-reset");
        resetButton.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            viewModel.reset();
        });
        // Enter must never reset by accident.
        alert.setOnShown(
                _ -> alert.getDialogPane().lookupButton(ButtonType.CLOSE).requestFocus());
        theme.dress(alert.getDialogPane().getScene());
        viewModel.measure();
        alert.show();
        shown = Optional.of(alert);
    }

    @Override
    public void close() {
        shown.ifPresent(Alert::close);
        shown = Optional.empty();
    }
}
