package dev.vitrine.ui.shell;

import dev.vitrine.ui.preferences.PreferencesView;
import dev.vitrine.ui.preferences.PreferencesViewModel;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import dev.vitrine.ui.support.Theme;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.stage.Window;

/// The preferences as a sheet over the window. Resetting leaves it open, so that one sees what holds now.
final class PreferencesSheet implements AutoCloseable {
    /// What the sheet's frame and buttons take of the window's height.
    private static final double FRAME = 120;
    private static final double TALLEST = 640;
    private static final double WIDTH = 640;
    private static final double SIDES = 48;

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
        alert.getDialogPane().setContent(scrolling(new PreferencesView(viewModel, () -> {
            close();
            editConnections.run();
        })));
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
        shown = Optional.of(alert);
    }

    /// As tall as the window has room for: there are many preferences, and text may be large.
    private ScrollPane scrolling(PreferencesView view) {
        var scroll = new ScrollPane(view);
        scroll.getStyleClass().add("preferences-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        // As a minimum too: a dialog gives a scroll pane no more than that.
        double height = Math.min(TALLEST, owner.getHeight() - FRAME);
        scroll.setMinHeight(height);
        scroll.setPrefHeight(height);
        scroll.setPrefWidth(Math.min(TextSize.of(WIDTH), owner.getWidth() - SIDES));
        return scroll;
    }

    @Override
    public void close() {
        shown.ifPresent(Alert::close);
        shown = Optional.empty();
    }
}
