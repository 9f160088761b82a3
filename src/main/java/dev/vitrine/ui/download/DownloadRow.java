package dev.vitrine.ui.download;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.download.DownloadJob.DownloadTrouble;
import dev.vitrine.ui.download.DownloadJob.JobState;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One download: how far, or what did not work and what can be done about it.
final class DownloadRow extends VBox {
    private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");
    private static final int SHOWN = 50;

    private final DownloadJob job;
    private final Label progress = Labels.of("", "small", "muted");
    private final ProgressBar bar = new ProgressBar();
    private final VBox troubles = styled(new VBox(), "troubles");

    DownloadRow(DownloadJob job, DownloadListViewModel downloads) {
        this.job = job;
        getStyleClass().add("download-row");
        var label = new Label(job.label(), Icons.of(Feather.DOWNLOAD));
        label.setMinWidth(0);
        progress.setMinWidth(Region.USE_PREF_SIZE);
        Button cancel = Icons.button(Feather.X, text("download.job.cancel", job.label()), () -> downloads.cancel(job));
        cancel.setId("download-cancel");
        var retry = styled(new Button(text("dialogs.again"), Icons.of(Feather.ROTATE_CW)), "flat", "small");
        retry.setId("download-retry");
        retry.setMinWidth(Region.USE_PREF_SIZE);
        retry.setOnAction(_ -> downloads.retry(job));
        Button dismiss = Icons.button(Feather.X, text("toast.dismiss"), () -> downloads.dismiss(job));
        dismiss.setId("download-dismiss");
        bar.setAccessibleText(job.label());
        var line = new HBox(12, label, Nodes.spacer(), progress, bar, retry, cancel, dismiss);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(line, troubles);
        WhileShown.of(job.progressProperty(), this).subscribe(now -> {
            bar.setProgress(now.fraction());
            progress.setText(job.progressText());
        });
        WhileShown.of(job.stateProperty(), this).subscribe(state -> {
            boolean running = state == JobState.RUNNING;
            pseudoClassStateChanged(TROUBLED, !running);
            Nodes.show(bar, running);
            Nodes.show(cancel, running);
            Nodes.show(retry, !running);
            Nodes.show(dismiss, !running);
            progress.setText(job.progressText());
        });
        WhileShown.of(job.troublesProperty(), this).subscribe(this::list);
    }

    DownloadJob job() {
        return job;
    }

    private void list(List<DownloadTrouble> reasons) {
        troubles.getChildren().clear();
        for (DownloadTrouble trouble : reasons.subList(0, Math.min(SHOWN, reasons.size()))) {
            add(
                    trouble.name().isEmpty()
                            ? text("failure.coded", trouble.sentence(), trouble.code())
                            : text("download.job.trouble", trouble.name(), trouble.sentence(), trouble.code()));
        }
        if (reasons.size() > SHOWN) {
            add(text("download.job.more", reasons.size() - SHOWN));
        }
        Nodes.show(troubles, !reasons.isEmpty());
    }

    private void add(String sentence) {
        Label label = Labels.wrapped(sentence, "small");
        troubles.getChildren().add(label);
    }
}
