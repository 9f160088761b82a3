package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.Picture;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of the JPEGs in a raw file is shown, and which way up.
final class RawPreviewTest {
    private static final int[] QUARTERS = {0xC82828, 0x28AA3C, 0x3246C8, 0xDCC83C};

    @ParameterizedTest
    @CsvSource({"raw-panasonic-large-127.rw2, 400, 300", "raw-nef-already-upright.nef, 120, 160"})
    void theLargestIsShownUpright(String name, int width, int height) {
        ImageSource source = Samples.source(name, Samples.resource("raw/" + name));
        ImageFacts facts = new PictureReader().inspect(source).facts();
        assertEquals(List.of(width, height), List.of(facts.width(), facts.height()));
        Picture picture = new PictureReader().read(source, 512);
        assertEquals(List.of(width, height), List.of(picture.width(), picture.height()));
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            assertTrue(Samples.difference(QUARTERS[i] | 0xFF << 24, colors[i]) <= 8, Integer.toHexString(colors[i]));
        }
    }
}
