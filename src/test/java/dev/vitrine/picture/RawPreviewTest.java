package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.pixels.Picture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which of the JPEGs in a raw file is shown, and which way up.
final class RawPreviewTest {
    private static final int SENSOR = 32803;
    private static final byte[] GRAY = Samples.gray(20, 15);
    private static final int[] COLORS = {0xFFC82828, 0xFF28AA3C, 0xFF3246C8, 0xFFDCC83C};

    @ParameterizedTest
    @CsvSource({"raw-panasonic-large-127.rw2, 400, 300", "raw-nef-already-upright.nef, 120, 160"})
    void theLargestIsShownUpright(String name, int width, int height) {
        ImageSource source = Samples.source(name, Samples.resource("raw/" + name));
        ImageFacts facts = new PictureReader().inspect(source).facts();
        assertEquals(List.of(width, height), List.of(facts.width(), facts.height()));
        assertShowsQuarters(source, width, height);
    }

    @ParameterizedTest
    @CsvSource({"NEF, NIKON", "ORF, OLYMPUS", "PEF, PENTAX", "ARW, SONY", "SRW, SAMSUNG", "TIFF, SEIKO EPSON"})
    void aThumbnailThatIsNamedHidesNoLargerPreviewOfTheMakersOwnBlock(ImageType type, String make) {
        String start = type == ImageType.ORF ? "IIRO" : "II*\0";
        byte[] file = RawSamples.directories(
                start,
                new int[][][] {
                    {{262, 3, 1, SENSOR}, {271, 2, make.length() + 1, RawSamples.partAt(0)}},
                    {{513, 4, 1, RawSamples.partAt(1)}, {514, 4, 1, GRAY.length}}
                },
                (make + "\0").getBytes(StandardCharsets.US_ASCII),
                GRAY,
                Samples.jpeg(80, 60, COLORS));
        assertShowsQuarters(Samples.source("x." + type.extension(), file), 80, 60);
    }

    /// Of Epson, Kodak and others: what tells their maker is all that distinguishes them.
    @Test
    void aRawFileOfAMakerThatHasNoTypeHereIsNotDamaged() {
        byte[] file = RawSamples.directories(
                "II*\0",
                new int[][][] {
                    {{271, 2, 12, RawSamples.partAt(0)}, {513, 4, 1, RawSamples.partAt(1)}, {514, 4, 1, GRAY.length}},
                    {{256, 4, 1, 900}, {257, 4, 1, 600}, {262, 3, 1, SENSOR}}
                },
                "SEIKO EPSON\0".getBytes(StandardCharsets.US_ASCII),
                GRAY);
        ImageSource source = Samples.source("x.erf", file);
        ImageFacts facts = new PictureReader().inspect(source).facts();
        assertEquals(
                List.of(900, 600, ImageType.TIFF),
                List.of(facts.width(), facts.height(), facts.type().orElseThrow()));
        assertEquals(20, new PictureReader().read(source, 512).width());
    }

    @ParameterizedTest
    @CsvSource({"4, 6", "8, 6", "9, 6", "16, 6", "65540, 6", "0, 34892"})
    void pagesThatAreMasksOrTheSensorsReadingsAreNoPreview(int subfileType, int photometric) {
        byte[] mask = Samples.gray(400, 300);
        byte[] preview = Samples.jpeg(40, 30, COLORS);
        byte[] file = RawSamples.directories(
                "II*\0",
                new int[][][] {
                    {{513, 4, 1, RawSamples.partAt(0)}, {514, 4, 1, preview.length}, {50706, 1, 4, 1}},
                    {
                        {254, 4, 1, subfileType},
                        {262, 3, 1, photometric},
                        {273, 4, 1, RawSamples.partAt(1)},
                        {279, 4, 1, mask.length}
                    }
                },
                preview,
                mask);
        assertShowsQuarters(Samples.source("x.dng", file), 40, 30);
    }

    @Test
    void whatTheFileDoesNotSayItselfItsPreviewSays() {
        byte[] preview = Samples.withExif(Samples.jpeg(40, 30), Samples.camera());
        byte[] file = RawSamples.directories(
                "IIU\0", new int[][][] {{{0x2E, 7, preview.length, RawSamples.partAt(0)}}}, preview);
        ImageFacts facts =
                new PictureReader().inspect(Samples.source("x.rw2", file)).facts();
        ImageFacts expected =
                new PictureReader().inspect(Samples.source("x.jpg", preview)).facts();
        assertEquals(
                List.of(expected.takenAt(), expected.text(Attribute.CAMERA), expected.hasLocation()),
                List.of(facts.takenAt(), facts.text(Attribute.CAMERA), facts.hasLocation()));
        assertTrue(facts.takenAt().isPresent());
    }

    private static void assertShowsQuarters(ImageSource source, int width, int height) {
        Picture picture = new PictureReader().read(source, 512);
        assertEquals(List.of(width, height), List.of(picture.width(), picture.height()));
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            assertTrue(Samples.difference(COLORS[i], colors[i]) <= 8, Integer.toHexString(colors[i]));
        }
    }
}
