package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageType;
import dev.vitrine.search.SearchText;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChipsTest {
    private static final ImageQuery FULL = ImageQuery.ALL
            .withScope(Scope.TRASH)
            .withUsers(Set.of("bob", "alice"))
            .withAllTags(Set.of("sea"))
            .withAnyTags(Set.of("sun", "moon"))
            .withNoTags(Set.of("draft"))
            .withWords(List.of(new Word("gold", false, false), new Word("golden gate", true, true)))
            .withTaken(Optional.of(years(2022, 2024)))
            .withAdded(Optional.of(years(2024, 2024)))
            .withTypes(Set.of(ImageType.WEBP))
            .withSizeBytes(Optional.of(new Range(5_000_000, Long.MAX_VALUE)))
            .withLongestSide(Optional.of(new Range(0, 4000)))
            .withShape(Optional.of(Shape.PORTRAIT))
            .withLocation(Optional.of(true));

    @Test
    void aBranchOfTagsIsSaidInWords() {
        assertEquals(
                List.of("tag: place and below", "not: draft/old and below"),
                Chips.of(ImageQuery.ALL.withAllTags(Set.of("place/*")).withNoTags(Set.of("draft/old/*"))).stream()
                        .map(Chip::label)
                        .toList());
    }

    @Test
    void everyPartOfTheQueryIsAChip() {
        assertEquals(
                List.of(
                        "Trash",
                        "user: alice",
                        "user: bob",
                        "tag: sea",
                        "tag: moon or sun",
                        "not: draft",
                        "gold",
                        "without: “golden gate”",
                        "taken: 2022 – 2024",
                        "added: 2024",
                        "type: WebP",
                        "size: at least 5.0 MB",
                        "longest side: at most 4000",
                        "Portrait",
                        "With location"),
                labels(FULL));
    }

    @Test
    void removingThemAllLeavesEverything() {
        ImageQuery query = FULL;
        while (!Chips.of(query).isEmpty()) {
            List<Chip> chips = Chips.of(query);
            query = chips.getLast().without();
            assertEquals(chips.size() - 1, Chips.of(query).size());
        }
        assertEquals(ImageQuery.ALL, query);
    }

    @Test
    void valuesOfAttributesAreChipsByTheNamesOfTheFactSheet() {
        ImageQuery query = ImageQuery.ALL
                .withValue(
                        Attribute.ORIGINAL_NAME,
                        Optional.of(new AnyOf(Set.of(new ValueText("IMG 1.jpg", true), new ValueText("dsc", false)))))
                .withValue(Attribute.SIZE_BYTES, Optional.of(new Range(5_000_000, 5_000_000)))
                .withValue(Attribute.TAKEN_AT, Optional.of(years(2022, 2024)));
        assertEquals(
                List.of("Size: 5.0 MB", "Taken: 2022 – 2024", "File name: “IMG 1.jpg”", "File name: dsc"),
                labels(query));
        assertEquals(
                List.of("Size: 5.0 MB", "Taken: 2022 – 2024", "File name: dsc"),
                labels(Chips.of(query).get(2).without()));
        assertEquals(
                query.withValue(Attribute.ORIGINAL_NAME, Optional.empty()),
                Chips.of(Chips.of(query).get(2).without()).get(2).without());
        assertEquals(
                List.of("Size: at least 5.0 MB"),
                labels(ImageQuery.ALL.withValue(
                        Attribute.SIZE_BYTES, Optional.of(new Range(5_000_000, Long.MAX_VALUE)))));
        assertEquals(
                ImageQuery.ALL,
                Chips.of(ImageQuery.ALL.withValue(Attribute.TAKEN_AT, Optional.of(years(2022, 2024))))
                        .getFirst()
                        .without());
    }

    @Test
    void whatACameraWasSetToIsAChipAsInTheDetails() {
        ImageQuery query = SearchText.parse(
                        "camera:canon -camera:\"Canon EOS R5\" lens:unknown iso:1600.. focal:24..70 aperture:..2.8"
                                + " exposure:1/250",
                        ImageQuery.ALL)
                .query();
        assertEquals(
                List.of(
                        "Camera: not “Canon EOS R5”",
                        "Camera: canon",
                        "Lens: unknown",
                        "Sensitivity: at least ISO 1600",
                        "Focal length: 24 mm – 70 mm",
                        "Aperture: at most f/2.8",
                        "Exposure: 1/250 s"),
                labels(query));
        ImageQuery left = query;
        while (!Chips.of(left).isEmpty()) {
            left = Chips.of(left).getFirst().without();
        }
        assertEquals(ImageQuery.ALL, left);
    }

    @Test
    void daysAreNamedAsShortlyAsTheyCan() {
        YearMonth june = YearMonth.of(2024, 6);
        assertEquals("2024", Chips.span(years(2024, 2024)));
        assertEquals("June 2024", Chips.span(new Days(june.atDay(1), june.atEndOfMonth())));
        assertEquals("June 2024 – August 2024", Chips.span(new Days(june.atDay(1), LocalDate.of(2024, 8, 31))));
        assertEquals("Jun 3, 2024", Chips.span(new Days(june.atDay(3), june.atDay(3))));
        assertEquals("since Jun 3, 2024", Chips.span(new Days(june.atDay(3), LocalDate.MAX)));
        assertEquals("until Jun 3, 2024", Chips.span(new Days(LocalDate.MIN, june.atDay(3))));
    }

    private static Days years(int first, int last) {
        return new Days(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31));
    }

    private static List<String> labels(ImageQuery query) {
        return Chips.of(query).stream().map(Chip::label).toList();
    }
}
