package dev.vitrine.ui.actions;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The job that goes on, for the status line: what, how far, and a way to stop it; beside it, what the latest jobs
/// skipped.
///
/// A job that is over in a moment does not flash by.
public final class BackgroundJobsView extends HBox {
    private static final Duration A_MOMENT = Duration.millis(300);

    private final HBox going = styled(new HBox(), "jobs");

    /// @param showSkipped shows what was skipped, and why
    public BackgroundJobsView(BackgroundJobs backgroundJobs, Runnable showSkipped) {
        getStyleClass().add("jobs");
        setId("jobs");
        setAlignment(Pos.CENTER_LEFT);
        createGoing(WhileShown.of(backgroundJobs.runningProperty(), this), backgroundJobs::stop);
        getChildren().addAll(createSkipped(WhileShown.of(backgroundJobs.skippedProperty(), this), showSkipped), going);
    }

    private void createGoing(ObservableValue<BackgroundJobs.RunningJob> running, Runnable onStop) {
        var bar = new ProgressBar();
        bar.progressProperty().bind(running.map(BackgroundJobs.RunningJob::fraction));
        Label label = Labels.of(running.map(now -> Messages.text("jobs.progress", now.label(), now.done(), now.all())));
        label.setId("job-progress");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Button stop = Icons.button(Feather.X, Messages.text("jobs.stop"), onStop);
        stop.setId("stop-job");
        going.setAlignment(Pos.CENTER_LEFT);
        going.accessibleTextProperty().bind(label.textProperty());
        going.setVisible(false);
        going.managedProperty().bind(going.visibleProperty());
        var moment = new PauseTransition(A_MOMENT);
        moment.setOnFinished(_ -> {
            if (going.getChildren().isEmpty()) {
                going.getChildren().addAll(bar, label, stop); // not before: what is hidden is styled too
            }
            going.setVisible(true);
        });
        running.map(now -> !now.label().isEmpty()).subscribe(runs -> {
            if (runs) {
                moment.playFromStart();
            } else {
                moment.stop();
                going.setVisible(false);
            }
        });
    }

    private static Button createSkipped(
            ObservableValue<Optional<BackgroundJobs.Skipped>> skippedImages, Runnable showSkipped) {
        var skipped = styled(new Button(null, Icons.of(Feather.ALERT_TRIANGLE)), "flat", "small", "skipped-images");
        skipped.setId("skipped-images");
        skipped.setMinWidth(Region.USE_PREF_SIZE);
        skipped.setOnAction(_ -> showSkipped.run());
        skipped.managedProperty().bind(skipped.visibleProperty());
        skippedImages.subscribe(now -> {
            skipped.setVisible(now.isPresent());
            now.ifPresent(some ->
                    skipped.setText(Messages.text("jobs.skipped", some.reasons().size())));
        });
        return skipped;
    }
}
