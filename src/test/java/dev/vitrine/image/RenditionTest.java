package dev.vitrine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.image.Rendition.KeptMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenditionTest {
    @Test
    void itIsSaidInWordsOfAnyOrder() {
        var expected = new Rendition(ImageType.WEBP, 1024, KeptMetadata.COPYRIGHT);
        for (String text : List.of("webp 1024 copyright", " COPYRIGHT, WebP  1024 ", "1024,webp,copyright")) {
            assertEquals(expected, Rendition.parse(text));
        }
        assertEquals(expected, Rendition.parse(expected.toString()));
        assertEquals("jpeg original all", Rendition.parse("jpg").toString());
        assertEquals("jpeg 2048 all", Rendition.parse("2048").toString());
    }

    @Test
    void whatCannotBeIsRefusedWithWhatWouldBeRight() {
        for (String text :
                List.of("", "tiff", "jpeg jpeg", "jpeg 0", "jpeg 30001", "jpeg 2048 1024", "all none", "-1")) {
            assertThrows(ImageException.Invalid.class, () -> Rendition.parse(text), text);
        }
    }

    @Test
    void theLongSideIsExactAndNothingIsEnlarged() {
        Rendition small = Rendition.parse("jpeg 2048");
        assertEquals(List.of(2048, 1365), List.of(small.reduced(6000, 6000), small.reduced(4000, 6000)));
        assertEquals(List.of(1, 2048), List.of(small.reduced(2, 20_000), small.reduced(20_000, 20_000)));
        assertEquals(1000, small.reduced(1000, 2000));
        assertEquals(6000, Rendition.parse("jpeg original").reduced(6000, 6000));
    }
}
