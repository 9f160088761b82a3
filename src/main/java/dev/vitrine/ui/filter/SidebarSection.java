package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.LineWrap;
import dev.vitrine.ui.support.Icons;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A heading that folds what is below it away, and remembers it.
class SidebarSection extends VBox {
    private final VBox content = new VBox();
    private final HBox heading = styled(new HBox(), "heading");

    SidebarSection(String title, BooleanProperty open) {
        getStyleClass().add("sidebar-section");
        heading.setAlignment(Pos.CENTER_LEFT);
        FontIcon arrow = Icons.of(Feather.CHEVRON_DOWN);
        var fold = styled(new Button(title, arrow), "fold", "small");
        fold.setMaxWidth(Double.MAX_VALUE);
        LineWrap.of(fold); // large text in a narrow sidebar
        fold.setMinHeight(Region.USE_PREF_SIZE);
        fold.setOnAction(_ -> open.set(!open.get()));
        open.subscribe(now -> {
            arrow.setIconCode(now ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
            fold.setAccessibleText(
                    text(now ? "filter.section.open.accessible" : "filter.section.closed.accessible", title));
        });
        HBox.setHgrow(fold, Priority.ALWAYS);
        heading.getChildren().add(fold);
        content.visibleProperty().bind(open);
        content.managedProperty().bind(open);
    }

    /// To be called when it is shown first: most sections have nothing to choose from for long, and what is hidden
    /// is styled as what can be seen.
    final void fill() {
        if (getChildren().isEmpty()) {
            getChildren().addAll(heading, content);
        }
    }

    final VBox content() {
        return content;
    }

    /// Adds something to the right end of the heading.
    final void addToHeading(Node node) {
        heading.getChildren().add(node);
    }

    static Label hint(String key) {
        return hintOf(text(key));
    }

    /// Below the names of rows.
    static Label hintOf(String words) {
        Label hint = Labels.wrapped(words, "small", "muted");
        hint.setPadding(new Insets(2, 8, 4, SidebarRow.nameInset()));
        return hint;
    }
}
