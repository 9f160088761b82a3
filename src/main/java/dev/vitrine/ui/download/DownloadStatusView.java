package dev.vitrine.ui.download;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.controls.WhileShown;
import dev.vitrine.ui.download.DownloadListViewModel.Summary;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Nodes;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The downloads in the status bar; a click shows the list or puts it away. Away while there are none.
public final class DownloadStatusView extends Button {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

    private final ProgressBar bar = new ProgressBar();
    private final Label words = new Label();
    private final HBox content = new HBox(8, Icons.of(Feather.DOWNLOAD), bar, words);

    public DownloadStatusView(DownloadListViewModel downloads, Runnable onToggleList) {
        getStyleClass().addAll("flat", "small", "download-status");
        setId("download-status");
        setMinWidth(Region.USE_PREF_SIZE);
        content.setAlignment(Pos.CENTER_LEFT);
        setOnAction(_ -> onToggleList.run());
        WhileShown.of(downloads.summaryProperty(), this).subscribe(this::show);
    }

    private void show(Summary now) {
        Nodes.show(this, now.running() + now.troubled() > 0);
        if (isVisible()) {
            setGraphic(content); // not before it can be seen: what is hidden is styled too
        }
        bar.setProgress(now.fraction());
        Nodes.show(bar, now.running() > 0);
        words.setText(
                now.troubled() > 0
                        ? text("download.status.troubled", now.troubled())
                        : text("download.status.running", Math.round(now.fraction() * 100)));
        pseudoClassStateChanged(TROUBLE, now.troubled() > 0);
        setAccessibleText(text("download.status.accessible", words.getText()));
    }
}
