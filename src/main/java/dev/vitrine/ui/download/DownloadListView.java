package dev.vitrine.ui.download;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Icons;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The panel of downloads below the gallery: newest first, away while there are none.
public final class DownloadListView extends VBox {
    private final DownloadListViewModel downloads;
    private final VBox rows = styled(new VBox(), "rows");
    private final ListChangeListener<DownloadJob> follow =
            this::follow; // the downloads, which live longer, keep it weakly

    /// @param onHide puts the panel away
    public DownloadListView(DownloadListViewModel downloads, Runnable onHide) {
        this.downloads = downloads;
        getStyleClass().add("download-list");
        setId("download-list");
        Label title = Labels.of(text("download.list.title"), "strong");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var header = styled(
                new HBox(title, Icons.button(Feather.CHEVRON_DOWN, text("download.list.hide"), onHide)), "header");
        header.setAlignment(Pos.CENTER_LEFT);
        var scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        rows.setAccessibleText(text("download.list.title"));
        scroll.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(() -> Math.min(240, rows.getHeight() + 2), rows.heightProperty()));
        scroll.setMinHeight(64);
        getChildren().addAll(header, scroll);
        downloads.jobs().forEach(job -> rows.getChildren().add(new DownloadRow(job, downloads)));
        downloads.jobs().addListener(new WeakListChangeListener<>(follow));
    }

    private void follow(ListChangeListener.Change<? extends DownloadJob> change) {
        while (change.next()) {
            for (DownloadJob gone : change.getRemoved()) {
                rows.getChildren().removeIf(row -> ((DownloadRow) row).job() == gone);
            }
            for (int i = change.getFrom(); i < change.getTo(); i++) {
                rows.getChildren().add(i, new DownloadRow(downloads.jobs().get(i), downloads));
            }
        }
    }
}
