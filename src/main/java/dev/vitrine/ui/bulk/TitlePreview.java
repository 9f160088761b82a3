package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.bulk.BulkFormViewModel.TitleChange;
import dev.vitrine.ui.controls.Labels;
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
            Label more = Labels.of(text("bulk.preview.more", all - shown.size()), "small", "muted");
            getChildren().add(more);
        }
    }

    private static HBox row(TitleChange line) {
        Label before = Labels.of(line.before(), "small", "muted");
        Label after = Labels.of(line.after(), "small", "after");
        var arrow = new Label(null, Icons.of(Feather.ARROW_RIGHT));
        var row = styled(new HBox(8, before, arrow, after), "title-line");
        row.setAlignment(Pos.CENTER_LEFT);
        row.pseudoClassStateChanged(CHANGED, line.isChanged());
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
