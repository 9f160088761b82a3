package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Rating;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RatingText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Five stars. Set to be changed, a click on one gives that many, a click on the last one again none; arrows and digits
/// do the same.
public final class Stars extends HBox {
    private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");
    private static final PseudoClass MIXED = PseudoClass.getPseudoClass("mixed");

    private final List<Region> stars = new ArrayList<>();
    private int shown;
    private IntConsumer requested = _ -> {};
    private boolean mixed;

    /// Only shows.
    Stars() {
        getStyleClass().add("stars");
        setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < Rating.MAX; i++) {
            var star = styled(new Region(), "star");
            stars.add(star);
            getChildren().add(new StackPane(star));
        }
        setAccessibleRole(AccessibleRole.TEXT);
        describe();
    }

    /// @param requested is called with the stars that the person chose; whoever owns them shows them
    public Stars(IntConsumer requested) {
        this();
        this.requested = requested;
        getStyleClass().add("changeable");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        for (int i = 0; i < Rating.MAX; i++) {
            int count = i + 1;
            getChildren().get(i).setOnMouseEntered(_ -> paint(count));
            getChildren().get(i).setOnMouseClicked(_ -> requested.accept(count == shown && !mixed ? 0 : count));
        }
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
        setOnMouseExited(_ -> paint(shown));
        addEventHandler(KeyEvent.KEY_PRESSED, key -> pressed(key, requested));
    }

    /// @param areMixed several images with different ratings: then the stars are those of the best
    public void show(int count, boolean areMixed) {
        shown = count;
        mixed = areMixed;
        pseudoClassStateChanged(MIXED, areMixed);
        paint(count);
        describe();
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return switch (attribute) {
            case VALUE -> (double) shown;
            case MIN_VALUE -> 0.0;
            case MAX_VALUE -> (double) Rating.MAX;
            default -> super.queryAccessibleAttribute(attribute, parameters);
        };
    }

    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        switch (action) {
            case INCREMENT, BLOCK_INCREMENT -> request(shown + 1);
            case DECREMENT, BLOCK_DECREMENT -> request(shown - 1);
            case SET_VALUE -> request((int) Math.round(((Number) parameters[0]).doubleValue()));
            default -> super.executeAccessibleAction(action, parameters);
        }
    }

    private void request(int count) {
        requested.accept(Math.clamp(count, 0, Rating.MAX));
    }

    private void paint(int count) {
        for (int i = 0; i < stars.size(); i++) {
            stars.get(i).pseudoClassStateChanged(FULL, i < count);
        }
    }

    private void describe() {
        setAccessibleText(mixed ? Messages.text("rating.mixed") : RatingText.stars(shown));
        notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    }

    private void pressed(KeyEvent key, IntConsumer requested) {
        if (key.isShortcutDown() || key.isAltDown()) {
            return;
        }
        int count = switch (key.getCode()) {
            case LEFT, DOWN -> Math.max(0, shown - 1);
            case RIGHT, UP -> Math.min(Rating.MAX, shown + 1);
            case HOME -> 0;
            case END -> Rating.MAX;
            default -> -1;
        };
        if (count >= 0) {
            requested.accept(count);
            key.consume();
        }
    }
}
