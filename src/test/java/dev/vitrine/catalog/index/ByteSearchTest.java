package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteSearchTest {
    @Test
    void everyPlaceIsTheOneThatLookingOneByOneFinds() {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String text = letters(random, random.nextInt(60));
            String requested = letters(random, 2 + random.nextInt(5));
            int from = random.nextInt(text.length() + 1);
            assertEquals(
                    text.indexOf(requested, from),
                    new ByteSearch(bytes(text), bytes(requested)).next(from),
                    requested + " in " + text + " from " + from);
        }
    }

    /// Of three letters whose bits differ little.
    private static String letters(Random random, int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append("ab`\u00e9".charAt(random.nextInt(4)));
        }
        return letters.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
