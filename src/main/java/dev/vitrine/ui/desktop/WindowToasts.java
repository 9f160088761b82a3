package dev.vitrine.ui.desktop;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.ImageException;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import dev.vitrine.ui.support.Toasts;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// Notices at the bottom of the gallery, at most three; they wait while the pointer is on them.
///
/// Our own rather than ControlsFX's, which are windows of their own (outside of the scene's style sheets, keyboard and
/// full screen), and rather than AtlantaFX's, whose cards are as high as three of these and cover the pictures.
public final class WindowToasts extends VBox implements Toasts {
    private static final int MAX = 3;
    private static final Duration SHORT = Duration.seconds(5);
    private static final Duration WITH_ACTION = Duration.seconds(10);
    /// It covers pictures, and stays in the list of problems, of which the status bar tells.
    private static final Duration FAILURE = Duration.seconds(30);

    private final Problems problems;
    private final Runnable showProblems;

    /// @param showProblems opens the list where a failure can be looked up after its notice is gone
    public WindowToasts(Problems problems, Runnable showProblems) {
        this.problems = problems;
        this.showProblems = showProblems;
        getStyleClass().add("toasts");
        setAlignment(Pos.BOTTOM_CENTER);
        setPickOnBounds(false);
    }

    @Override
    public void show(String text) {
        add(box(text), SHORT);
    }

    @Override
    public void show(String text, String actionLabel, Runnable action, ObservableValue<Boolean> canAct) {
        HBox toast = box(text);
        addAction(toast, actionLabel, action);
        add(toast, WITH_ACTION, canAct);
    }

    private void add(HBox toast, Duration stays, ObservableValue<Boolean> holds) {
        WhileShown.of(holds, toast).subscribe(still -> {
            if (Boolean.FALSE.equals(still)) {
                getChildren().remove(toast);
            }
        });
        add(toast, stays);
    }

    private void addAction(HBox toast, String label, Runnable action) {
        var button = styled(new Button(label), "flat", "accent", "strong");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> {
            getChildren().remove(toast);
            action.run();
        });
        if (TextSize.isLarge() && toast.getChildren().getFirst() instanceof Label said) {
            var below = new VBox(said, button); // beside it, no word would be whole
            HBox.setHgrow(below, Priority.ALWAYS);
            toast.getChildren().addFirst(below);
        } else {
            toast.getChildren().add(1, button);
        }
    }

    @Override
    public void failure(String text, ImageException failure, ObservableValue<Boolean> stands) {
        problems.add(text, failure);
        if (failure instanceof ImageException.Cancelled) {
            show(text);
            return;
        }
        if (failure.isEverywhere()) {
            return; // told of the whole library, and it stays in its status bar
        }
        HBox toast = box(FailureText.coded(text, failure));
        toast.getStyleClass().add("failure");
        addAction(toast, Messages.text("toast.details"), showProblems);
        add(toast, FAILURE, stands);
    }

    /// What they speak of is there no more.
    public void clear() {
        getChildren().clear();
    }

    private HBox box(String text) {
        var label = new Label(text);
        LineWrap.of(label);
        label.setMaxWidth(TextSize.of(480));
        var toast = styled(new HBox(label), "toast");
        toast.setAlignment(Pos.CENTER_LEFT);
        toast.setMaxWidth(USE_PREF_SIZE);
        toast.setAccessibleRole(AccessibleRole.TEXT);
        toast.setAccessibleText(text);
        toast.getChildren()
                .add(Icons.button(
                        Feather.X,
                        Messages.text("toast.dismiss"),
                        () -> getChildren().remove(toast)));
        return toast;
    }

    private void add(Node toast, Duration stays) {
        getChildren().add(toast);
        while (getChildren().size() > MAX) {
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
