package dev.vitrine.ui.controls;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The words for what is chosen in a box that nobody types in.
public final class DisplayConverter<T> extends StringConverter<T> {
    private final Function<T, String> words;

    public DisplayConverter(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T choice) {
        return choice == null ? "" : words.apply(choice);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("this text is never edited");
    }
}
