package dev.vitrine.ui.controls;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Album;
import dev.vitrine.text.Folding;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;

/// Tags as chips in a line of text, with completion.
///
/// Enter or comma adds what is typed, Backspace at the start removes the last chip, the arrow keys walk into the chips,
/// Del removes the chip that has the focus. Text still there when the focus leaves is added too, so nothing typed is
/// lost.
public final class TagField extends FlowPane {
    private static final int MAX_COMPLETIONS = 8;
    private static final int SHOWN = 60; // more than anybody reads; thousands would take seconds

    private final ObservableList<String> tags;
    private final Consumer<String> add;
    private final Consumer<String> remove;
    private final ObservableList<String> known = FXCollections.observableArrayList();
    private final ObservableSet<String> partial = FXCollections.observableSet();
    private final Map<String, TagChip> chips = new HashMap<>();
    private final Button more = styled(new Button(), "link", "small");
    private final TextField editor = new TextField();
    private final CompletionPopup<String> completions =
            new CompletionPopup<>(Messages.text("tags.field.completions"), this::choose);
    private boolean all;

    /// Edits the list itself.
    public TagField(ObservableList<String> tags) {
        this(tags, tags::add, tags::remove);
    }

    /// Shows the list and tells what the person wants; the owner changes the list.
    public TagField(ObservableList<String> tags, Consumer<String> add, Consumer<String> remove) {
        super(4, 4);
        this.tags = tags;
        this.add = add;
        this.remove = remove;
        getStyleClass().add("tag-field");
        setMinWidth(0); // or a long tag that is typed makes a form wider than its card
        setOnMouseClicked(_ -> editor.requestFocus());
        tags.addListener((ListChangeListener<String>) _ -> {
            all &= isFocusWithin();
            showChips();
        });
        partial.addListener((SetChangeListener<String>)
                change -> partialChanged(change.wasAdded() ? change.getElementAdded() : change.getElementRemoved()));
        createMore();
        createEditor();
        showChips();
    }

    /// Offered while typing, most used first.
    public ObservableList<String> getKnown() {
        return known;
    }

    /// Tags that only some of the images have: their chips look lighter and offer to be added to all.
    public ObservableSet<String> getPartial() {
        return partial;
    }

    /// For what are no tags but is chosen like them.
    ///
    /// @param prompt in the empty field, and what a screen reader says of it
    public void setPrompt(String prompt) {
        editor.setPromptText(prompt);
        editor.setAccessibleText(prompt);
    }

    /// Adds what is typed but not yet a chip. A tag that is there already but for its letter case or the encoding
    /// of its accents is taken as it is there: nobody wants twins, and renaming changes all at once.
    public void addTyped() {
        List<String> typed = TagCompletion.split(editor.getText());
        editor.clear();
        List<String> there = Stream.concat(tags.stream(), known.stream()).toList();
        typed.forEach(tag -> addTag(Folding.known(Album.typed(tag), there)));
    }

    @Override
    public void requestFocus() {
        editor.requestFocus();
    }

    private void createMore() {
        more.setId("tags-more");
        more.setOnAction(_ -> {
            all = true;
            editor.requestFocus();
            showChips();
        });
    }

    private void createEditor() {
        editor.setId("tag-editor");
        editor.setAccessibleText(Messages.text("tags.field.accessible"));
        editor.setPromptText(Messages.text("tags.field.prompt"));
        editor.prefColumnCountProperty()
                .bind(editor.textProperty()
                        .flatMap(text -> editor.promptTextProperty()
                                .map(prompt -> Math.max(Math.max(8, prompt.length()), text.length() + 1))));
        editor.maxWidthProperty().bind(widthProperty().subtract(16));
        editor.addEventFilter(KeyEvent.KEY_PRESSED, this::onEditorKey);
        editor.addEventFilter(
                KeyEvent.KEY_TYPED, key -> consumeIf(key, key.getCharacter().equals(","), this::addTyped));
        editor.textProperty().subscribe(this::onTyped);
        editor.focusedProperty().subscribe(focused -> {
            if (!focused) {
                completions.hide();
                addTyped();
            }
        });
    }

    private void onTyped(String text) {
        if (editor.isFocused()) {
            completions.show(editor, TagCompletion.of(text, known, fullTags(), MAX_COMPLETIONS));
        }
    }

