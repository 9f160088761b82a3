package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.filter.SidebarChoice.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// A section of choices: find box, lines, "show more". Lines are reused, so that the pointer and the focus stay where
/// they are.
class ChoiceSection extends SidebarSection {
    private final ChoicesViewModel choices;
    private final ChoiceActions actions;
    private final VBox lines = new VBox();
    private final List<ChoiceRow> rows = new ArrayList<>();
    private final TextField find = styled(new TextField(), "find", "small");
    private final VBox findPlace = styled(new VBox(find), "find-place");
    private final Label nothing = hint("filter.section.nothing");
    private final Button more = link();
    private final Button fewer = link();
    private final HBox links = new HBox();
    private final VBox parts = new VBox(lines, links);
    private boolean wasLong; // what was there once stays: a filter must not move the lines below

    /// @param findPrompt the prompt of the find box
    ChoiceSection(
            String title, String findPrompt, BooleanProperty open, ChoicesViewModel choices, ChoiceActions actions) {
        super(title, open);
        this.choices = choices;
        this.actions = actions;
        managedProperty().bind(visibleProperty());
        createFind(findPrompt);
        more.setOnAction(_ -> choices.showMore());
        fewer.setText(text("filter.section.fewer"));
        fewer.setOnAction(_ -> choices.showFewer());
        links.setPadding(new Insets(0, 0, 0, SidebarRow.nameInset() - 6)); // less that of a link
        content().getChildren().add(parts);
        lines.addEventHandler(KeyEvent.KEY_PRESSED, this::walkTree);
        choices.heldProperty().bind(lines.hoverProperty().or(lines.focusWithinProperty()));
        choices.choices().addListener((InvalidationListener) _ -> showLines());
        choices.hiddenProperty().subscribe((_, _) -> showLinks());
        choices.findProperty().subscribe((_, _) -> showLinks());
        showLines();
    }

    private void createFind(String prompt) {
        find.setPromptText(prompt);
        find.setAccessibleText(prompt);
        find.textProperty().bindBidirectional(choices.findProperty());
        find.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE && !find.getText().isEmpty()) {
                find.clear();
                key.consume();
            } else if (key.getCode() == KeyCode.ENTER
                    && !rows.isEmpty()
                    && !lines.getChildren().isEmpty()) {
                lines.getChildren().getFirst().requestFocus();
                key.consume();
            }
        });
    }

    /// Right opens a branch, or goes into an open one; left closes it, or goes to the one above.
    private void walkTree(KeyEvent key) {
        int at = lines.getChildren().indexOf(key.getTarget());
        boolean right = key.getCode() == KeyCode.RIGHT;
        if (at < 0
                || !right && key.getCode() != KeyCode.LEFT
                || choices.choices().get(at).fold() == Fold.NONE) {
            return;
        }
        SidebarChoice choice = choices.choices().get(at);
        if (choice.fold() == (right ? Fold.FOLDED : Fold.OPEN)) {
            rows.get(at).fold();
        } else if (right && choice.fold() == Fold.OPEN) {
            focus(at + 1);
        } else if (!right) {
            IntStream.iterate(at - 1, before -> before >= 0, before -> before - 1)
                    .filter(before -> choices.choices().get(before).level() < choice.level())
                    .findFirst()
                    .ifPresent(this::focus);
        }
        key.consume();
    }

    private void focus(int at) {
        if (at < lines.getChildren().size()) {
            lines.getChildren().get(at).requestFocus();
        }
    }

    private void showLines() {
        List<SidebarChoice> shown = choices.choices();
        while (rows.size() < shown.size()) {
            rows.add(new ChoiceRow(actions));
        }
        for (int i = 0; i < shown.size(); i++) {
            rows.get(i).show(shown.get(i));
        }
        List<SidebarRow> nodes =
                rows.subList(0, shown.size()).stream().map(ChoiceRow::node).toList();
        if (!lines.getChildren().equals(nodes)) {
            lines.getChildren().setAll(nodes);
        }
        showLinks();
    }

    /// Where something can be made that is not there yet.
    boolean isShownEmpty() {
        return false;
    }

    private void showLinks() {
        boolean finding = !choices.findProperty().get().isBlank();
        setVisible(finding || isShownEmpty() || !choices.choices().isEmpty());
        if (isVisible()) {
            fill();
        }
        int hidden = choices.hiddenProperty().get();
        wasLong |= hidden > 0 || choices.canShowFewer();
        show(findPlace, finding || wasLong, parts, 0);
        show(
                nothing,
                choices.choices().isEmpty() && finding,
                parts,
                parts.getChildren().indexOf(lines) + 1);
        more.setText(text("filter.section.more", hidden));
        show(more, choices.canShowMore(), links, 0);
        show(fewer, choices.canShowFewer(), links, links.getChildren().size());
        boolean tree =
                !choices.choices().isEmpty() && choices.choices().getFirst().fold() != Fold.NONE;
        lines.setAccessibleRole(tree ? AccessibleRole.TREE_VIEW : AccessibleRole.PARENT);
    }

    /// A hidden node is styled and laid out as others are, so it is not there before it is shown first. It is never
    /// taken out again: it may have the focus, whose way elsewhere comes back here.
    private static void show(Node node, boolean shown, Pane in, int at) {
        if (shown && node.getParent() != in) {
            in.getChildren().add(at, node);
        }
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Button link() {
        return styled(new Button(), "link", "small");
    }
}
