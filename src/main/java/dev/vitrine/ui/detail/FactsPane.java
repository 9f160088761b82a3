package dev.vitrine.ui.detail;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// Label and text, line by line; ids can be copied.
final class FactsPane extends GridPane {
    private final ObservableList<FactSheet.Fact> facts;

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

    private void show() {
        getChildren().clear();
        for (int row = 0; row < facts.size(); row++) {
            FactSheet.Fact line = facts.get(row);
            Label label = Labels.of(line.label(), "muted", "small", "fact-label");
            setValignment(label, VPos.TOP);
            add(label, 0, row);
            if (line.copied().isEmpty()) {
                add(Labels.wrapped(line.text(), "small", "fact-text"), 1, row);
            } else {
                add(copyable(line), 1, row);
            }
        }
    }

    private static HBox copyable(FactSheet.Fact line) {
        Label text = Labels.of(line.text(), "small", "fact-text");
        text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        text.setTooltip(new Tooltip(line.text()));
        text.setMinWidth(0);
        Button copy = Icons.button(Feather.COPY, Messages.text("detail.facts.copy", line.label()), () -> {});
        copy.setOnAction(_ -> copy(line, copy));
        return new HBox(4, text, copy);
    }

    private static void copy(FactSheet.Fact line, Button copy) {
        var content = new ClipboardContent();
        content.putString(line.copied());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setGraphic(Icons.of(Feather.CHECK));
        copy.setAccessibleText(Messages.text("detail.copied"));
    }
}
