package dev.vitrine.ui.gallery;

import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A field over the gallery for a date to go to, which says where that leads while it is typed. Enter goes there, Esc
/// does not.
final class GoToDate extends HBox {
    private final TextField field = new TextField();
    private final Label where = Labels.of("", "small", "muted");
    private final Function<Days, String> lookUp;

    /// @param lookUp what stands there, in words
    /// @param go called with the days that were typed
    /// @param leave gives the keyboard back
    GoToDate(Function<Days, String> lookUp, Consumer<Days> go, Runnable leave) {
        this.lookUp = lookUp;
        getStyleClass().add("go-to-date");
        setId("go-to-date");
        setAlignment(Pos.CENTER_LEFT);
        setManaged(false);
        setVisible(false);
        field.setPromptText(Messages.text("gallery.date.prompt"));
        field.setAccessibleText(Messages.text("gallery.date"));
        field.setPrefWidth(TextSize.of(190));
        where.setMinWidth(Region.USE_PREF_SIZE);
        field.textProperty().subscribe(_ -> showWhere());
        field.focusedProperty().subscribe((before, focused) -> {
            if (before && !focused) {
                setVisible(false);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            switch (key.getCode()) {
                case ESCAPE -> {
                    leave.run();
                    key.consume();
                }
                case ENTER -> {
                    DateText.parse(field.getText()).ifPresent(days -> {
                        leave.run();
                        go.accept(days);
                    });
                    key.consume();
                }
                default -> {}
            }
        });
    }

    void open() {
        if (getChildren().isEmpty()) {
            getChildren().setAll(field, where); // what nobody has asked for yet is not styled
        }
        setVisible(true);
        field.clear();
        showWhere();
        field.requestFocus();
    }

    private void showWhere() {
        Optional<Days> days = DateText.parse(field.getText());
        where.setText(days.map(lookUp)
                .orElseGet(() ->
                        Messages.text(field.getText().isBlank() ? "gallery.date.example" : "gallery.date.unclear")));
        if (getParent() != null) {
            getParent().requestLayout();
        }
    }
}
