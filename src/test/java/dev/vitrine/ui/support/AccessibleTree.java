package dev.vitrine.ui.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;

/// Walks what is on the screen as a screen reader would, and finds what has no name or no role.
public final class AccessibleTree {
    private final Map<Node, String> labels = new HashMap<>();
    private final List<String> nameless = new ArrayList<>();
    private final List<String> named = new ArrayList<>();

    private AccessibleTree() {}

    public static AccessibleTree of(Parent root) {
        var tree = new AccessibleTree();
        tree.collectLabels(root);
        tree.walk(root);
        return tree;
    }

    /// What a person can act on and that says nothing, each with the way to it.
    public List<String> nameless() {
        return List.copyOf(nameless);
    }

    /// Role and name of everything a person can act on, in the order of the scene graph.
    public List<String> named() {
        return List.copyOf(named);
    }

    private void collectLabels(Node node) {
        if (node instanceof Label label && label.getLabelFor() != null) {
            labels.put(label.getLabelFor(), label.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::collectLabels);
        }
    }

    private void walk(Node node) {
        if (!node.isVisible() || node instanceof ScrollBar) {
            return;
        }
        boolean acts = isActedOn(node);
        if (acts) {
            note(node);
        }
        if (node instanceof Parent parent && !(acts && isWhole(node))) {
            parent.getChildrenUnmodifiable().forEach(this::walk);
        }
    }

    /// Also what only the mouse reaches in JavaFX, such as the buttons of a bar that the Tab key skips.
    private static boolean isActedOn(Node node) {
        return node instanceof ButtonBase
                || node instanceof TextInputControl
                || node instanceof ComboBoxBase<?>
                || node instanceof ChoiceBox<?>
                || node instanceof Slider
                || node instanceof ListView<?>
                || node.isFocusTraversable() && !(node instanceof ScrollPane) && !(node instanceof SplitPane);
    }

    /// What it consists of is its own affair.
    private static boolean isWhole(Node node) {
        return node instanceof ButtonBase
                || node instanceof TextInputControl
                || node instanceof ComboBoxBase<?>
                || node instanceof ChoiceBox<?>
                || node instanceof Slider;
    }

    private void note(Node node) {
        AccessibleRole role = node.getAccessibleRole();
        String name = name(node).orElse("");
        if (name.isBlank() || role == AccessibleRole.NODE || role == AccessibleRole.PARENT) {
            nameless.add(pathOf(node) + " " + role + " “" + name + "”");
        } else {
            named.add(role + " " + name);
        }
        if (node instanceof MenuButton menu) {
            menu.getItems().forEach(this::note);
        }
    }

    private void note(MenuItem item) {
        if (!(item instanceof SeparatorMenuItem)
                && (item.getText() == null || item.getText().isBlank())) {
            nameless.add("a menu item");
        }
    }

    private Optional<String> name(Node node) {
        return Optional.ofNullable(node.getAccessibleText())
                .filter(text -> !text.isBlank())
                .or(() -> node instanceof Labeled labeled ? Optional.ofNullable(labeled.getText()) : Optional.empty())
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(labels.get(node)));
    }

    private static String pathOf(Node node) {
        var path = new StringBuilder();
        for (Node at = node; at != null; at = at.getParent()) {
            String id = at.getId() == null ? "" : "#" + at.getId();
            path.insert(0, " > " + at.getClass().getSimpleName() + id + at.getStyleClass());
        }
        return path.length() > 300 ? "…" + path.substring(path.length() - 300) : path.toString();
    }
}
