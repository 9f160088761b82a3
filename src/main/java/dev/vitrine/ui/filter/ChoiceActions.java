package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;

/// What one can do with the lines of a section of choices, by their value.
///
/// @param exclude absent where leaving out makes no sense
/// @param extend with Shift held: up to this one; absent where there is no order
/// @param drop files dragged onto it; absent where that means nothing
/// @param menu what else can be done with it; absent where there is nothing else
record ChoiceActions(
        Consumer<String> toggle,
        Optional<Consumer<String>> exclude,
        Optional<Consumer<String>> extend,
        Optional<Drop> drop,
        Optional<Function<String, ContextMenu>> menu) {

    /// @param key of the words for what a drop onto it does
    record Drop(String key, BiConsumer<String, List<Path>> action) {
        String what(String label) {
            return text(key, label);
        }

        void dropped(String value, List<Path> files) {
            action.accept(value, files);
        }
    }
}
