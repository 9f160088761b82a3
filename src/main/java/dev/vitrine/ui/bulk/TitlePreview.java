package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.bulk.BulkFormViewModel.TitleChange;
import dev.vitrine.ui.support.Icons;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The titles as they are and as they would be, for the first few images.
final class TitlePreview extends VBox {
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final int MAX = 5;

    private final int all;

    TitlePreview(ObservableValue<List<TitleChange>> lines, int all) {
        this.all = all;
        setId("bulk-preview");
        getStyleClass().add("title-preview");
        lines.subscribe(this::show);
    }

    private void show(List<TitleChange> lines) {
        getChildren().clear();
        List<TitleChange> shown = lines.subList(0, Math.min(MAX, lines.size()));
        shown.forEach(line -> getChildren().add(row(line)));
        if (all > shown.size()) {
            var more = new Label(text("bulk.preview.more", all - shown.size()));
            more.getStyleClass().addAll("small", "muted");
            getChildren().add(more);
        }
    }

    private static HBox row(TitleChange line) {
        var before = new Label(line.before());
        before.getStyleClass().addAll("small", "muted");
        var after = new Label(line.after());
        after.getStyleClass().addAll("small", "after");
        var arrow = new Label(null, Icons.of(Feather.ARROW_RIGHT));
        var row = new HBox(8, before, arrow, after);
        row.setAlignment(Pos.CENTER_LEFT);
        row.pseudoClassStateChanged(CHANGED, line.isChanged());
        row.getStyleClass().add("title-line");
        row.setAccessibleText(text("bulk.preview.line", line.before(), line.after()));
        for (Label half : List.of(before, after)) {
            half.setPrefWidth(0);
            half.setMinWidth(0);
            half.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(half, Priority.ALWAYS);
        }
        return row;
    }
}
