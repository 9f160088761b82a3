package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatingTest {
    @Test
    void starsAreATagOfTheirOwn() {
        Caption sea = Caption.EMPTY.withTags(List.of("sea", "sun"));
        Caption rated = Rating.rated(sea, 4);
        assertEquals(List.of("sea", "sun", "rating:4"), rated.tags());
        assertEquals(4, Rating.of(rated.tags()));
        assertEquals(List.of("sea", "sun", "rating:2"), Rating.rated(rated, 2).tags());
        assertEquals(sea, Rating.rated(rated, 0));
        assertEquals(0, Rating.of(sea.tags()));
    }

    @Test
    void theHighestOfSeveralCountsAndTheNextReplacesThemAll() {
        Caption odd = Caption.EMPTY.withTags(List.of("rating:2", "sea", "rating:5"));
        assertEquals(5, Rating.of(odd.tags()));
        assertEquals(List.of("sea", "rating:3"), Rating.rated(odd, 3).tags());
        assertEquals(List.of("rating:2", "sea"), Rating.rated(odd, 2).tags());
    }

    @Test
    void onlyTheExactTagsAreRatings() {
        for (String tag : List.of(
                "rating:0", "rating:6", "rating:44", "Rating:4", "rating:", "rating", "myrating:4", "Favourite")) {
            assertEquals(0, Rating.stars(tag), tag);
            assertTrue(Rating.isPlain(tag), tag);
        }
        assertFalse(Rating.isPlain("favourite"));
        assertEquals(List.of("sea"), Rating.plain(List.of("rating:1", "sea", "favourite")));
    }

    @Test
    void favoriteIsATagToo() {
        Caption favorite = Rating.favorite(Caption.EMPTY, true);
        assertEquals(List.of("favourite"), favorite.tags());
        assertTrue(Rating.isFavorite(favorite.tags()));
        assertEquals(Caption.EMPTY, Rating.favorite(favorite, false));
    }
}
