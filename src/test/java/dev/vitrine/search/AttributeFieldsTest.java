package dev.vitrine.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.RandomQueries;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A field for each searched attribute, whatever its kind; here for some that the box has no field for.
class AttributeFieldsTest {
    private static final List<Attribute> SEARCHED = List.of(
            Attribute.ORIGINAL_NAME,
            Attribute.WIDTH,
            Attribute.TAKEN_AT,
            Attribute.ANIMATED,
            Attribute.CAMERA,
            Attribute.EXPOSURE_S);
    private static final SearchFields FIELDS = SearchFields.of(SEARCHED);

    @Test
    void textsBeginLikeAWordOrAreQuotedWhole() {
        assertEquals(
                with(
                        Attribute.ORIGINAL_NAME,
                        new AnyOf(Set.of(new ValueText("nikon", false), new ValueText("Canon EOS", true)))),
                understood("originalname:nikon|\"Canon EOS\""));
        assertEquals(understood("originalname:nikon|canon"), understood("ORIGINALNAME:nikon originalname:canon"));
        assertEquals(
                with(Attribute.ANIMATED, new AnyOf(Set.of(new ValueText("true", false)))), understood("animated:true"));
    }

    @Test
    void numbersAreRangesAndTimesAreDays() {
        assertEquals(with(Attribute.WIDTH, new Range(400, 400)), understood("width:400"));
        assertEquals(with(Attribute.WIDTH, new Range(0, 800)), understood("width:..800"));
        assertEquals(with(Attribute.WIDTH, new Range(100, Long.MAX_VALUE)), understood("width:100.."));
        assertEquals(
                with(Attribute.TAKEN_AT, new Days(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))),
                understood("takenat:2024"));
    }

    @Test
    void measuresAreSpansAndMayBeFractions() {
        assertEquals(decimals("0.004", ""), understood("exposure:1/250.."));
        assertEquals(decimals("", "0.01667"), understood("exposure:..1/60"));
        assertEquals(decimals("0.5", "30"), understood("exposure:0,5..30"));
        assertEquals(decimals("2.5", "2.5"), understood("exposure:2.5"));
        assertEquals("exposure:1/250..1/60", SearchText.print(understood("exposure:0.004..1/60")));
        for (String wrong : List.of("..", "1/0", "-1", "1e9", "fast", "1..2..3", "1/250|2", "0")) {
            assertProblem(
                    "“exposure:" + wrong + "” is not understood. There is exposure:1/250.., and single numbers.",
                    "exposure:" + wrong);
        }
        assertProblem("“exposure:1/60..1/250” ends before it begins; it was left out.", "exposure:1/60..1/250");
    }

    @Test
    void measuresMayHaveTheUnitThatTheyAreShownWith() {
        assertEquals(understood("exposure:2"), understood("exposure:2s"));
        assertEquals(understood("exposure:1/250..2"), understood("exposure:1/250s..2s"));
        assertEquals(understood("exposure:1200"), understood("exposure:1200mm"));
        assertEquals(understood("exposure:2.8..4"), understood("exposure:f/2.8..f/4"));
        assertProblem("“width:400..100” ends before it begins; it was left out.", "width:400..100");
    }

    @Test
    void textsCanBeExcludedAndWhatIsNotKnownCanBeAskedFor() {
        assertEquals(
                with(
                        Attribute.CAMERA,
                        new AnyOf(Set.of(
                                new ValueText("canon", false),
                                new ValueText("EOS R5", true, true),
                                new ValueText("g7", false, true)))),
                understood("camera:canon -camera:\"EOS R5\"|g7"));
        assertEquals(with(Attribute.CAMERA, new Unknown(false)), understood("camera:Unknown"));
        assertEquals(with(Attribute.EXPOSURE_S, new Unknown(true)), understood("-exposure:unknown"));
        assertEquals(
                with(Attribute.CAMERA, new AnyOf(Set.of(new ValueText("unknown", true)))),
                understood("camera:\"unknown\""));
        ParsedSearch twice = new SearchParser("camera:unknown camera:canon", ImageQuery.ALL, FIELDS).parse();
        assertEquals(understood("camera:canon"), twice.query());
        assertEquals(1, twice.problems().size());
    }

    private static ImageQuery decimals(String min, String max) {
        return with(Attribute.EXPOSURE_S, new Decimals(Decimal.parse(min), Decimal.parse(max)));
    }

    @Test
    void whatIsNotUnderstoodIsSaidAndLeftOut() {
        assertProblem(
                "“width:wide” is not understood. A number looks like 400, 100..800, 100.. or ..800.", "width:wide");
        assertProblem(
                "“takenat:soon” is not understood. Dates look like 2024, 2024-06, 2024-06-12 or 2024-06..2024-08.",
                "takenat:soon");
        assertProblem("“animated:rue” is not understood. There is animated:true.", "animated:rue");
        assertProblem("“animated:false” is not understood. There is animated:true.", "animated:false");
        assertProblem("“originalname:--” holds no letter or digit to look for; it was left out.", "originalname:--");
        assertProblem(
                "“width:” cannot be excluded; “-width:400” was left out. A tag or a word can: -tag:draft, -blurry.",
                "-width:400");
    }

    @Test
    void anAttributeThatIsNotSearchedIsNoField() {
        assertEquals(Optional.empty(), SearchFields.of(List.of()).find("width"));
        assertEquals(
                Stream.concat(Attribute.searched().stream(), Stream.of(Attribute.LOOK_HASH))
                        .toList(),
                SearchFields.STANDARD.all().stream()
                        .flatMap(field -> field instanceof SearchField.OfAttribute(Attribute attribute)
                                ? Stream.of(attribute)
                                : Stream.empty())
                        .toList());
        assertEquals(
                SearchFields.STANDARD.all().size(),
                SearchFields.STANDARD.all().stream()
                        .map(SearchField::text)
                        .distinct()
                        .count(),
                "no attribute takes the word of another field");
    }

    @Test
    void whatIsPrintedMeansTheSameQuery() {
        var images = new ArrayList<ImageRecord>();
        for (ImageRecord image : new LibraryGenerator(2, 6, 40).images(200)) {
            images.add(image);
            images.add(image.withFacts(image.facts().with(Attribute.ORIGINAL_NAME, "-a:b \"q\\\"|c\" \\ | d 東京")));
        }
        var queries = new RandomQueries(new Random(3), images, SEARCHED);
        for (int i = 0; i < 5_000; i++) {
            ImageQuery query = queries.next().withWords(List.of());
            assertEquals(
                    new ParsedSearch(query, List.of()),
                    new SearchParser(SearchText.print(query), query, FIELDS).parse(),
                    () -> SearchText.print(query));
        }
    }

    @Test
    void completionOffersTheFieldThenItsValuesWithTheirCounts() {
        Facets facets = new Facets(
                9,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(
                        Attribute.ORIGINAL_NAME,
                        List.of(new Count<>("X100V", 5), new Count<>("Nikon D750", 3)),
                        Attribute.WIDTH,
                        List.of(new Count<>("400", 7), new Count<>("4000", 2)),
                        Attribute.ANIMATED,
                        List.of(new Count<>("true", 1)),
                        Attribute.TAKEN_AT,
                        List.of(new Count<>("2024-06-01T00:00:00", 1))));
        assertEquals(List.of(new SearchCompletion(0, 4, "originalname:", -1)), complete("orig", facets));
        assertEquals(
                List.of(
                        new SearchCompletion(13, 13, "\"X100V\"", 5),
                        new SearchCompletion(13, 13, "\"Nikon D750\"", 3)),
                complete("originalname:", facets));
        assertEquals(List.of(new SearchCompletion(13, 15, "\"Nikon D750\"", 3)), complete("originalname:d7", facets));
        assertEquals(List.of(new SearchCompletion(0, 5, "originalname:\"Nikon D750\"", 3)), complete("nikon", facets));
        assertEquals(
                List.of(new SearchCompletion(6, 8, "400", 7), new SearchCompletion(6, 8, "4000", 2)),
                complete("width:40", facets));
        assertEquals(List.of(new SearchCompletion(9, 10, "true", 1)), complete("animated:t", facets));
        assertEquals(List.of(), complete("takenat:20", facets));
        assertEquals(
                List.of(new SearchCompletion(9, 9, "1/250..", -1), new SearchCompletion(9, 9, "unknown", -1)),
                complete("exposure:", facets));
        assertEquals(List.of(new SearchCompletion(7, 7, "unknown", -1)), complete("camera:", facets));
    }

    private static List<SearchCompletion> complete(String text, Facets facets) {
        return new SearchCompleter(text, text.length(), facets, FIELDS).list();
    }

    private static ImageQuery with(Attribute attribute, ValueFilter filter) {
        return ImageQuery.ALL.withValue(attribute, Optional.of(filter));
    }

    private static ImageQuery understood(String text) {
        ParsedSearch parsed = new SearchParser(text, ImageQuery.ALL, FIELDS).parse();
        assertEquals(List.of(), parsed.problems());
        return parsed.query();
    }

    private static void assertProblem(String message, String text) {
        ParsedSearch parsed = new SearchParser(text, ImageQuery.ALL, FIELDS).parse();
        assertEquals(
                List.of(message),
                parsed.problems().stream().map(SearchProblem::message).toList());
        assertEquals(ImageQuery.ALL, parsed.query());
    }
}
