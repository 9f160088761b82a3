package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Messages.text;

import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The fields of a form, one below the other: as tall as they are where the window has room for that, otherwise to be
/// scrolled, so that heading and buttons stay in sight. Text may be large.
public final class FormFields extends ScrollPane {
    /// Around what has the focus, see the style of fields.
    private static final double RING = 2;

    private final VBox fields;

    public FormFields(Node... nodes) {
        fields = new VBox(nodes);
        fields.getStyleClass().add("fields");
        setContent(fields);
        getStyleClass().add("sheet-scroll");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        setMinHeight(0);
        FocusScroll.of(this);
        VBox.setMargin(this, new Insets(-RING)); // in line with what is above and below
    }

    /// Text that wraps and is never cut.
    public static Label words(String text, String... styleClasses) {
        var label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        LineWrap.of(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Takes no room while it says nothing.
    public static Label line(String id, ObservableStringValue said, String... styleClasses) {
        Label line = words("", styleClasses);
        line.setId(id);
        line.textProperty().bind(said);
        showWhen(line, said.map(now -> !now.isEmpty()));
        return line;
    }

    /// A button that is never cut.
    public static Button button(String key, String id, Runnable action) {
        var button = new Button(text(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// The name of what one enters or chooses.
    static Label nameOf(Node control, String name) {
        Label label = words(name, "small", "muted");
        label.setLabelFor(control);
        return label;
    }

    /// What belongs together, one below the other.
    public static VBox field(Node... nodes) {
        var box = new VBox(nodes);
        box.getStyleClass().add("field");
        return box;
    }

    /// @param key of the name that stands above
    public static VBox field(String key, Node control) {
        return field(nameOf(control, text(key)), control);
    }

    /// A tick whose text wraps.
    public static CheckBox tick(String text, String id, BooleanProperty ticked) {
        var tick = new CheckBox(text);
        tick.setId(id);
        LineWrap.of(tick);
        tick.setMinHeight(Region.USE_PREF_SIZE);
        tick.selectedProperty().bindBidirectional(ticked);
        return tick;
    }

    /// Tab goes on to the next field instead of being written.
    public static void leaveOnTab(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.TAB) {
                key.consume();
                area.requestFocusTraversal(key.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            }
        });
    }

    /// What is not shown takes no room.
    public static void showWhen(Node node, ObservableValue<Boolean> shown) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(shown);
    }

    /// Offers a user who is there already and is called almost the same.
    ///
    /// @param name of that user, `""` when there is none
    public static Hyperlink alikeUser(String id, ObservableStringValue name, Runnable taken) {
        var alike = new Hyperlink();
        alike.setId(id);
        alike.getStyleClass().add("small");
        alike.textProperty().bind(name.map(user -> user.isEmpty() ? "" : text("upload.form.userAlike", user)));
        alike.setOnAction(_ -> taken.run());
        showWhen(alike, name.map(user -> !user.isEmpty()));
        return alike;
    }

    /// Sentences wrap, so a height is one for a width.
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return snappedTopInset()
                + fields.prefHeight(width < 0 ? width : width - snappedLeftInset() - snappedRightInset())
                + snappedBottomInset();
    }
}
