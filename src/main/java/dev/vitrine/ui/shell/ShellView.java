package dev.vitrine.ui.shell;

import dev.vitrine.ui.support.Settings;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The arrangement of the window: bar above, sidebar, gallery and detail side by side, uploads and status below, everything else over it.
final class ShellView extends StackPane {
    private static final double SIDE_SMALLEST = 180;
    private static final double SIDE_LARGEST = 420;

    private final SplitPane split = new SplitPane();
    private final Settings settings;

    /// The nodes of the features.
    record Parts(Node toolbar, Region sidebar, Node chips, List<Node> gallery, Region detail, Node uploads, Node status) {
    }

    ShellView(Parts parts, Settings settings, BooleanProperty sidebarShown, BooleanProperty detailShown) {
        this.settings = settings;
        getStyleClass().add("shell");
        var stack = new StackPane();
        stack.getChildren().setAll(parts.gallery());
        VBox.setVgrow(stack, Priority.ALWAYS);
        var centre = new VBox(parts.chips(), stack, parts.uploads());
        centre.setMinWidth(240);
        var page = new BorderPane(split);
        page.setTop(parts.toolbar());
        page.setBottom(parts.status());
        getChildren().add(page);
        split.getStyleClass().add("shell-split");
        split.getItems().add(centre);
        addSide(parts.sidebar(), "sidebar", 232, sidebarShown, true);
        addSide(parts.detail(), "detail", 320, detailShown, false);
    }

    /// A side panel keeps its width when the window is resized, can be hidden, and remembers both.
    private void addSide(Region side, String name, double usual, BooleanProperty shown, boolean first) {
        DoubleProperty width = settings.number("window." + name + ".width", usual);
        side.setMinWidth(SIDE_SMALLEST);
        side.setMaxWidth(SIDE_LARGEST);
        SplitPane.setResizableWithParent(side, false);
        shown.subscribe(visible -> {
            if (visible && !split.getItems().contains(side)) {
                side.setPrefWidth(width.get());
                split.getItems().add(first ? 0 : split.getItems().size(), side);
            } else if (!visible) {
                split.getItems().remove(side);
            }
        });
        side.widthProperty().subscribe(now -> {
            if (now.doubleValue() >= SIDE_SMALLEST && split.getItems().contains(side)) {
                width.set(now.doubleValue());
            }
        });
    }

    /// Puts something over the whole window: the viewer, a form, the hint while files are dragged.
    void cover(Node node) {
        if (!getChildren().contains(node)) {
            getChildren().add(node);
        }
    }

    void uncover(Node node) {
        getChildren().remove(node);
    }
}
