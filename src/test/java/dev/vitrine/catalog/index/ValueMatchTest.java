package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.search.SearchText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueMatchTest {
    private static final List<String> CAMERAS =
            List.of("", "Canon EOS 5D", "Canon EOS 5D Mark IV", "Canon EOS R5", "Nikon D850");

    @Test
    void quotedWordsAreAPartOfANameWhateverOtherNamesThereAre() {
        assertEquals(List.of("Canon EOS 5D", "Canon EOS 5D Mark IV"), matching("camera:\"canon eos 5d\""));
        assertEquals(List.of("Canon EOS 5D"), matching("camera:\"=canon eos 5d\""));
        assertEquals(List.of(), matching("camera:\"=EOS 5D\""));
        assertEquals(List.of("Canon EOS 5D", "Canon EOS 5D Mark IV"), matching("camera:\"EOS 5D\""));
        assertEquals(List.of("Canon EOS R5"), matching("camera:\"EOS R5\""));
        assertEquals(List.of("Canon EOS 5D", "Canon EOS 5D Mark IV", "Canon EOS R5"), matching("camera:eos"));
        assertEquals(List.of("", "Nikon D850"), matching("-camera:canon"));
        assertEquals(List.of("Canon EOS R5"), matching("camera:canon -camera:5d"));
        assertEquals(List.of(""), matching("camera:unknown"));
        assertEquals(CAMERAS.subList(1, 5), matching("-camera:unknown"));
        assertEquals(List.of(), matching("camera:\"R5 EOS\""));
    }

    @Test
    void aNameWithoutLettersIsThatOneAndNotNone() {
        var names = List.of("", "***", "---");
        ValueTables tables = ValueTables.of(List.of(Attribute.CAMERA), List.of(names));
        var filter = new AnyOf(Set.of(ValueText.exactly("***", false)));
        assertEquals(
                List.of("***"),
                ValueMatch.of(tables, 0, filter).stream().mapToObj(names::get).toList());
        var query = ImageQuery.ALL.withValue(Attribute.CAMERA, Optional.of(filter));
        assertEquals(
                query, SearchText.parse(SearchText.print(query), ImageQuery.ALL).query());
    }

    private static List<String> matching(String text) {
        ValueTables tables = ValueTables.of(List.of(Attribute.CAMERA), List.of(CAMERAS));
        var filter = SearchText.parse(text, ImageQuery.ALL).query().values().get(Attribute.CAMERA);
        return ValueMatch.of(tables, 0, filter).stream().mapToObj(CAMERAS::get).toList();
    }
}
