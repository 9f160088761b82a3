package dev.vitrine.ui.detail;

import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Label and text, line by line; ids can be copied.
final class FactsPane extends GridPane {
    private final ObservableList<FactSheet.Fact> facts;
    private final List<FactLine> lines = new ArrayList<>();

    FactsPane(ObservableList<FactSheet.Fact> facts) {
        this.facts = facts;
        getStyleClass().add("facts");
        var labels = new ColumnConstraints();
        labels.setMinWidth(USE_PREF_SIZE);
        labels.setPrefWidth(TextSize.of(88));
        var texts = new ColumnConstraints();
        texts.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(labels, texts);
        facts.addListener((ListChangeListener<FactSheet.Fact>) _ -> show());
        show();
    }

    /// With the lines that are there, as far as they go: of each image that is looked at, most are the same.
    private void show() {
        List<FactLine> left = new ArrayList<>(lines);
        lines.clear();
        for (int row = 0; row < facts.size(); row++) {
            FactSheet.Fact fact = facts.get(row);
            FactLine line = left.stream()
                    .filter(each -> each.takes(fact))
                    .findFirst()
                    .orElseGet(() -> added(new FactLine(!fact.copied().isEmpty())));
            left.remove(line);
            lines.add(line);
            line.show(fact);
            setConstraints(line.label(), 0, row);
            setConstraints(line.value(), 1, row);
        }
        left.forEach(line -> getChildren().removeAll(line.label(), line.value()));
    }

    private FactLine added(FactLine line) {
        setValignment(line.label(), VPos.TOP);
        getChildren().addAll(line.label(), line.value());
        return line;
    }
}
