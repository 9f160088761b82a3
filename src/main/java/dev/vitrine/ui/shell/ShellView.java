package dev.vitrine.ui.shell;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.EventTarget;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The arrangement of the window: bar above, sidebar, gallery and detail side by side, uploads and status below,
/// everything else over it.
final class ShellView extends StackPane {
    private static final double SIDE_SMALLEST = 180;
    private static final double SIDE_LARGEST = 420;

    /// Of the window, for a panel that large text widens, beside another one and alone.
    private static final double SHARE_OF_TWO = 0.27;

    private static final double SHARE_OF_ONE = 0.38;

    /// With less room than this the details fold, then the sidebar: the gallery is what the window is for.
    private static final double ROOM_FOR_BOTH = 950;

    private static final double ROOM_FOR_ONE = 800;

    private final SplitPane split = styled(new SplitPane(), "shell-split");
    private final StackPane over = new StackPane();
    private final StackPane gallery = new StackPane();
    private final BorderPane page = new BorderPane(new StackPane(split, over));
    private final Settings settings;
    private final Runnable placeSoon;
    private final List<SidePanel> sides = new ArrayList<>();

    /// The nodes of the features.
    record Parts(
            Node toolbar, Region sidebar, Node chips, List<Node> gallery, Region detail, Node uploads, Node status) {}

    ShellView(Parts parts, Settings settings, Panels panels, Background background) {
        this.settings = settings;
        placeSoon = background.oncePerPulse(this::placeDividers);
        getStyleClass().add("shell");
        gallery.getChildren().setAll(parts.gallery());
        VBox.setVgrow(gallery, Priority.ALWAYS);
        var center = new VBox(parts.chips(), gallery);
        center.setMinWidth(240);
        page.setTop(parts.toolbar());
        page.setBottom(new VBox(parts.uploads(), parts.status()));
        getChildren().add(page);
        over.setPickOnBounds(false);
        split.getItems().add(center);
        split.widthProperty().subscribe((before, now) -> {
            if (before.doubleValue() == 0 && now.doubleValue() > 0) {
                placeDividers();
            }
        });
        // By the window and not by the panes, which are never narrower than large text lets them be.
        widthProperty().subscribe(now -> {
            panels.detail().fold(0 < now.doubleValue() && now.doubleValue() < ROOM_FOR_BOTH);
            panels.sidebar().fold(0 < now.doubleValue() && now.doubleValue() < ROOM_FOR_ONE);
        });
        split.addEventFilter(MouseEvent.MOUSE_RELEASED, released -> {
            if (isDivider(released.getTarget())) {
                rememberWidths();
            }
        });
        addSide(parts.sidebar(), "sidebar", 232, panels.sidebar(), true);
        addSide(parts.detail(), "detail", 320, panels.detail(), false);
    }

    /// A side panel keeps its width when the window is resized, can be hidden, and remembers both.
    private void addSide(Region panel, String name, double usual, Panels.Panel state, boolean first) {
        var side = new SidePanel(panel, settings.number("window." + name + ".width", usual));
        panel.setMinWidth(SIDE_SMALLEST);
        panel.setMaxWidth(SIDE_LARGEST);
        SplitPane.setResizableWithParent(panel, false);
        StackPane.setAlignment(panel, first ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
        Runnable place = () -> {
            split.getItems().remove(panel);
            sides.remove(side);
            over.getChildren().remove(panel);
            panel.getStyleClass().remove("over");
            if (state.openProperty().get() && state.foldedProperty().get()) {
                panel.setMaxWidth(side.width().get());
                panel.getStyleClass().add("over");
                over.getChildren().add(panel);
            } else if (state.openProperty().get()) {
                panel.setMaxWidth(SIDE_LARGEST);
                split.getItems().add(first ? 0 : split.getItems().size(), panel);
                sides.add(side);
            }
            placeDividers();
        };
        state.openProperty().subscribe(_ -> place.run());
        state.foldedProperty().subscribe(_ -> {
            place.run();
            placeSoon.run(); // what comes in while the window is laid out has no width yet
        });
    }

    private record SidePanel(Region panel, DoubleProperty width) {}

    /// Dividers stand at fractions of a width that is known only after the first layout.
    private void placeDividers() {
        double all = split.getWidth();
        if (all > 0) {
            double largest = all * (sides.size() > 1 ? SHARE_OF_TWO : SHARE_OF_ONE);
            for (SidePanel side : sides) {
                double width = Math.max(
                        side.width().get(), Math.min(TextSize.of(side.width().get()), largest));
                boolean first = split.getItems().indexOf(side.panel()) == 0;
                split.setDividerPosition(
                        first ? 0 : split.getDividers().size() - 1, first ? width / all : 1 - width / all);
            }
        }
    }

    /// Only what a person has drawn wider is kept, not what large text did.
    private static boolean isDivider(EventTarget target) {
        return target instanceof Node node
                && Stream.of(node, node.getParent())
                        .anyMatch(each -> each.getStyleClass().contains("split-pane-divider"));
    }

    private void rememberWidths() {
        sides.forEach(side -> side.width().set(side.panel().getWidth()));
    }

    /// Puts something over the whole window: the viewer, a form, the hint while files are dragged.
    void cover(Node node) {
        if (!getChildren().contains(node)) {
            getChildren().add(node);
        }
    }

    /// What lies below a cover that nothing shines through is not drawn: that takes as long as the cover itself.
    void drawBelowUnless(ObservableValue<Boolean> covered) {
        page.opacityProperty().bind(covered.map(now -> now ? 0 : 1));
    }

    /// What stands in the middle; notices are shown at its bottom.
    StackPane gallery() {
        return gallery;
    }

    /// Shows something in the gallery, or in what lies over that; it leaves where it was before by itself.
    void showIn(Node node, StackPane place) {
        place.getChildren().add(node);
    }
}
