package dev.vitrine.search;

import dev.vitrine.image.Attribute;
import java.util.Locale;

/// What may stand before a colon in the search box.
sealed interface SearchField {
    /// As it is typed, without the colon.
    String text();

    /// A value that may stand after the colon.
    String value();

    default String example() {
        return text() + ":" + value();
    }

    /// The fields of the grammar itself.
    enum Named implements SearchField {
        USER("alice"),
        TAG("nature"),
        ANYTAG("nature|city"),
        ALBUM("\"Iceland 2026\""),
        RATING("3..5"),
        TYPE("png"),
        TAKEN("2024-06..2024-08"),
        ADDED("2024"),
        LARGER("5MB"),
        SMALLER("500KB"),
        SIDE("2000..4000"),
        IS("untagged, favourite, portrait, landscape or square"),
        HAS("location");

        private final String value;

        Named(String value) {
            this.value = value;
        }

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String value() {
            return value;
        }
    }

    /// A field that follows from the table of attributes.
    record OfAttribute(Attribute attribute) implements SearchField {
        @Override
        public String text() {
            return attribute.searchWord();
        }

        @Override
        public String value() {
            return attribute.searchExample();
        }
    }
}
