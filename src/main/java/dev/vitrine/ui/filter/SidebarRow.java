package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.MenuLetters;
import dev.vitrine.ui.filter.SidebarChoice.Fold;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.TextSize;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/// One line of the sidebar: a mark, a name, what can be done with it while the pointer is there, a count at the right
/// edge.
final class SidebarRow extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass EXCLUDED = PseudoClass.getPseudoClass("excluded");
    private static final int INDENT = 14;
    private static final int MAX_INDENT = 6;
    private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

    private final StackPane mark = styled(new StackPane(), "mark");
    private final Label name = Labels.of("", "name");
    private final HBox extras = styled(new HBox(), "extras");
    private final StackPane arrow = styled(new StackPane(), "arrow");
    private int level;
    private Fold fold = Fold.NONE;
    private Runnable onFold = () -> {};
    private final Label count = Labels.of("", "count", "small");
    private final Tooltip whole = new Tooltip();
    private Optional<ContextMenu> shownMenu = Optional.empty();
    private final Consumer<Boolean> onChosen;
    private Optional<Supplier<ContextMenu>> menu = Optional.empty();
    private boolean selected;

    /// @param onChosen called with whether Shift was held
    SidebarRow(Consumer<Boolean> onChosen) {
        this.onChosen = onChosen;
        getStyleClass().add("sidebar-row");
        setAlignment(Pos.CENTER_LEFT);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.CHECK_BOX);
        name.setTextOverrun(OverrunStyle.ELLIPSIS);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        extras.setAlignment(Pos.CENTER);
        extras.setMinWidth(Region.USE_PREF_SIZE);
        showWhen(extras, hoverProperty().or(focusedProperty()));
        count.setMinWidth(Region.USE_PREF_SIZE);
        arrow.setManaged(false);
        arrow.setVisible(false);
        arrow.setViewOrder(-1); // it reaches into the gap before the name
        arrow.setOnMouseClicked(click -> {
            requestFocus();
            onFold.run();
            click.consume();
        });
        getChildren().addAll(mark, arrow, name, extras, count);
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY) {
                requestFocus();
                onChosen.accept(click.isShiftDown());
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            switch (key.getCode()) {
                case ENTER, SPACE -> {
                    onChosen.accept(key.isShiftDown());
                    key.consume();
                }
                default -> {}
            }
        });
    }

    /// From the edge of a row to its name: the mark grows with the text, the gaps beside it stay.
    static double nameInset() {
        return 6 + TextSize.of(18) + 6;
    }

    void setName(String text) {
        name.setText(text);
        whole.setText(text);
        // Only a name that does not fit needs telling again.
        Tooltip.uninstall(name, whole);
        if (text.length() > 18) {
            Tooltip.install(name, whole);
        }
    }

    String getName() {
        return name.getText();
    }

    /// @param images below 0 stands for not counted yet
    void setImages(int images) {
        count.setText(images < 0 ? "" : Format.count(images));
        pseudoClassStateChanged(NOTHING, images == 0);
    }

    /// @param action shows or hides the lines below this one
    void setOnFold(Runnable action) {
        onFold = action;
    }

    /// In a tree; beyond a depth that nobody reads off the indent, the indent stays.
    void setPlace(int newLevel, Fold newFold) {
        level = newLevel;
        fold = newFold;
        boolean folds = fold == Fold.FOLDED || fold == Fold.OPEN;
        arrow.setManaged(fold != Fold.NONE);
        arrow.setVisible(folds);
        arrow.getChildren().clear();
        if (folds) {
            arrow.getChildren().add(Icons.of(fold == Fold.OPEN ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        }
        HBox.setMargin(arrow, new Insets(0, -4, 0, Math.min(level, MAX_INDENT) * INDENT - 6));
        setAccessibleRole(fold == Fold.NONE ? AccessibleRole.CHECK_BOX : AccessibleRole.TREE_ITEM);
        notifyAccessibleAttributeChanged(AccessibleAttribute.EXPANDED);
    }

    void setMark(Feather icon) {
        mark.getChildren().setAll(Icons.of(icon));
    }

    void setNoMark() {
        mark.getChildren().clear();
    }

    /// @param make is called when the pointer or the focus first comes here: hidden buttons cost what others do
    void setExtras(Supplier<List<? extends Node>> make) {
        extras.visibleProperty().subscribe(shown -> {
            if (shown && extras.getChildren().isEmpty()) {
                extras.getChildren().setAll(make.get());
            }
        });
    }

    /// Shown by the right button, the menu key and Shift+F10.
    void setMenu(Supplier<ContextMenu> menu) {
        this.menu = Optional.of(menu);
        setOnContextMenuRequested(asked -> {
            open(menu.get(), asked.getScreenX(), asked.getScreenY());
            asked.consume();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            // Not every system makes a request for the menu of this key.
            if (key.getCode() == KeyCode.F10 && key.isShiftDown()) {
                openBelow(menu.get());
                key.consume();
            }
        });
    }

    private void openBelow(ContextMenu below) {
        Bounds place = localToScreen(getBoundsInLocal());
        open(below, place.getMinX() + 24, place.getMaxY());
    }

    private void open(ContextMenu menu, double x, double y) {
        shownMenu.ifPresent(ContextMenu::hide);
        shownMenu = Optional.of(MenuLetters.on(menu));
        menu.show(this, x, y);
    }

    void setSelected(boolean now) {
        selected = now;
        pseudoClassStateChanged(SELECTED, now);
        notifyAccessibleAttributeChanged(AccessibleAttribute.SELECTED);
    }

    void setExcluded(boolean now) {
        pseudoClassStateChanged(EXCLUDED, now);
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case FIRE -> onChosen.accept(false);
            case EXPAND, COLLAPSE -> {
                if (fold == (action == AccessibleAction.EXPAND ? Fold.FOLDED : Fold.OPEN)) {
                    onFold.run();
                }
            }
            case SHOW_MENU -> menu.map(Supplier::get).ifPresent(this::openBelow);
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case SELECTED -> selected;
            case EXPANDED -> fold == Fold.OPEN;
            case LEAF -> fold == Fold.LEAF || fold == Fold.NONE;
            case DISCLOSURE_LEVEL -> level;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }
}
