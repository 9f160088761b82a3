package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Notices at the bottom of the gallery, at most three; they wait while the pointer is on them.
final class WindowToasts extends VBox implements Toasts {
    private static final int MOST = 3;
    private static final Duration SHORT = Duration.seconds(5);
    private static final Duration WITH_ACTION = Duration.seconds(10);

    WindowToasts() {
        getStyleClass().add("toasts");
        setAlignment(Pos.BOTTOM_CENTER);
        setPickOnBounds(false);
    }

    @Override
    public void show(String text) {
        add(box(text), SHORT);
    }

    @Override
    public void show(String text, String actionLabel, Runnable action) {
        HBox toast = box(text);
        var button = new Button(actionLabel);
        button.getStyleClass().addAll("flat", "accent", "strong");
        button.setOnAction(_ -> {
            getChildren().remove(toast);
            action.run();
        });
        toast.getChildren().add(1, button);
        add(toast, WITH_ACTION);
    }

    @Override
    public void failure(String text) {
        HBox toast = box(text);
        toast.getStyleClass().add("failure");
        add(toast, Duration.INDEFINITE);
    }

    private HBox box(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(480);
        var toast = new HBox(label);
        toast.getStyleClass().add("toast");
        toast.setAlignment(Pos.CENTER_LEFT);
        toast.setMaxWidth(USE_PREF_SIZE);
        toast.setAccessibleRole(AccessibleRole.TEXT);
        toast.setAccessibleText(text);
        toast.getChildren().add(Icons.button(Feather.X, Messages.text("toast.dismiss"), () -> getChildren().remove(toast)));
        return toast;
    }

    private void add(Node toast, Duration stays) {
        getChildren().add(toast);
        while (getChildren().size() > MOST) {
            getChildren().removeFirst();
        }
        if (!stays.isIndefinite()) {
            var timer = new PauseTransition(stays);
            timer.setOnFinished(_ -> getChildren().remove(toast));
            toast.hoverProperty().subscribe(hovered -> {
                if (hovered) {
                    timer.stop();
                } else {
                    timer.playFromStart();
                }
            });
        }
    }
}
