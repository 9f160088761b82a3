package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.Place;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Parts of pictures that are looked at closely.
final class LargePictureTest {
    private final PictureReader reader = new PictureReader();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPartLiesAsItDoesInTheUprightWhole(int orientation) {
        ImageSource source = Samples.source(
                "turned.jpg", Samples.withExif(Samples.jpeg(300, 200), Samples.orientation(orientation)));
        Picture whole = reader.read(source, 1000);
        LargePicture large = reader.large(source).orElseThrow();
        assertEquals(List.of(whole.width(), whole.height()), List.of(large.width(), large.height()));
        Picture part = large.part(new Place(20, 40, 100, 90), 1);
        assertEquals(List.of(100, 90), List.of(part.width(), part.height()));
        int[] cut = new int[100 * 90];
        for (int y = 0; y < 90; y++) {
            System.arraycopy(whole.argb(), (40 + y) * whole.width() + 20, cut, y * 100, 100);
        }
        assertArrayEquals(cut, part.argb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8})
    void rowAfterRowItIsTheUprightWhole(int orientation) {
        ImageSource source = Samples.source(
                "turned.jpg", Samples.withExif(Samples.jpeg(300, 200), Samples.orientation(orientation)));
        Picture whole = reader.read(source, 1000);
        var rows = new LargeRows(
                reader.large(source).orElseThrow(), new Deadline(Duration.ofSeconds(30)), 33 * whole.width());
        int[] read = new int[whole.argb().length];
        int[] row = new int[whole.width()];
        for (int y = 0; y < whole.height(); y++) {
            rows.row(y, row);
            System.arraycopy(row, 0, read, y * row.length, row.length);
        }
        assertArrayEquals(whole.argb(), read);
    }

    @Test
    void aPartOfAHundredMegapixelsNeedsNoneOfTheOthers() {
        LargePicture large = reader.large(Samples.source("large.jpg", Samples.gray(16_320, 12_240)))
                .orElseThrow();
        Picture part = large.part(new Place(16_000, 12_000, 320, 240), 1);
        assertEquals(0xFF808080, part.argb()[320 * 240 - 1]);
        assertEquals(2040, large.part(new Place(0, 0, 16_320, 12_240), 8).width());
    }

    @Test
    void whatHasAJpegInsideHasPartsToo() {
        byte[] raw = RawSamples.of(ImageType.CR3);
        LargePicture large = reader.large(Samples.source("a.cr3", raw)).orElseThrow();
        Picture part = large.part(new Place(0, 0, 10, 10), 1);
        assertTrue(Samples.difference(0xFF000000 | Samples.QUARTERS[0], part.argb()[55]) <= 12);
    }

    @Test
    void whatCanOnlyBeReadFromItsBeginningHasNone() {
        byte[] png = Samples.encoded(Samples.quarters(40, 30, BufferedImage.TYPE_INT_RGB), "png");
        assertEquals(Optional.empty(), reader.large(Samples.source("a.png", png)));
        assertEquals(
                Optional.empty(), reader.large(Samples.source("a.jpg", Samples.resource("kinds/jpeg-arithmetic.jpg"))));
    }
}
