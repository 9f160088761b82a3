package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.Rating;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TogglesRatingTest {
    private static final ImageQuery SEA =
            ImageQuery.ALL.withAllTags(Set.of("sea")).withUntagged(false);

    @Test
    void oneNumberOfStarsMustBeThereAndOfSeveralAny() {
        ImageQuery four = QueryEdits.rating(SEA, 4);
        assertEquals(SEA.withAllTags(Set.of("sea", "rating:4")), four);
        ImageQuery both = QueryEdits.rating(four, 5);
        assertEquals(SEA.withAnyTags(Set.of("rating:4", "rating:5")), both);
        assertEquals(four, QueryEdits.rating(both, 5));
        assertEquals(SEA, QueryEdits.rating(four, 4));
    }

    @Test
    void shiftTakesAllFromTheseStarsUp() {
        assertEquals(
                ImageQuery.ALL.withAnyTags(Set.of("rating:3", "rating:4", "rating:5")),
                QueryEdits.ratingsTo(ImageQuery.ALL, 3));
        assertEquals(
                ImageQuery.ALL.withAnyTags(Set.of("rating:2", "rating:3")),
                QueryEdits.ratingsTo(QueryEdits.rating(ImageQuery.ALL, 3), 2));
    }

    @Test
    void chipsSayStarsInsteadOfTags() {
        assertEquals(List.of("4 stars"), labels(QueryEdits.rating(ImageQuery.ALL, 4)));
        assertEquals(List.of("4 stars or 5 stars"), labels(QueryEdits.ratingsTo(ImageQuery.ALL, 4)));
        assertEquals(List.of("Favorite", "tag: sea"), labels(QueryEdits.includeTag(SEA, Rating.FAVORITE)));
        ImageQuery unrated = ImageQuery.ALL.withNoTags(Set.copyOf(Rating.tags(1, 5)));
        assertEquals(List.of("Not rated"), labels(unrated));
        assertEquals(ImageQuery.ALL, Chips.of(unrated).getFirst().without());
    }

    private static List<String> labels(ImageQuery query) {
        return Chips.of(query).stream().map(Chip::label).toList();
    }
}
