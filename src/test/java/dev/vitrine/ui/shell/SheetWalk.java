package dev.vitrine.ui.shell;

import static dev.vitrine.ui.WindowRobot.look;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitrine.ui.WindowRobot;
import dev.vitrine.ui.support.AccessibleTree;
import dev.vitrine.ui.support.ContrastTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.Toggle;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

/// Walks whatever lies over the window by the keyboard alone, and keeps what is wrong with it.
final class SheetWalk {
    private static final int LONGEST_WALK = 120;
    private static final int SEEN = 24; // pixels of another brightness

    private final WindowRobot robot;
    private final Stage stage;
    private final List<String> troubles = new ArrayList<>();

    SheetWalk(WindowRobot robot, Stage stage) {
        this.robot = robot;
        this.stage = stage;
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /// @param what the class that makes it, and what it asks
    void over(String what, String card, Runnable opens) throws Exception {
        focusGallery();
        opens.run();
        TestWindow.until(
                what + " is open",
                () -> find(card).filter(node -> isWithin(node, focusedNow())).isPresent());
        robot.type(KeyCode.SHIFT); // rings are for those who use keys
        Parent shown = (Parent) find(card).orElseThrow();
        assertNamed(what, shown);
        Node first = focused();
        robot.interact(() -> scene().getRoot().snapshot(null, null)); // by then it stands still
        if (first.getStyleClass().contains("danger")) {
            troubles.add(what + ": what destroys has the keyboard first");
        }
        Set<Node> left = stops(shown);
        boolean round = false;
        for (int step = 0; step < LONGEST_WALK && !round; step++) {
            Node here = focused();
            left.remove(here);
            if (!isWithin(shown, here)) {
                troubles.add(what + ": the keyboard left it for " + said(here));
                break;
            }
            WritableImage with = picture(here);
            robot.push(KeyCode.TAB);
            if (focused() != here && !differs(with, picture(here))) {
                troubles.add(what + ": nothing shows that the keyboard stands at " + said(here));
            }
            round = focused() == first;
            if (focused() == here && !round) {
                troubles.add(what + ": Tab does not lead on from " + said(here));
                break;
            }
        }
        left.forEach(node -> troubles.add(what + ": Tab never comes to " + said(node)));
        if (!round) {
            troubles.add(what + ": Tab never comes round");
        }
        defaults(shown).forEach(button -> troubles.add(what + ": Enter destroys by " + said(button)));
        robot.push(KeyCode.ESCAPE);
        TestWindow.until(what + " is closed by Esc", () -> find(card).isEmpty());
        TestWindow.until(what + " gives the keyboard back", () -> gallery().isFocused());
    }

    /// All that Tab should lead to.
    private Set<Node> stops(Node shown) {
        return look(() -> {
            var stops = new LinkedHashSet<Node>();
            addStops(shown, stops);
            return stops;
        });
    }

    private static void addStops(Node node, Set<Node> stops) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        // Of a group Tab comes to one, and arrows lead to the others.
        boolean isOfGroup = node instanceof Toggle toggle && toggle.getToggleGroup() != null && !toggle.isSelected();
        if (node.isFocusTraversable() && !isOfGroup) {
            stops.add(node);
        }
        if (node instanceof Parent parent && !(node instanceof Spinner)) { // which shows that its field has the focus
            parent.getChildrenUnmodifiable().forEach(each -> addStops(each, stops));
        }
    }

    private static List<Button> defaults(Parent shown) {
        return look(() -> shown.lookupAll(".button").stream()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button ->
                        button.isDefaultButton() && button.getStyleClass().contains("danger"))
                .toList());
    }

    private void assertNamed(String what, Parent shown) {
        AccessibleTree tree = look(() -> AccessibleTree.of(shown));
        tree.nameless().forEach(node -> troubles.add(what + ": without a name: " + node));
        assertFalse(tree.named().isEmpty(), "something was really found in " + what);
    }

    /// With its ring, which may stand outside of it.
    WritableImage picture(Node node) {
        return look(() -> {
            Parent root = scene().getRoot();
            root.applyCss();
            root.layout();
            Bounds place = WindowRobot.boundsInScene(node);
            var parameters = new SnapshotParameters();
            parameters.setViewport(new Rectangle2D(
                    place.getMinX() - 5, place.getMinY() - 5, place.getWidth() + 10, place.getHeight() + 10));
            return root.snapshot(parameters, null);
        });
    }

    static boolean differs(WritableImage one, WritableImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return true;
        }
        int seen = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                double contrast = ContrastTable.contrast(
                        one.getPixelReader().getColor(x, y),
                        other.getPixelReader().getColor(x, y));
                seen += contrast >= ContrastTable.SHAPE ? 1 : 0;
            }
        }
        return seen >= SEEN;
    }

    void chooseOfRow(String name, String item) {
        Node row = look(() -> robot.lookup(".sidebar-row").queryAll().stream()
                .filter(each -> ((Label) each.lookup(".name")).getText().equals(name))
                .findFirst()
                .orElseThrow());
        robot.interact(() -> row.fireEvent(
                new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 2, 2, 400, 400, false, null)));
        robot.clickOn(item);
    }

    void focusGallery() throws Exception {
        robot.interact(() -> gallery().requestFocus());
    }

    Node gallery() {
        return robot.lookup(".gallery").query();
    }

    Optional<Node> find(String query) {
        return look(() -> robot.lookup(query).queryAll().stream()
                .filter(SheetWalk::isShown)
                .findFirst());
    }

    private static boolean isShown(Node node) {
        return node.getScene() != null && isVisible(node);
    }

    private static boolean isVisible(Node node) {
        return node == null || node.isVisible() && isVisible(node.getParent());
    }

    Scene scene() {
        return stage.getScene();
    }

    private Node focusedNow() {
        return scene().getFocusOwner();
    }

    Node focused() {
        return look(this::focusedNow);
    }

    static boolean isWithin(Node part, Node node) {
        return look(() -> {
            for (Node at = node; at != null; at = at.getParent()) {
                if (at == part) {
                    return true;
                }
            }
            return false;
        });
    }

    static String said(Node node) {
        String text = node instanceof Labeled labeled ? labeled.getText() : node.getAccessibleText();
        return node.getClass().getSimpleName() + node.getStyleClass() + " “" + text + "”";
    }
}
