package dev.vitrine.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.RandomQueries;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rating;
import dev.vitrine.text.Words;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchTextTest {
    private static final ImageQuery ALL = ImageQuery.ALL;

    @Test
    void aWholeSentenceOfTheGrammarMeansWhatItSays() {
        ImageQuery expected = ALL.withWords(List.of(
                        new Word("sunset", false, false),
                        new Word("blurry", false, true),
                        new Word("golden gate", true, false)))
                .withUsers(Set.of("alice"))
                .withAllTags(Set.of("nature"))
                .withNoTags(Set.of("draft"))
                .withTypes(Set.of(ImageType.PNG))
                .withTaken(Optional.of(new Days(LocalDate.of(2024, 6, 1), LocalDate.of(2024, 8, 31))))
                .withSizeBytes(Optional.of(new Range(5_000_000, Long.MAX_VALUE)));
        assertEquals(
                new ParsedSearch(expected, List.of()),
                SearchText.parse(
                        "sunset -blurry \"golden gate\" user:alice tag:nature -tag:draft type:png taken:2024-06..2024-08 larger:5MB",
                        ALL));
    }

    @Test
    void anAlbumIsFoundByItsTag() {
        ImageQuery iceland = ALL.withAllTags(Set.of("album:Iceland 2026"));
        assertEquals(iceland, understood("album:\"Iceland 2026\""));
        assertEquals("album:\"Iceland 2026\"", SearchText.print(iceland));
        assertEquals(ALL.withNoTags(Set.of("album:A")), understood("-album:A"));
        assertEquals(ALL.withAnyTags(Set.of("album:A", "album:B")), understood("album:A|B"));
        assertEquals("album:A|B", SearchText.print(ALL.withAnyTags(Set.of("album:A", "album:B"))));
        assertEquals(iceland, understood("tag:\"album:Iceland 2026\""));
    }

    /// As somebody may paste it, or another program writes it into the file of an album.
    @Test
    void whatNamesNoAlbumIsAProblemAndNoFailure() {
        ParsedSearch parsed = SearchText.parse("album:\"a\u0007b\" sea", ALL);
        assertEquals(SearchText.parse("sea", ALL).query(), parsed.query());
        assertEquals(1, parsed.problems().size());
        assertTrue(parsed.problems().getFirst().message().endsWith("names no album; it was left out."));
    }

    @Test
    void fieldsTakeListsQuotesAndAnyLetterCase() {
        assertEquals(ALL.withAnyTags(Set.of("new york", "paris")), understood("Tag:\"new york\"|paris"));
        assertEquals(ALL.withUsers(Set.of("alice", "bob")), understood("user:alice USER:bob"));
        assertEquals(ALL.withTypes(Set.of(ImageType.JPEG, ImageType.TIFF)), understood("type:jpg|TIFF"));
        assertEquals(ALL.withAllTags(Set.of("a:b", "-c")), understood("tag:a:b tag:-c"));
    }

    @Test
    void ratingsAndFavoritesAreTagsWithWordsOfTheirOwn() {
        Set<String> every = Set.copyOf(Rating.tags(1, 5));
        assertRead("rating:4", ALL.withAllTags(Set.of("rating:4")));
        assertRead("rating:3..5", ALL.withAnyTags(Set.of("rating:3", "rating:4", "rating:5")));
        assertRead("rating:0", ALL.withNoTags(every));
        assertRead("-rating:2", ALL.withNoTags(Set.of("rating:2")));
        assertRead("is:favourite", ALL.withAllTags(Set.of("favourite")));
        assertRead("-is:favourite", ALL.withNoTags(Set.of("favourite")));
        assertRead(
                "is:favourite tag:sea -tag:draft rating:0",
                ALL.withAllTags(Set.of("sea", "favourite"))
                        .withNoTags(Stream.concat(every.stream(), Stream.of("draft"))
                                .collect(Collectors.toSet())));
        assertEquals(understood("rating:4..5"), understood("rating:4.."));
        assertEquals(understood("rating:1..2"), understood("rating:..2"));
        assertEquals(understood("rating:4"), understood("tag:rating:4"));
    }

    @Test
    void aRatingThatCannotBeMeantIsAProblem() {
        for (String text : List.of(
                "rating:6",
                "rating:35",
                "rating:3...5",
                "rating:5..3",
                "rating:0..3",
                "rating:..",
                "rating:many",
                "-rating:0")) {
            ParsedSearch parsed = SearchText.parse(text, ALL);
            assertEquals(ALL, parsed.query(), text);
            assertEquals(1, parsed.problems().size(), text);
            assertTrue(
                    parsed.problems().getFirst().message().contains("rating:3..5"),
                    parsed.problems().toString());
        }
    }

    private static void assertRead(String text, ImageQuery query) {
        assertEquals(query, understood(text));
        assertEquals(text, SearchText.print(query));
    }

    @Test
    void theSmallWordsWork() {
        assertEquals(
                ALL.withUntagged(true).withShape(Optional.of(Shape.PORTRAIT)).withLocation(Optional.of(true)),
                understood("is:untagged is:portrait has:location"));
        assertEquals(ALL.withLocation(Optional.of(false)), understood("-has:location"));
        assertEquals(
                ALL.withSizeBytes(Optional.of(new Range(300_000, 1_500_000_000))),
                understood("larger:300k smaller:1.5GB"));
        assertEquals(ALL.withLongestSide(Optional.of(new Range(2000, Long.MAX_VALUE))), understood("side:2000.."));
        assertEquals(
                ALL.withAdded(Optional.of(new Days(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 29)))),
                understood("added:2024-02"));
        assertEquals(
                ALL.withTaken(Optional.of(new Days(LocalDate.MIN, LocalDate.of(2023, 12, 31)))),
                understood("taken:..2023"));
    }

    @Test
    void anUnknownDateIsAskedForByThatWord() {
        assertEquals(ALL.withUndated(true), understood("taken:Unknown"));
        assertEquals("taken:unknown", SearchText.print(ALL.withUndated(true)));
        assertEquals(
                List.of(new SearchCompletion(6, 8, "unknown", -1)), SearchText.complete("taken:un", 8, Facets.NONE));
        assertEquals(
                ALL.withUndated(true),
                SearchText.parse("taken:2024 taken:unknown", ALL).query());
    }

    @Test
    void whatIsGivenTwiceIsSaid() {
        for (String text : List.of(
                "larger:1MB larger:2MB",
                "smaller:1MB smaller:2MB",
                "side:..800 side:900..",
                "is:portrait is:square",
                "has:location -has:location",
                "taken:2023 taken:2024",
                "taken:2023 taken:unknown",
                "taken:unknown taken:2024",
                "added:2023 added:2024")) {
            ParsedSearch parsed = SearchText.parse(text, ALL);
            assertEquals(1, parsed.problems().size(), text);
            assertTrue(parsed.problems().getFirst().message().contains("twice"), text);
            assertEquals(understood(text.substring(text.lastIndexOf(' ') + 1)), parsed.query(), text);
        }
    }

    @Test
    void aTagIsTheSameHoweverItsAccentsAreWritten() {
        String decomposed = "tag:cafe\u0301 -tag:re\u0301sume\u0301 anytag:a\u0308,b";
        assertEquals(understood("tag:caf\u00e9 -tag:r\u00e9sum\u00e9 anytag:\u00e4,b"), understood(decomposed));
    }

    @Test
    void scopeAndOrderComeFromTheBaseAndNothingElse() {
        ImageQuery base = ALL.withScope(Scope.TRASH).withOrder(Order.SIZE).withUsers(Set.of("alice"));
        assertEquals(
                ALL.withScope(Scope.TRASH).withOrder(Order.SIZE).withUntagged(true),
                SearchText.parse("is:untagged", base).query());
    }

    @Test
    void whatIsNotUnderstoodIsNamedWithItsPlaceAndTheRestHolds() {
        ParsedSearch parsed = SearchText.parse("sunset taken:soon user:", ALL);
        assertEquals(
                new ParsedSearch(
                        ALL.withWords(List.of(new Word("sunset", false, false))),
                        List.of(
                                new SearchProblem(
                                        7,
                                        17,
                                        "“taken:soon” is not understood. Dates look like 2024, 2024-06, 2024-06-12 or 2024-06..2024-08."),
                                new SearchProblem(18, 23, "“user:” needs a value, for example user:alice."))),
                parsed);
    }

    @Test
    void anUnknownFieldIsLookedForAsTextAndSaid() {
        ParsedSearch parsed = SearchText.parse("usr:alice", ALL);
        assertEquals(
                List.of(new Word("usr:alice", false, false)), parsed.query().words());
        assertTrue(
                parsed.problems()
                        .getFirst()
                        .message()
                        .startsWith("Unknown field “usr:”. Searched for the text “usr:alice” instead. Known fields: "),
                parsed::toString);
    }

    @Test
    void ordinaryTextWithColonsIsNoProblem() {
        assertEquals(
                List.of(),
                SearchText.parse("12:30 https://example.org - \"half a phr", ALL)
                        .problems());
    }

    @Test
    void everyTextIsReadWithoutFailing() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                String alphabet = "ab1 :|\"\\-.·ß";
                text.append(
                        random.nextInt(6) == 0
                                ? List.of("tag:", "taken:", "side:", "2024", "..", "user:")
                                        .get(random.nextInt(6))
                                : String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))));
            }
            ImageQuery query = SearchText.parse(text.toString(), ALL).query();
            assertEquals(query, SearchText.parse(SearchText.print(query), ALL).query(), text::toString);
            SearchText.complete(text.toString(), random.nextInt(text.length() + 1), Facets.NONE);
        }
    }

    @Test
    void whatIsPrintedMeansTheSameQuery() {
        var images = new ArrayList<ImageRecord>();
        for (ImageRecord image : new LibraryGenerator(2, 6, 40).images(200)) {
            images.add(image);
            images.add(new ImageRecord(
                    image.imageId(),
                    "o'neil \"the\\ |one\"",
                    new Caption("-a:b \"q\" \\ | tag:x 東京", "user:", List.of("two words", "a|b", "-x", "\"")),
                    image.facts(),
                    image.createdAt(),
                    image.updatedAt(),
                    image.deletedAt()));
        }
        var queries = new RandomQueries(new Random(2), images);
        for (int i = 0; i < 20_000; i++) {
            ImageQuery query = queries.next();
            ImageQuery expected = query.withWords(query.words().stream()
                    .filter(word -> !Words.of(word.text()).isEmpty())
                    .toList());
            assertEquals(
                    new ParsedSearch(expected, List.of()),
                    SearchText.parse(SearchText.print(expected), expected),
                    () -> SearchText.print(expected));
        }
    }

    @Test
    void wholeMonthsAndYearsArePrintedShort() {
        assertEquals("taken:2024-06..2024-08", SearchText.print(understood("taken:2024-06-01..2024-08-31")));
        assertEquals("taken:2024", SearchText.print(understood("taken:2024-01..2024-12")));
        assertEquals("added:2024-06-12..", SearchText.print(understood("added:2024-06-12..")));
    }

    @Test
    void yearsAreReadBackWhateverDigitsTheSystemWrites() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertEquals("taken:2024", SearchText.print(understood("taken:2024")));
            Facets facets = new Facets(
                    1, 0, 0, List.of(), List.of(), List.of(), List.of(new Count<>(2024, 1)), List.of(), Map.of());
            assertEquals(
                    List.of("2024"),
                    SearchText.complete("taken:20", 8, facets).stream()
                            .map(SearchCompletion::insert)
                            .toList());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aBranchOfTagsIsAskedForByAStarAfterItsSlash() {
        assertRead("tag:place/*", ImageQuery.ALL.withAllTags(Set.of("place/*")));
        assertRead("-tag:place/*", ImageQuery.ALL.withNoTags(Set.of("place/*")));
        assertRead("anytag:\"new york/*\"|sea", ImageQuery.ALL.withAnyTags(Set.of("new york/*", "sea")));
        assertEquals("tag:place/*", SearchText.print(ImageQuery.ALL.withAllTags(Set.of("place/*"))));
        assertEquals("-tag:\"new york/*\"", SearchText.print(ImageQuery.ALL.withNoTags(Set.of("new york/*"))));
    }

    @Test
    void completionOffersBranchesThatHoldSeveralTags() {
        Facets facets = tagged("place/italy/venice", "place/italy", "24/7", "place/rome", "Plaza");
        assertEquals(List.of("place/*", "place/italy/*"), branches("tag:pla", facets));
        assertEquals(List.of("place/italy/*"), branches("tag:PLACE/I", facets));
        assertEquals(List.of(), branches("tag:24", facets));
        assertEquals(List.of(), branches("tag:", facets));
        assertEquals(List.of("tag:place/*", "tag:place/italy/*"), branches("-pla", facets));
    }

    private static List<String> branches(String text, Facets facets) {
        return SearchText.complete(text, text.length(), facets).stream()
                .map(SearchCompletion::insert)
                .filter(insert -> insert.endsWith("/*"))
                .toList();
    }

    private static Facets tagged(String... tags) {
        return new Facets(
                0,
                0,
                0,
                List.of(),
                Stream.of(tags).map(tag -> new Count<>(tag, 1)).toList(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    @Test
    void completionOffersFieldsTagsAndUsersWithTheirCounts() {
        Facets facets = new Facets(
                9,
                0,
                0,
                List.of(new Count<>("natalie", 2)),
                List.of(new Count<>("Nature walks", 5), new Count<>("signature", 1)),
                List.of(new Count<>(ImageType.JPEG, 9)),
                List.of(new Count<>(2023, 5), new Count<>(2024, 4)),
                List.of(new Count<>(YearMonth.of(2024, 6), 4)),
                Map.of());
        assertEquals(
                List.of(
                        new SearchCompletion(7, 10, "tag:\"Nature walks\"", 5),
                        new SearchCompletion(7, 10, "tag:signature", 1),
                        new SearchCompletion(7, 10, "user:natalie", 2)),
                SearchText.complete("sunset nat", 10, facets));
        assertEquals(
                List.of(new SearchCompletion(5, 8, "\"Nature walks\"", 5), new SearchCompletion(5, 8, "signature", 1)),
                SearchText.complete("-tag:nat", 8, facets));
        assertEquals(
                List.of(
                        new SearchCompletion(0, 2, "tag:", -1),
                        new SearchCompletion(0, 2, "taken:", -1),
                        new SearchCompletion(0, 2, "user:natalie", 2)),
                SearchText.complete("ta", 2, facets));
        assertEquals(
                List.of(new SearchCompletion(6, 6, "2024", 4), new SearchCompletion(6, 6, "2023", 5)),
                SearchText.complete("taken:", 6, facets));
        assertEquals(
                List.of(new SearchCompletion(6, 12, "2024-06", 4)), SearchText.complete("taken:2024-0", 12, facets));
    }

    private static ImageQuery understood(String text) {
        ParsedSearch parsed = SearchText.parse(text, ALL);
        assertEquals(List.of(), parsed.problems());
        return parsed.query();
    }
}
