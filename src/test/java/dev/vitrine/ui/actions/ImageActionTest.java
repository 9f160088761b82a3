package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.vitrine.ui.support.RatingText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageActionTest {
    @Test
    void ratingsAreCalledByTheirStars() {
        for (int stars = 1; stars <= 5; stars++) {
            assertEquals(RatingText.stars(stars), ImageAction.rating(stars).text(3));
        }
        assertNotEquals(RatingText.stars(0), ImageAction.RATE_0.text(3));
    }

    @Test
    void asManyAreComparedAsCanBeLookedAtTogether() {
        assertEquals(
                List.of(false, false, true, true, true, false),
                IntStream.rangeClosed(0, 5)
                        .mapToObj(count -> ImageAction.COMPARE.isFor(targets(count)))
                        .toList());
    }

    private static ImageTargets targets(int count) {
        return new ImageTargets(
                IntStream.range(0, count).mapToObj(String::valueOf).toList(), Optional.empty(), false);
    }
}
