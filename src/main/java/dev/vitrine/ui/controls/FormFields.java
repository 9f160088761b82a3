package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableStringValue;
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
        Label label = Labels.wrapped(name, "small", "muted");
        label.setLabelFor(control);
        return label;
    }

    /// What belongs together, one below the other.
    public static VBox field(Node... nodes) {
        return styled(new VBox(nodes), "field");
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

    /// Offers a user who is there already and is called almost the same.
    ///
    /// @param name of that user, `""` when there is none
    public static Hyperlink alikeUser(String id, ObservableStringValue name, Runnable taken) {
        var alike = styled(new Hyperlink(), "small");
        alike.setId(id);
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
