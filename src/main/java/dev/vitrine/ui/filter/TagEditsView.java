package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.support.Icons;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The edit of a tag that goes on, for the status line: what, how far, and a way to stop it. Away while there is none.
public final class TagEditsView extends HBox {
    public TagEditsView(TagEditsViewModel edits) {
        getStyleClass().add("tag-edits");
        setId("tag-edits");
        setAlignment(Pos.CENTER_LEFT);
        var bar = new ProgressBar();
        bar.progressProperty().bind(edits.runningProperty().map(TagEditsViewModel.Running::fraction));
        var label = new Label();
        label.textProperty().bind(edits.runningProperty().map(now -> text("filter.retag.progress", now.label(), now.done(), now.all())));
        label.setMinWidth(Region.USE_PREF_SIZE);
        Button stop = Icons.button(Feather.X, text("filter.retag.stop"), edits::stop);
        stop.setId("stop-tag-edit");
        getChildren().addAll(bar, label, stop);
        accessibleTextProperty().bind(label.textProperty());
        visibleProperty().bind(edits.runningProperty().map(now -> !now.label().isEmpty()));
        managedProperty().bind(visibleProperty());
    }
}
