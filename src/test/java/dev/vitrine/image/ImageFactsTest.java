package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFactsTest {
    @Test
    void everyAttributeIsReadFromTheTextThatItIsWrittenAs() {
        ImageFacts facts = ImageFacts.UNKNOWN;
        for (Attribute attribute : Attribute.values()) {
            facts = switch (attribute.kind()) {
                case TEXT -> facts.with(attribute, text(attribute));
                case NUMBER -> facts.with(attribute, 4_000_000_000L + attribute.ordinal());
                case TIME ->
                    facts.with(
                            attribute,
                            LocalDateTime.parse("2024-02-29T23:59:59.000123").plusDays(attribute.ordinal()));
                case DECIMAL ->
                    facts.with(
                            attribute, Decimal.of(0.001 * attribute.ordinal()).orElseThrow());
                case FLAG -> facts.with(attribute, true);
            };
            assertTrue(!facts.text(attribute).isEmpty(), attribute.field());
        }
        assertEquals(facts, ImageFacts.ofTexts(facts::text));
    }

    private static String text(Attribute attribute) {
        return switch (attribute) {
            case LOOK_HASH -> "0123456789abcdef";
            case CONTENT_SHA256 -> "0f".repeat(32);
            case ORIENTATION_FIX -> "6";
            case CAMERA_TAKEN_AT -> "2024-02-29T23:59:59";
            default -> "of " + attribute;
        };
    }

    @Test
    void whatSaysNothingIsTheSameAsWhatIsNotKnown() {
        ImageFacts empty = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "")
                .with(Attribute.WIDTH, 0)
                .with(Attribute.SIZE_BYTES, -5)
                .with(Attribute.ANIMATED, false);
        assertEquals(ImageFacts.UNKNOWN, empty);
        assertEquals(empty, ImageFacts.UNKNOWN.with(Attribute.ANIMATED, true).with(Attribute.ANIMATED, false));
        assertEquals(ImageFacts.UNKNOWN, ImageFacts.ofTexts(attribute -> ""));
    }

    @Test
    void aNumberBeyondAllIsNotAnotherOne() {
        for (String number :
                List.of("18446744073709551817", "-18446744073709551415", "1e999999999", "9".repeat(400_000))) {
            assertEquals(ImageFacts.UNKNOWN, ImageFacts.ofTexts(attribute -> attribute == Attribute.ISO ? number : ""));
        }
    }

    /// What is no SHA-256 would make every original look damaged.
    @Test
    void aHashIsReadInAnyLettersAndAnythingElseIsNone() {
        assertEquals("ab".repeat(32), hash("Ab".repeat(32) + "\n"));
        for (String other : List.of(
                "x", "d41d8cd98f00b204e9800998ecf8427e", "g".repeat(64), "ab".repeat(33), "6".repeat(300_000))) {
            assertEquals("", hash(other));
        }
    }

    private static String hash(String stored) {
        return ImageFacts.ofTexts(attribute -> attribute == Attribute.CONTENT_SHA256 ? stored : "")
                .contentSha256();
    }

    @ParameterizedTest
    @CsvSource({
        "image/jpg, JPEG",
        "IMAGE/JPEG, JPEG",
        "image/jpeg; charset=binary, JPEG",
        "image/pjpeg, JPEG",
        "image/x-png, PNG",
        "image/tif, TIFF",
        "image/heif, HEIC",
        "image/x-nikon-nrw, NEF",
        "image/x-dng, DNG",
        "text/html,",
        "image/svg+xml,",
        "image/jpeg/html,",
        "jpg,"
    })
    void aTypeIsKnownByWhatOtherProgramsCallIt(String stored, ImageType type) {
        assertEquals(
                Optional.ofNullable(type),
                ImageFacts.UNKNOWN.with(Attribute.CONTENT_TYPE, stored).type());
    }

    @Test
    void aCameraOfAnotherProgramIsOneLine() {
        ImageFacts facts = ImageFacts.ofTexts(
                attribute -> attribute == Attribute.CAMERA ? "Line\nTwo\t\u001b[31m" + "C".repeat(380_000) : "");
        String camera = facts.text(Attribute.CAMERA);
        assertTrue(camera.startsWith("Line Two [31mC") && camera.length() <= 200, camera);
    }

    @Test
    void oddTextsOfOtherProgramsAreReadAsFarAsPossible() {
        Map<Attribute, String> odd = Map.of(
                Attribute.SIZE_BYTES,
                "77.9",
                Attribute.WIDTH,
                "wide",
                Attribute.HEIGHT,
                "-3",
                Attribute.TAKEN_AT,
                "yesterday",
                Attribute.HAS_LOCATION,
                "TRUE",
                Attribute.ANIMATED,
                "1");
        assertEquals(
                ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, 77).with(Attribute.HAS_LOCATION, true),
                ImageFacts.ofTexts(attribute -> odd.getOrDefault(attribute, "")));
    }

    @Test
    void aValueOfAnotherKindIsRefused() {
        assertThrows(ClassCastException.class, () -> ImageFacts.UNKNOWN.with(Attribute.WIDTH, "4000"));
        assertThrows(ClassCastException.class, () -> ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, true));
    }
}
