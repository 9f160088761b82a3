package dev.vitrine.ui.detail;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// One line of a [FactsPane], for one fact after another.
final class FactLine {
    private static final FactSheet.Fact NONE = new FactSheet.Fact("", "", "");

    private final Label label = Labels.of("", "muted", "small", "fact-label");
    private final Label text;
    private final Node value;
    private final Optional<Button> copy;
    private FactSheet.Fact fact = NONE;

    FactLine(boolean copyable) {
        copy = copyable ? Optional.of(Icons.button(Feather.COPY, "", this::copy)) : Optional.empty();
        text = copyable ? Labels.of("", "small", "fact-text") : Labels.wrapped("", "small", "fact-text");
        value = copy.<Node>map(button -> new HBox(4, text, button)).orElse(text);
        if (copyable) {
            text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            text.setTooltip(new Tooltip());
            text.getTooltip().textProperty().bind(text.textProperty());
            text.setMinWidth(0);
        }
    }

    boolean takes(FactSheet.Fact other) {
        return copy.isPresent() != other.copied().isEmpty();
    }

    void show(FactSheet.Fact now) {
        if (!now.equals(fact)) {
            fact = now;
            label.setText(now.label());
            text.setText(now.text());
            mark(Feather.COPY, Messages.text("detail.facts.copy", now.label()));
        }
    }

    Label label() {
        return label;
    }

    Node value() {
        return value;
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(fact.copied());
        Clipboard.getSystemClipboard().setContent(content);
        mark(Feather.CHECK, Messages.text("detail.copied"));
    }

    private void mark(Feather icon, String said) {
        copy.ifPresent(button -> {
            button.setGraphic(Icons.of(icon));
            button.setAccessibleText(said);
            button.getTooltip().setText(said);
        });
    }
}
