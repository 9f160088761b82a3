package dev.vitrine.service.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Facets.Count;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SimilarTagsTest {
    @Test
    void letterCaseAccentsWidthAndDashesMakeNoOtherTag() {
        assertEquals(
                List.of("Golden Gate=golden-gate=GOLDEN_GATE=goldengate", "café=Cafe", "ｓｅａ=Sea"),
                alike("Golden Gate", "golden-gate", "café", "GOLDEN_GATE", "goldengate", "Cafe", "ｓｅａ", "Sea", "sun"));
    }

    @Test
    void oneAndManyAreAlike() {
        assertEquals(
                List.of("beach=beaches", "city=cities", "birds=bird", "Bild=Bilder", "strand=Strände", "Blumen=Blume"),
                alike(
                        "beach", "city", "birds", "cities", "beaches", "bird", "Bild", "strand", "Bilder", "Strände",
                        "Blumen", "Blume"));
    }

    @Test
    void whatOnlyEndsLikeManyIsNot() {
        assertEquals(List.of(), alike("gold", "golden", "glas", "glass", "bus", "bu", "moss", "paint", "painter"));
    }

    @Test
    void oneMistakeInALongWordIsAlike() {
        assertEquals(
                List.of("mountain=mountian=montain", "place/venice=place/venize"),
                alike("mountain", "mountian", "place/venice", "montain", "place/venize"));
    }

    @Test
    void shortWordsOtherBeginningsAndNumbersAreNot() {
        assertEquals(
                List.of(),
                alike(
                        "cat",
                        "car",
                        "house",
                        "mouse",
                        "2023",
                        "2024",
                        "trip 2023",
                        "trip 2024",
                        "1-11",
                        "11-1",
                        "IMG_1001",
                        "IMG_1002",
                        "sea",
                        "see",
                        "place/a",
                        "place/b"));
    }

    @Test
    void oneLetterOfAShortWordIsNoMistakeInALongerName() {
        assertEquals(List.of(), alike("red car", "red cat", "my-cat", "my-car", "sea/bay view", "sea/boy view"));
        assertEquals(List.of("red mountain=red-mountian"), alike("red mountain", "red-mountian", "red 1", "red 2"));
    }

    @Test
    void theMostUsedOfAGroupStandsFirst() {
        assertEquals(
                List.of(List.of(new Count<>("beach", 9), new Count<>("Beach", 4))),
                SimilarTags.among(List.of(new Count<>("beach", 9), new Count<>("sea", 7), new Count<>("Beach", 4))));
    }

    /// Looking at all pairs would take minutes.
    @Test
    @Timeout(30)
    void aHundredThousandTagsAreComparedByTheirNeighbors() {
        List<Count<String>> many = IntStream.range(0, 100_000)
                .mapToObj(number -> new Count<>(word(number), 1))
                .toList();
        assertEquals(List.of(), SimilarTags.among(many));
    }

    private static String word(int number) {
        var word = new StringBuilder();
        long mixed = number * 0x9e3779b97f4a7c15L >>> 1;
        for (int at = 0; at < 9; at++) {
            word.append((char) ('a' + mixed % 26));
            mixed /= 26;
        }
        return word.toString();
    }

    private static List<String> alike(String... tags) {
        return SimilarTags.among(Stream.of(tags).map(tag -> new Count<>(tag, 1)).toList()).stream()
                .map(group -> String.join("=", group.stream().map(Count::value).toList()))
                .toList();
    }
}
