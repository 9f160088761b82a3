package dev.vitrine.service.thumbnail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.pixels.Picture;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterboxTest {
    @Test
    void theSameShapeStaysAsItIs() {
        Picture small = blank(160, 120);
        assertEquals(Optional.of(small), Letterbox.of(small, 4000, 3000));
        assertEquals(Optional.of(small), Letterbox.of(small, 0, 0));
    }

    @Test
    void barsAboveAndBelowGo() {
        assertEquals("160 × 107", sizeOf(Letterbox.of(blank(160, 120), 6000, 4000)));
    }

    @Test
    void barsLeftAndRightGo() {
        assertEquals("80 × 120", sizeOf(Letterbox.of(blank(120, 120), 4000, 6000)));
    }

    @Test
    void theThumbnailOfAnotherPictureIsNone() {
        assertEquals(Optional.empty(), Letterbox.of(blank(160, 120), 1000, 3000));
    }

    private static String sizeOf(Optional<Picture> picture) {
        return picture.map(found -> found.width() + " × " + found.height()).orElse("none");
    }

    private static Picture blank(int width, int height) {
        return new Picture(width, height, new int[width * height]);
    }
}
