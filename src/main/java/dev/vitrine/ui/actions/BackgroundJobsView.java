package dev.vitrine.ui.actions;

import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The act that goes on, for the status line: what, how far, and a way to stop it; beside it, what the latest act had to leave as it was.
///
/// An act that is over in a moment does not flash by.
public final class BackgroundJobsView extends HBox {
    private static final Duration A_MOMENT = Duration.millis(300);

    private final HBox going = new HBox();

    /// @param showLeft shows what was left as it was, and why
    public BackgroundJobsView(BackgroundJobs backgroundJobs, Runnable showLeft) {
        getStyleClass().add("acts");
        setId("acts");
        setAlignment(Pos.CENTER_LEFT);
        createGoing(backgroundJobs);
        getChildren().addAll(createLeft(backgroundJobs, showLeft), going);
    }

    private void createGoing(BackgroundJobs backgroundJobs) {
        var bar = new ProgressBar();
        bar.progressProperty().bind(backgroundJobs.runningProperty().map(BackgroundJobs.Running::fraction));
        var label = new Label();
        label.setId("acts-progress");
        label.textProperty().bind(backgroundJobs.runningProperty().map(now -> Messages.text("acts.progress", now.label(), now.done(), now.all())));
        label.setMinWidth(Region.USE_PREF_SIZE);
        Button stop = Icons.button(Feather.X, Messages.text("acts.stop"), backgroundJobs::stop);
        stop.setId("stop-act");
        going.getStyleClass().add("acts");
        going.setAlignment(Pos.CENTER_LEFT);
        going.getChildren().addAll(bar, label, stop);
        going.accessibleTextProperty().bind(label.textProperty());
        going.setVisible(false);
        going.managedProperty().bind(going.visibleProperty());
        var moment = new PauseTransition(A_MOMENT);
        moment.setOnFinished(_ -> going.setVisible(true));
        backgroundJobs.runningProperty().map(now -> !now.label().isEmpty()).subscribe(runs -> {
            if (runs) {
                moment.playFromStart();
            } else {
                moment.stop();
                going.setVisible(false);
            }
        });
    }

    private static Button createLeft(BackgroundJobs backgroundJobs, Runnable showLeft) {
        var left = new Button(null, Icons.of(Feather.ALERT_TRIANGLE));
        left.setId("acts-left");
        left.getStyleClass().addAll("flat", "small", "acts-left");
        left.setMinWidth(Region.USE_PREF_SIZE);
        left.setOnAction(_ -> showLeft.run());
        left.managedProperty().bind(left.visibleProperty());
        backgroundJobs.leftProperty().subscribe((Optional<BackgroundJobs.Skipped> now) -> {
            left.setVisible(now.isPresent());
            now.ifPresent(some -> left.setText(Messages.text("acts.left", some.reasons().size())));
        });
        return left;
    }
}
