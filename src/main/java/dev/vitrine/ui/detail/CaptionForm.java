package dev.vitrine.ui.detail;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.TagField;
import dev.vitrine.ui.support.Messages;
import javafx.beans.binding.Bindings;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// Title, description and tags, edited where they stand: Enter or leaving saves, Esc reverts. What would replace the
/// text of somebody else is saved by Enter alone.
final class CaptionForm extends VBox {
    private final DetailViewModel viewModel;
    private final CaptionViewModel caption;
    private final GrowingTextArea title = styled(new GrowingTextArea(), "quiet-field", "large", "strong");
    private final GrowingTextArea description = styled(new GrowingTextArea(), "quiet-field");
    private final TagField tags;
    private Runnable onDone = () -> {};

    CaptionForm(DetailViewModel viewModel) {
        super(8);
        this.viewModel = viewModel;
        caption = viewModel.caption();
        tags = new TagField(caption.tags(), caption::addTag, caption::removeTag);
        getStyleClass().add("caption-form");
        createTitle();
        createDescription();
        createTags();
        setEditable(true);
        getChildren().addAll(title, description, tags, new SaveStateLabel(caption.stateProperty()));
    }

    /// After Enter: whoever has finished a text goes on with what the keyboard did before.
    void setOnDone(Runnable done) {
        onDone = done;
    }

    void editTitle() {
        title.requestFocus();
        title.selectAll();
    }

    void editTags() {
        tags.requestFocus();
    }

    /// What is in the trash can be looked at, not edited.
    void setEditable(boolean editable) {
        title.setEditable(editable);
        description.setPromptText(editable ? Messages.text("detail.caption.descriptionPrompt") : "");
        description.setEditable(editable);
        tags.setDisable(!editable);
    }

    private void createTitle() {
        title.setId("detail-title");
        title.setPromptText(Messages.text("detail.caption.titlePrompt"));
        title.setAccessibleText(Messages.text("detail.caption.title"));
        title.setTextFormatter(new TextFormatter<>(CaptionForm::inOneLine));
        title.textProperty().bindBidirectional(caption.titleProperty());
        title.addEventFilter(KeyEvent.KEY_PRESSED, key -> onKey(key, title, caption::revertTitle));
        saveWhenLeft(title);
    }

    private void createDescription() {
        description.setId("detail-description");
        description.setAccessibleText(Messages.text("detail.caption.description"));
        description.textProperty().bindBidirectional(caption.descriptionProperty());
        description.addEventFilter(KeyEvent.KEY_PRESSED, key -> onKey(key, description, caption::revertDescription));
        saveWhenLeft(description);
    }

    private void createTags() {
        tags.setId("detail-tags");
        Bindings.bindContent(tags.getKnown(), viewModel.knownTags());
        tags.focusWithinProperty().subscribe(within -> {
            if (within) {
                viewModel.refreshKnownTags();
            }
        });
    }

    private void onKey(KeyEvent key, GrowingTextArea field, Runnable revert) {
        if (key.getCode() == KeyCode.ENTER && key.isShiftDown() && field == description) {
            key.consume();
            description.insertText(description.getCaretPosition(), "\n");
        } else if (key.getCode() == KeyCode.ENTER) {
            key.consume();
            caption.save();
            onDone.run();
        } else if (key.getCode() == KeyCode.ESCAPE) {
            key.consume();
            String typed = field.getText();
            revert.run();
            field.end();
            if (typed.equals(field.getText())) {
                // Nothing to revert: the window takes a step back. The field itself would keep the key.
                getParent().fireEvent(key.copyFor(getParent(), getParent()));
            }
        } else if (key.getCode() == KeyCode.TAB && !key.isShortcutDown()) {
            key.consume();
            leave(field, key.isShiftDown());
        }
    }

    /// Tab goes on to the next field, as in every form, instead of being written.
    private static void leave(GrowingTextArea field, boolean backwards) {
        field.requestFocusTraversal(backwards ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }

    /// A long title wraps, but it is one line of text.
    private static TextFormatter.Change inOneLine(TextFormatter.Change change) {
        change.setText(change.getText().replaceAll("\\R", " "));
        return change;
    }

    private void saveWhenLeft(GrowingTextArea field) {
        field.focusedProperty().subscribe((before, focused) -> {
            if (before && !focused) {
                caption.leave();
                field.deselect();
            }
        });
    }
}
