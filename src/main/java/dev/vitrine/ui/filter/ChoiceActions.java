package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.ui.actions.ImageDrop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import org.kordamp.ikonli.feather.Feather;

/// What one can do with the lines of a section of choices, by their value.
final class ChoiceActions {
    private final Consumer<String> toggle;
    private Optional<Consumer<String>> exclude = Optional.empty();
    private Optional<Consumer<String>> extend = Optional.empty();
    private Consumer<String> fold = _ -> {};
    private Optional<Function<String, ContextMenu>> menu = Optional.empty();
    private Optional<Function<String, Feather>> mark = Optional.empty();
    private Optional<BiConsumer<Node, Supplier<String>>> hover = Optional.empty();
    private Optional<FileTarget> files = Optional.empty();
    private Optional<Function<String, ImageDrop.Taker>> images = Optional.empty();

    /// Files dragged onto a line.
    ///
    /// @param key of the words for what a drop onto it does
    record FileTarget(String key, BiConsumer<String, List<Path>> action) {
        String what(String label) {
            return text(key, label);
        }

        void dropped(String value, List<Path> dropped) {
            action.accept(value, dropped);
        }
    }

    ChoiceActions(Consumer<String> toggle) {
        this.toggle = toggle;
    }

    /// Where leaving out makes sense.
    ChoiceActions excluding(Consumer<String> action) {
        exclude = Optional.of(action);
        return this;
    }

    /// Where there is an order: up to this one, with Shift held.
    ChoiceActions extending(Consumer<String> action) {
        extend = Optional.of(action);
        return this;
    }

    /// What the line shows while the pointer rests on it.
    ///
    /// @param onto given a line, and what it stands for at that moment
    ChoiceActions showing(BiConsumer<Node, Supplier<String>> onto) {
        hover = Optional.of(onto);
        return this;
    }

    /// A mark for what is not chosen.
    ChoiceActions markedBy(Function<String, Feather> markOf) {
        mark = Optional.of(markOf);
        return this;
    }

    /// Where lines have others below them: shows or hides those.
    ChoiceActions folding(Consumer<String> action) {
        fold = action;
        return this;
    }

    /// What else can be done with it.
    ChoiceActions withMenu(Function<String, ContextMenu> menuOf) {
        menu = Optional.of(menuOf);
        return this;
    }

    ChoiceActions takingFiles(String key, BiConsumer<String, List<Path>> action) {
        files = Optional.of(new FileTarget(key, action));
        return this;
    }

    ChoiceActions takingImages(Function<String, ImageDrop.Taker> takerOf) {
        images = Optional.of(takerOf);
        return this;
    }

    void toggle(String value) {
        toggle.accept(value);
    }

    void fold(String value) {
        fold.accept(value);
    }

    Optional<Consumer<String>> exclude() {
        return exclude;
    }

    Optional<Consumer<String>> extend() {
        return extend;
    }

    Optional<BiConsumer<Node, Supplier<String>>> hover() {
        return hover;
    }

    Optional<Function<String, Feather>> mark() {
        return mark;
    }

    Optional<Function<String, ContextMenu>> menu() {
        return menu;
    }

    Optional<FileTarget> files() {
        return files;
    }

    Optional<Function<String, ImageDrop.Taker>> images() {
        return images;
    }
}
