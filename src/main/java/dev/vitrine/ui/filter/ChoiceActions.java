package dev.vitrine.ui.filter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What one can do with the lines of a section of choices, by their value.
///
/// @param exclude absent where leaving out makes no sense
/// @param extend with Shift held: up to this one; absent where there is no order
/// @param drop files dragged onto it; absent where that means nothing
record ChoiceActions(
        Consumer<String> toggle,
        Optional<Consumer<String>> exclude,
        Optional<Consumer<String>> extend,
        Optional<BiConsumer<String, List<Path>>> drop) {
}
