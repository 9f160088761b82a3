package dev.vitrine.ui.filter;

import dev.vitrine.search.SearchCompletion;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Format;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What could be typed, and how many images it stands for.
final class CompletionCell extends ListCell<SearchCompletion> {
    private final Label insert = new Label();
    private final Label images = Labels.of("", "count", "small");
    private final HBox line = new HBox(insert, images);

    CompletionCell() {
        insert.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(insert, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(SearchCompletion completion, boolean empty) {
        super.updateItem(completion, empty);
        if (empty || completion == null) {
            setGraphic(null);
            return;
        }
        insert.setText(completion.insert().strip());
        images.setText(completion.images() < 0 ? "" : Format.count(completion.images()));
        setGraphic(line);
    }
}
