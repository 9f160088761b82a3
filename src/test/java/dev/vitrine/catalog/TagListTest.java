package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagListTest {
    @Test
    void textsComeBackAsTheyWere() {
        for (List<String> texts : List.of(
                List.<String>of(),
                List.of(""),
                List.of("", ""),
                List.of("a"),
                List.of("a", "b c", "ü", "🏔"),
                List.of("a\"b", "c"),
                List.of("back\\slash", ",", "\",\"", "]"),
                List.of("line\nbreak"))) {
            assertEquals(texts, TagList.read(TagList.write(texts)));
            assertEquals(TagList.escaped(texts), TagList.write(texts));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[\"", "[\"]", "null", "{}", "x", "[\"a\",\"]", "[,\"a\"]"})
    void whatIsNoListGivesNoMoreThanItsBeginning(String text) {
        assertEquals(TagList.parsed(text), TagList.read(text));
    }

    @Test
    void listsOfOtherProgramsAreReadLikeJson() {
        var random = new Random(7);
        String pieces = "\"\",[]ab 5\\tnull{}:";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder("[\"");
            for (int n = random.nextInt(9); n > 0; n--) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            text.append(random.nextBoolean() ? "\"]" : "");
            assertEquals(TagList.parsed(text.toString()), TagList.read(text.toString()), text.toString());
        }
    }
}
