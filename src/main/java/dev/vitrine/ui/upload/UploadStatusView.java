package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The uploads in the status bar: how far, how many failed; a click opens the list. Away while there is nothing to
/// tell, and a while after all went well.
public final class UploadStatusView extends Button {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    /// How long it says what came of the uploads.
    private final PauseTransition afterwards = new PauseTransition(Duration.seconds(30));

    private boolean wasBusy;
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = new Label();
    private final Label troubles = styled(new Label(null, Icons.of(Feather.ALERT_TRIANGLE)), "troubles");
    private final HBox content = styled(new HBox(bar, progress, troubles), "content");

    /// @param onToggleList shows or puts away the list
    public UploadStatusView(UploadListViewModel uploads, Runnable onToggleList) {
        getStyleClass().addAll("flat", "upload-status", "small");
        setId("upload-status");
        bar.progressProperty().bind(uploads.fractionProperty());
        progress.textProperty().bind(uploads.progressTextProperty());
        content.setAlignment(Pos.CENTER_LEFT);
        // In a narrow window its words are cut behind, rather than it on both sides.
        setMinWidth(0);
        progress.setMinWidth(0);
        troubles.setMinWidth(Region.USE_PREF_SIZE);
        content.maxWidthProperty()
                .bind(Bindings.createDoubleBinding(() -> getWidth() - padding(), widthProperty(), insetsProperty()));
        setOnAction(_ -> onToggleList.run());
        managedProperty().bind(visibleProperty());
        afterwards.setOnFinished(_ -> setVisible(false));
        uploads.snapshotProperty().subscribe(this::show);
    }

    @Override
    protected double computePrefWidth(double height) {
        return padding() + content.prefWidth(-1); // not of the room that it has: that follows from this
    }

    private double padding() {
        return snappedLeftInset() + snappedRightInset();
    }

    private void show(UploadSnapshot now) {
        long failed = now.problems();
        boolean busy = !now.totals().isIdle();
        if (busy || failed > 0 || now.paused()) {
            afterwards.stop();
            setVisible(true);
        } else if (wasBusy) {
            afterwards.playFromStart();
        } else if (afterwards.getStatus() != Animation.Status.RUNNING) {
            setVisible(false);
        }
        if (isVisible()) {
            setGraphic(content); // not before it can be seen: what is hidden is styled too
        }
        wasBusy = busy;
        Nodes.show(bar, busy);
        Nodes.show(troubles, failed > 0);
        pseudoClassStateChanged(TROUBLE, failed > 0);
        setAccessibleText(text("upload.status.accessible", progress.getText(), failed));
    }
}
