package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.support.TextSize;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A card over the window that asks or tells something: a heading, what it shows, and buttons below. Everything that is
/// answered before one goes on is one, and none a window of its own: it works in full screen, in every theme, and comes
/// up where one looks. Where the window is too small for it, what it shows scrolls between heading and buttons.
///
/// Esc leaves it. Enter presses the button that has the focus, or the one that [#pressedByEnter] names; what
/// destroys is never named, and never has the focus first.
public final class Sheet {
    private final VBox card = styled(new VBox(), "sheet-card");
    private final VBox body = styled(new VBox(), "sheet-body");
    private final SheetFoot foot = new SheetFoot();
    private final BooleanProperty open = new SimpleBooleanProperty();
    private Optional<Button> enter = Optional.empty();
    private @Nullable Node first;
    private @Nullable StackPane cover;
    private Runnable onClosed = () -> {};
    private boolean agreed;
    private boolean isKept;
    private boolean waits;

    /// @param content below the heading
    public Sheet(String title, Node... content) {
        Label heading = Labels.wrapped(title, "large", "strong");
        body.getChildren().addAll(content);
        var scroll = new SheetBody(body);
        VBox.setMargin(scroll, new Insets(-SheetBody.RINGS));
        card.setAccessibleText(title);
        card.getChildren().addAll(heading, scroll, foot);
        width(440);
    }

    /// More below what it shows.
    public Sheet content(Node more) {
        body.getChildren().add(more);
        return this;
    }

    /// A sentence below the heading.
    public static Label explanation(String text) {
        return Labels.wrapped(text);
    }

    /// @param width at text of 100 percent; less where the window has less
    public Sheet width(double width) {
        card.setPrefWidth(TextSize.of(width));
        card.setMaxWidth(TextSize.of(width));
        return this;
    }

    /// As wide as what it shows.
    public Sheet fitted() {
        card.setPrefWidth(Region.USE_COMPUTED_SIZE);
        card.setMaxWidth(Region.USE_PREF_SIZE);
        return this;
    }

    public Sheet id(String id) {
        card.setId(id);
        return this;
    }

    /// At the left, and the sheet stays.
    public Button aside(String label, Runnable action) {
        Button button = button(label);
        button.setOnAction(_ -> action.run());
        foot.addAside(button);
        return button;
    }

    /// Leaves without doing anything; has the focus first unless [#first] says otherwise.
    public Button leaving(String label) {
        Button button = button(label);
        button.setOnAction(_ -> close());
        foot.add(button);
        first = first == null ? button : first;
        return button;
    }

    /// Agrees, and the sheet closes.
    ///
    /// @param look a style class of the button
    public Button agreeing(String label, String look) {
        Button button = button(label);
        button.getStyleClass().add(look);
        button.setOnAction(_ -> {
            agreed = true;
            close();
        });
        foot.add(button);
        return button;
    }

    /// Does something, and the sheet stays until somebody closes it.
    ///
    /// @param look a style class of the button
    public Button acting(String label, String look, Runnable action) {
        Button button = button(label);
        button.getStyleClass().add(look);
        button.setOnAction(_ -> action.run());
        foot.add(button);
        return button;
    }

    /// Data may stand in it, with underscores.
    private static Button button(String label) {
        var button = new Button(label);
        button.setMnemonicParsing(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    public Sheet pressedByEnter(Button button) {
        enter = Optional.of(button);
        return this;
    }

    /// It stays in its window, hidden, while it is closed: of many fields, that is faster than to style them again.
    public Sheet kept() {
        isKept = true;
        return this;
    }

    public Sheet first(Node node) {
        first = node;
        return this;
    }

    public Sheet onClosed(Runnable notified) {
        onClosed = notified;
        return this;
    }

    public boolean isOpen() {
        return open.get();
    }

    /// Over all that the window shows; the root of its scene is a [StackPane].
    public void show(Window owner) {
        if (open.get() || !(owner.getScene().getRoot() instanceof StackPane root)) {
            return;
        }
        agreed = false;
        if (cover == null || cover.getParent() != root) {
            cover(root);
        }
        open.set(true);
        card.applyCss(); // what scrolls is in its window only once it has its look
    }

    private void cover(StackPane root) {
        StackPane over = Modal.card(card, open, first == null ? card : first, this::enter, this::close);
        cover = over;
        root.getChildren().add(over);
        over.parentProperty().subscribe((_, now) -> {
            if (now == null) {
                close(); // the page below was replaced
            }
        });
    }

    private void enter() {
        enter.filter(button -> !button.isDisabled()).ifPresent(Button::fire);
    }

    /// Shows it and waits, at most until the window is hidden: nobody could answer any more, and the program would
    /// not end.
    ///
    /// @return whether the button that agrees was pressed
    public boolean ask(Window owner) {
        agreed = false;
        if (owner.isShowing()) {
            show(owner);
        }
        if (open.get()) {
            waits = true;
            Subscription hidden = owner.showingProperty().subscribe(shows -> {
                if (!shows) {
                    close();
                }
            });
            Platform.enterNestedEventLoop(this);
            hidden.unsubscribe();
        }
        return agreed;
    }

    /// Out of its window, where it is kept there.
    public void remove() {
        close();
        takeOut();
    }

    private void takeOut() {
        if (cover != null && cover.getParent() instanceof Pane parent) {
            parent.getChildren().remove(cover);
        }
    }

    public void close() {
        if (!open.get()) {
            return;
        }
        open.set(false);
        if (!isKept) {
            takeOut();
        }
        onClosed.run();
        if (waits) {
            waits = false;
            Platform.exitNestedEventLoop(this, agreed);
        }
    }
}
