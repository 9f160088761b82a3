package dev.vitrine.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What may stand before a colon in the search box.
enum SearchField {
    USER("alice"), TAG("nature"), ANYTAG("nature|city"), RATING("3..5"), TYPE("png"), TAKEN("2024-06..2024-08"), ADDED("2024"), LARGER("5MB"), SMALLER("500KB"),
    SIDE("2000..4000"), IS("untagged, favourite, portrait, landscape or square"), HAS("location");

    private final String example;

    SearchField(String example) {
        this.example = example;
    }

    static Optional<SearchField> of(String text) {
        return Arrays.stream(values()).filter(field -> field.text().equals(text.toLowerCase(Locale.ROOT))).findFirst();
    }

    /// As it is typed, without the colon.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String example() {
        return text() + ":" + example;
    }
}
