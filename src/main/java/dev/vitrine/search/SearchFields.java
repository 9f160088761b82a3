package dev.vitrine.search;

import dev.vitrine.image.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All fields of the search box: those of the grammar, then one for each attribute that is searched.
record SearchFields(List<SearchField> all) {
    static final SearchFields STANDARD = of(Stream.concat(Attribute.searched().stream(), Stream.of(Attribute.LOOK_HASH))
            .toList());

    static SearchFields of(List<Attribute> searched) {
        return new SearchFields(Stream.concat(
                        Stream.of(SearchField.Named.values()), searched.stream().map(SearchField.OfAttribute::new))
                .toList());
    }

    Optional<SearchField> find(String text) {
        return all.stream()
                .filter(field -> field.text().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String names() {
        return all.stream().map(SearchField::text).collect(Collectors.joining(", "));
    }
}
