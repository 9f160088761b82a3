package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CorrectionWriterTest {
    private static final byte[] JPEG = Samples.jpeg(64, 32);
    private static final LocalDateTime TAKEN = LocalDateTime.parse("2025-01-02T03:04:05");

    private final PictureReader reader = new PictureReader();

    @Test
    void aJpegIsTurnedByItsExifAndItsPixelsStay() throws IOException {
        for (int lies = 1; lies <= 8; lies++) {
            byte[] jpeg = Samples.withExif(JPEG, Samples.orientation(lies));
            for (Orientation further : Orientation.values()) {
                byte[] copy =
                        bytes(written(jpeg, facts(Optional.empty(), further)).orElseThrow());
                assertEquals(jpeg.length, copy.length);
                assertArrayEquals(scan(jpeg), scan(copy));
                Picture expected =
                        reader.read(Samples.source("a.jpg", jpeg), 64).turned(further);
                assertArrayEquals(
                        expected.argb(),
                        reader.read(Samples.source("b.jpg", copy), 64).argb(),
                        lies + " " + further);
            }
        }
    }

    @Test
    void aJpegWithoutExifGetsOne() throws IOException {
        byte[] copy = bytes(
                written(JPEG, facts(Optional.of(TAKEN), Orientation.TURN_LEFT)).orElseThrow());
        ImageFacts read = reader.inspect(Samples.source("a.jpg", copy)).facts();
        assertEquals(Optional.of(TAKEN), read.takenAt());
        assertEquals(32, read.width());
        assertArrayEquals(scan(JPEG), scan(copy));
    }

    @Test
    void theMomentIsWrittenOverTheOldOneAndAllElseStays() throws IOException {
        byte[] jpeg = Samples.withExif(JPEG, Samples.camera());
        byte[] copy = bytes(
                written(jpeg, facts(Optional.of(TAKEN), Orientation.UPRIGHT)).orElseThrow());
        assertEquals(jpeg.length, copy.length);
        CameraFacts before = CameraFacts.read(Samples.source("a.jpg", jpeg));
        CameraFacts after = CameraFacts.read(Samples.source("a.jpg", copy));
        assertEquals(Optional.of(TAKEN), after.takenAt());
        assertEquals(before.settings(), after.settings());
        assertEquals(before.hasLocation(), after.hasLocation());
    }

    @Test
    void whatIsRightOrHasNoPlaceForItIsLeft() {
        ImageSource source = Samples.source("a.jpg", JPEG);
        assertSame(source, CorrectionWriter.written(source, ImageFacts.UNKNOWN).orElseThrow());
        assertEquals(
                Optional.empty(),
                CorrectionWriter.written(
                        Samples.source("a.png", Samples.of(ImageType.PNG)),
                        facts(Optional.empty(), Orientation.TURN_LEFT)));
        assertEquals(
                Optional.empty(),
                written(Samples.withExif(JPEG, Samples.camera()), facts(Optional.empty(), Orientation.TURN_LEFT)),
                "a block without a place for it");
    }

    @Test
    void aCleanedCopyIsTurnedAsTheLibraryShowsIt() {
        byte[] jpeg = Samples.withExif(JPEG, Samples.orientation(6));
        ImageSource cleaned = MetadataRemover.strip(Samples.source("a.jpg", jpeg), Orientation.TURN_LEFT);
        assertEquals(64, reader.inspect(cleaned).facts().width());
    }

    private static Optional<ImageSource> written(byte[] jpeg, ImageFacts facts) {
        return CorrectionWriter.written(Samples.source("a.jpg", jpeg), facts);
    }

    private static ImageFacts facts(Optional<LocalDateTime> taken, Orientation turned) {
        ImageFacts file = ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, LocalDateTime.parse("2024-02-29T23:59:58"));
        return new Correction(taken.or(file::takenAt), turned).appliedTo(file);
    }

    private static byte[] bytes(ImageSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return bytes.readAllBytes();
        }
    }

    /// From the first frame on.
    private static byte[] scan(byte[] jpeg) {
        for (int at = 0; at < jpeg.length - 1; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) 0xC0) {
                return Arrays.copyOfRange(jpeg, at, jpeg.length);
            }
        }
        return jpeg;
    }
}
