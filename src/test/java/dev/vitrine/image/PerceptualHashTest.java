package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {
    private static final PerceptualHash HASH =
            PerceptualHash.parse("9f3c07e1a85b26d4").orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0000000000000000",
                "9F3C07E1A85B26D4",
                "9f3c07e1a85b26d",
                "9f3c07e1a85b26d44",
                "-f3c07e1a85b26d4",
                "9f3c07e1a85b26d\n",
                "９f3c07e1a85b26d4",
                "9f3c07e1'; DROP--"
            })
    void whateverElseStandsInARowIsNoHash(String text) {
        assertEquals(Optional.empty(), PerceptualHash.parse(text));
        assertEquals(ImageFacts.UNKNOWN, ImageFacts.ofTexts(attribute -> attribute == Attribute.LOOK_HASH ? text : ""));
    }

    @Test
    void aHashIsReadAsItIsWritten() {
        assertEquals("9f3c07e1a85b26d4", HASH.toString());
        assertEquals("000000000000000a", new PerceptualHash(10).toString());
        assertEquals(Optional.of(new PerceptualHash(10)), PerceptualHash.parse("000000000000000a"));
    }

    @Test
    void theDistanceIsTheSameFromBothSidesHoweverOneIsTurned() {
        long[] turned = HASH.turned();
        assertEquals(8, Arrays.stream(turned).distinct().count());
        for (long form : turned) {
            var one = new PerceptualHash(form);
            assertEquals(0, HASH.distance(one));
            assertEquals(3, HASH.distance(new PerceptualHash(form ^ 0x100010001L)));
            assertEquals(3, new PerceptualHash(form ^ 0x100010001L).distance(HASH));
        }
    }
}
