package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.text.Matches;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

/// A text field that completes users who have images already.
public final class UserField extends TextField {
    private static final int MAX = 8;

    private final List<String> known;
    private final CompletionPopup<String> popup = new CompletionPopup<>(text("upload.form.users"), this::choose);

    /// @param known most images first; may change
    public UserField(List<String> known) {
        this.known = known;
        setId("upload-user");
        textProperty().subscribe((_, _) -> offer());
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent key) {
        switch (key.getCode()) {
            case DOWN -> {
                if (!popup.isShowing()) {
                    popup.show(this, known.stream().limit(MAX).toList());
                }
                popup.move(1);
            }
            case UP -> popup.move(-1);
            case ENTER, TAB -> {
                if (popup.selected().isEmpty()) {
                    popup.hide();
                    return;
                }
                choose(popup.selected().get());
            }
            case ESCAPE -> {
                if (!popup.isShowing()) {
                    return;
                }
                popup.hide();
            }
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void choose(String user) {
        setText(user);
        end();
        popup.hide();
    }

    private void offer() {
        if (!isFocused()) {
            return;
        }
        List<String> fitting = Matches.of(getText().strip()).among(known, user -> user).stream()
                .limit(MAX)
                .toList();
        popup.show(this, fitting.equals(List.of(getText())) ? List.of() : fitting);
    }
}