    private void onEditorKey(KeyEvent key) {
        boolean atStart =
                editor.getCaretPosition() == 0 && editor.getSelection().getLength() == 0;
        switch (key.getCode()) {
            case ENTER -> consumeIf(key, !editor.getText().isBlank(), this::addHighlightedOrTyped);
            case TAB -> consumeIf(key, completions.selected().isPresent(), this::addHighlightedOrTyped);
            case DOWN -> consumeIf(key, completions.isShowing(), () -> completions.move(1));
            case UP -> consumeIf(key, completions.isShowing(), () -> completions.move(-1));
            case ESCAPE -> consumeIf(key, !editor.getText().isEmpty(), editor::clear);
            case BACK_SPACE ->
                consumeIf(
                        key,
                        atStart && editor.getText().isEmpty() && !tags.isEmpty(),
                        () -> remove.accept(tags.getLast()));
            case LEFT ->
                consumeIf(
                        key,
                        atStart && !tags.isEmpty(),
                        () -> focusChip(getChildren().indexOf(editor) - 1));
            default -> {}
        }
    }

    private void onChipKey(KeyEvent key, String tag) {
        int index = getChildren().indexOf(chips.get(tag));
        switch (key.getCode()) {
            case LEFT, UP -> consumeIf(key, true, () -> focusChip(Math.max(0, index - 1)));
            case RIGHT, DOWN -> consumeIf(key, true, () -> focusChip(index + 1));
            case HOME -> consumeIf(key, true, () -> focusChip(0));
            case END, ESCAPE -> consumeIf(key, true, editor::requestFocus);
            case DELETE, BACK_SPACE -> consumeIf(key, true, () -> removeKeepingFocus(tag, key.getCode()));
            case ENTER, SPACE -> consumeIf(key, partial.contains(tag), () -> add.accept(tag));
            default -> {}
        }
    }

    private static void consumeIf(KeyEvent key, boolean applies, Runnable action) {
        if (applies) {
            key.consume();
            action.run();
        }
    }

    private void removeKeepingFocus(String tag, KeyCode code) {
        int index = getChildren().indexOf(chips.get(tag));
        remove.accept(tag);
        // When the owner changes the list later, the chip that goes hands the focus on then.
        if (!tags.contains(tag)) {
            focusChip(code == KeyCode.DELETE ? index : Math.max(0, index - 1));
        }
    }

    private void focusChip(int index) {
        if (index < getChildren().size()) {
            getChildren().get(index).requestFocus();
        } else {
            editor.requestFocus();
        }
    }

    private void addHighlightedOrTyped() {
        completions.selected().ifPresentOrElse(this::choose, this::addTyped);
    }

    private void choose(String tag) {
        editor.clear();
        completions.hide();
        addTag(tag);
    }

    private void addTag(String tag) {
        if (!fullTags().contains(tag)) {
            add.accept(tag);
        }
    }

    private List<String> fullTags() {
        return tags.stream().filter(tag -> !partial.contains(tag)).toList();
    }

    /// Chips that stay are the same nodes, so that the focus stays where it is; from one that goes it passes to the
    /// next.
    private void showChips() {
        int focused = focusedChip();
        List<String> shown = all ? tags : tags.subList(0, Math.min(tags.size(), SHOWN));
        chips.keySet().retainAll(Set.copyOf(shown));
        var requested = new ArrayList<Node>();
        new LinkedHashSet<>(shown).forEach(tag -> requested.add(chips.computeIfAbsent(tag, this::createChip)));
        if (shown.size() < tags.size()) {
            more.setText(Messages.text("tags.field.more", tags.size() - shown.size()));
            requested.add(more);
        }
        requested.add(editor);
        boolean goes = focused >= 0 && !requested.contains(getChildren().get(focused));
        if (goes) {
            editor.requestFocus(); // or the toolkit would hand it on to wherever
        }
        put(requested);
        if (goes) {
            focusChip(Math.min(focused, requested.size() - 1));
        }
    }

    /// What stays is not touched: a node that is taken out and put in again loses the focus, and with it the text
    /// being typed would count as finished.
    private void put(List<Node> requested) {
        getChildren().removeIf(child -> !requested.contains(child));
        for (int i = 0; i < requested.size(); i++) {
            Node next = requested.get(i);
            if (i == getChildren().size() || getChildren().get(i) != next) {
                getChildren().remove(next);
                getChildren().add(i, next);
            }
        }
    }

    private int focusedChip() {
        for (int i = 0; i < getChildren().size(); i++) {
            if (getChildren().get(i) != editor && getChildren().get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }

    private void partialChanged(String tag) {
        if (chips.remove(tag) != null) {
            showChips();
        }
    }

    private TagChip createChip(String tag) {
        var chip = new TagChip(tag, partial.contains(tag), () -> add.accept(tag), () -> remove.accept(tag));
        chip.setOnKeyPressed(key -> onChipKey(key, tag));
        return chip;
    }
}
