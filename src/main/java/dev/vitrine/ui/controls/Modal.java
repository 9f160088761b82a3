package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.isWithin;
import static dev.vitrine.ui.support.Nodes.show;
import static dev.vitrine.ui.support.Nodes.styled;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What lies over the whole window while it is open. It has the focus until it is closed, and gives it back then.
///
/// Several can be open: each window has one stack of them, and only the one that was opened last keeps the focus.
public final class Modal {
    private final Node cover;
    private final ObservableValue<Boolean> open;
    private final Node first;
    private Deque<Modal> stack = new ArrayDeque<>(); // of the window, while this is open there
    private @Nullable Node focusedBefore;
    private @Nullable KeyEvent tab; // that was pressed, until the focus is somewhere else

    private Modal(Node cover, ObservableValue<Boolean> open, Node first) {
        this.cover = cover;
        this.open = open;
        this.first = first;
    }

    /// A card in the middle of the window.
    ///
    /// @param first has the focus when the card opens
    public static StackPane card(
            Region card, ObservableValue<Boolean> open, Node first, Runnable enter, Runnable escape) {
        var cover = styled(new StackPane(card), "cover");
        card.getStyleClass().add("card");
        card.setMaxHeight(Region.USE_PREF_SIZE);
        hold(cover, open, first, enter, escape);
        return cover;
    }

    /// Esc closes what lies over the window, Enter does what it is for, and no key of the window below works
    /// meanwhile.
    public static void hold(Node cover, ObservableValue<Boolean> open, Node first, Runnable enter, Runnable escape) {
        ScrollKeys.in(cover);
        cover.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER
                    && (key.getTarget() instanceof ToggleButton || key.getTarget() instanceof CheckBox)) {
                enter.run(); // they would take it for a click, which Space does too
                key.consume();
            }
        });
        cover.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            switch (key.getCode()) {
                case ENTER -> {
                    if (key.getTarget() instanceof Button button) {
                        button.fire();
                    } else {
                        enter.run();
                    }
                }
                case ESCAPE -> escape.run();
                default -> {}
            }
            if (key.getCode() != KeyCode.TAB) { // from choices and lists the scene itself leads on
                key.consume();
            }
        });
        open.subscribe(now -> {
            if (now) {
                cover.toFront();
            }
        });
        holdFocus(cover, open, first);
    }

    /// For what has keys of its own.
    public static void holdFocus(Node cover, ObservableValue<Boolean> open, Node first) {
        var modal = new Modal(cover, open, first);
        open.subscribe(modal::open);
        cover.sceneProperty().subscribe(_ -> modal.follow());
        cover.addEventFilter(KeyEvent.KEY_PRESSED, key -> modal.tab = key.getCode() == KeyCode.TAB ? key : null);
        cover.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .subscribe((before, now) -> modal.keepFocus(before, now));
        first.disabledProperty().subscribe(_ -> modal.handOn());
        first.sceneProperty().subscribe(_ -> modal.handOn());
    }

    /// Whether anything lies over this window.
    public static boolean isOpen(Scene scene) {
        return !stackOf(scene).isEmpty();
    }

    /// The focus goes back before the cover is hidden: what is hidden while it has the focus loses it to whatever
    /// the window falls back on.
    private void open(boolean now) {
        if (now) {
            show(cover, true);
        }
        follow();
        show(cover, now);
    }

    private void follow() {
        boolean shown = open.getValue() && cover.getScene() != null;
        if (shown && !stack.contains(this)) {
            stack = stackOf(cover.getScene());
            focusedBefore = cover.getScene().getFocusOwner();
            stack.push(this);
            begin();
        } else if (!shown && stack.contains(this)) {
            leave();
        }
    }

    private void leave() {
        boolean wasInFront = isInFront();
        stack.remove(this);
        // What lies above must not go back to something that is closed by then.
        stack.stream()
                .filter(above -> isWithin(cover, above.focusedBefore))
                .forEach(above -> above.focusedBefore = focusedBefore);
        if (wasInFront && focusedBefore != null) {
            focusedBefore.requestFocus();
        }
        focusedBefore = null;
    }

    @SuppressWarnings("unchecked") // no other code has this key
    private static Deque<Modal> stackOf(Scene scene) {
        return (Deque<Modal>) scene.getProperties().computeIfAbsent(Modal.class, _ -> new ArrayDeque<Modal>());
    }

    private boolean isInFront() {
        return stack.peek() == this;
    }

    private void keepFocus(Node before, Node now) {
        @Nullable KeyEvent leaving = tab;
        tab = null;
        if (!isInFront() || now == null || isWithin(cover, now)) {
            return;
        }
        Optional<Node> around = leaving == null ? Optional.empty() : otherEnd(leaving.isShiftDown());
        if (around.isPresent()) {
            around.get().requestFocus();
        } else if (before != null && before != cover && !before.isDisabled() && isWithin(cover, before)) {
            before.requestFocus();
        } else {
            begin();
        }
    }

    /// Where Tab leads behind the last, and Shift+Tab before the first.
    private Optional<Node> otherEnd(boolean isBack) {
        List<Node> stops = stops(cover).toList();
        return stops.isEmpty() ? Optional.empty() : Optional.of(isBack ? stops.getLast() : stops.getFirst());
    }

    private static Stream<Node> stops(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Stream.empty();
        }
        Stream<Node> inside = node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(Modal::stops)
                : Stream.empty();
        return node.isFocusTraversable() ? Stream.concat(Stream.of(node), inside) : inside;
    }

    /// What cannot have the focus yet gets it as soon as it can; until then the cover has it, so that no key
    /// reaches the window below.
    private void begin() {
        (canHaveFocus() ? first : cover).requestFocus();
    }

    private void handOn() {
        if (isInFront() && cover.isFocused() && canHaveFocus()) {
            first.requestFocus();
        }
    }

    private boolean canHaveFocus() {
        return !first.isDisabled() && first.getScene() != null;
    }
}
