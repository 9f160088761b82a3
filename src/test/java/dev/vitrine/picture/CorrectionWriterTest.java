package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.ExifWriter;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    }

    @Test
    void whatTheExifLacksIsAddedAtItsEndAndNothingElseMoves() throws IOException {
        byte[] artist = ExifWriter.rights("Anna", "");
        for (byte[] block : List.of(artist, Samples.camera(), Samples.orientation(6), swapped(artist))) {
            byte[] jpeg = Samples.withExif(JPEG, block);
            CameraFacts before = CameraFacts.read(Samples.source("a.jpg", jpeg));
            byte[] copy = bytes(written(jpeg, facts(Optional.of(TAKEN), Orientation.TURN_LEFT))
                    .orElseThrow());
            CameraFacts after = CameraFacts.read(Samples.source("a.jpg", copy));
            assertEquals(Optional.of(TAKEN), after.takenAt());
            assertEquals(
                    List.of(before.settings(), before.artist(), before.hasLocation()),
                    List.of(after.settings(), after.artist(), after.hasLocation()));
            assertEquals(
                    Exif.of(block).orientation().then(Orientation.TURN_LEFT),
                    header(copy).orientation());
            assertArrayEquals(scan(jpeg), scan(copy));
        }
    }

    @Test
    void aBlockThatFillsItsSegmentIsRefusedWhereItWouldHaveToGrow() {
        byte[] full = Arrays.copyOf(Samples.camera(), 0xFFFF - 2 - 6 - 20);
        byte[] jpeg = Samples.withExif(JPEG, full);
        assertEquals(Optional.empty(), written(jpeg, facts(Optional.empty(), Orientation.TURN_LEFT)));
        assertTrue(written(jpeg, facts(Optional.of(TAKEN), Orientation.UPRIGHT)).isPresent(), "in its place");
    }

    @Test
    void nothingThatTheOldMomentWasSaidWithStandsBesideTheNewOne() throws IOException {
        byte[] copy = bytes(written(telephone(XMP), facts(Optional.of(TAKEN), Orientation.TURN_LEFT))
                .orElseThrow());
        Exif exif = header(copy).metadata().exif().getFirst();
        assertEquals(
                List.of("2025:01:02 03:04:05", "2025:01:02 03:04:05", "", "", ""),
                Stream.of(36867, 36868, 36881, 37521, 37522)
                        .map(exif::cameraText)
                        .toList());
        String all = new String(copy, StandardCharsets.ISO_8859_1);
        for (String old : List.of("2024", "tiff:Orientation", "OffsetTime")) {
            assertFalse(all.contains(old), old);
        }
        for (String kept : List.of("Ort", "Anna")) {
            assertTrue(all.contains(kept), kept);
        }
        byte[] turned = bytes(written(telephone(XMP), facts(Optional.empty(), Orientation.TURN_LEFT))
                .orElseThrow());
        String others = new String(turned, StandardCharsets.ISO_8859_1);
        assertTrue(others.contains("20240229") && others.contains("CreateDate"), "only turned");
        assertFalse(others.contains("tiff:Orientation"));
    }

    @Test
    void aScanKeepsTheMomentWhenItBecameAFile() throws IOException {
        byte[] jpeg = telephone("");
        int digitized = new String(jpeg, StandardCharsets.ISO_8859_1).lastIndexOf("2024:02:29");
        jpeg[digitized + 9] = '8';
        byte[] copy = bytes(
                written(jpeg, facts(Optional.of(TAKEN), Orientation.UPRIGHT)).orElseThrow());
        Exif exif = header(copy).metadata().exif().getFirst();
        assertEquals(
                List.of("2025:01:02 03:04:05", "", "2024:02:28 23:59:58", "45"),
                Stream.of(36867, 37521, 36868, 37522).map(exif::cameraText).toList());
    }

    @Test
    void whatWouldStillSayAnotherMomentIsRefused() {
        byte[] twice = Samples.withSegment(telephone(XMP), 0xE1, XMP.getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), written(twice, facts(Optional.of(TAKEN), Orientation.UPRIGHT)));
    }

    private static final String XMP = """
            http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
            xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
            xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" tiff:Orientation="1"
            photoshop:DateCreated="2024-02-29T23:59:58" exif:OffsetTimeOriginal="+02:00" photoshop:City="Ort">
            <exif:DateTimeOriginal>2024-02-29T23:59:58.45</exif:DateTimeOriginal>
            <xmp:CreateDate>2024-02-29T23:59:58</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>""";

    /// With a zone and a fraction of a second, IPTC, and maybe an XMP packet.
    private static byte[] telephone(String packet) {
        ByteBuffer block =
                ByteBuffer.allocate(300).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 1);
        entry(block, 34665, 4, 1, 64);
        block.position(64).putShort((short) 5);
        entry(block, 36867, 2, 20, 150);
        entry(block, 36868, 2, 20, 170);
        entry(block, 36881, 2, 7, 190);
        entry(block, 37521, 2, 3, 0x34350000);
        entry(block, 37522, 2, 3, 0x34350000);
        for (int at : List.of(150, 170)) {
            block.put(at, "2024:02:29 23:59:58\0".getBytes(StandardCharsets.US_ASCII));
        }
        block.put(190, "+02:00\0".getBytes(StandardCharsets.US_ASCII));
        byte[] iptc = ByteBuffer.allocate(22)
                .put(new byte[] {0x1C, 2, 55, 0, 8})
                .put("20240229".getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {0x1C, 2, 80, 0, 4})
                .put("Anna".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] resource = ByteBuffer.allocate(14 + 12 + iptc.length + (iptc.length & 1))
                .put("Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put("8BIM\4\4\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(iptc.length)
                .put(iptc)
                .array();
        byte[] jpeg = Samples.withExif(Samples.withSegment(JPEG, 0xED, resource), block.array());
        return packet.isEmpty() ? jpeg : Samples.withSegment(jpeg, 0xE1, packet.getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /// The same in the other order of bytes.
    private static byte[] swapped(byte[] artist) {
        ByteBuffer from = ByteBuffer.wrap(artist);
        ByteBuffer to = ByteBuffer.allocate(artist.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'I', 'I', 42, 0})
                .putInt(from.getInt(4))
                .putShort(from.getShort(8));
        to.putShort(from.getShort(10))
                .putShort(from.getShort(12))
                .putInt(from.getInt(14))
                .putInt(from.getInt(18));
        return to.put(artist, to.position(), artist.length - to.position()).array();
    }

    private static Header header(byte[] jpeg) {
        return HeaderCheck.read("a.jpg", SourceBytes.of(jpeg));
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
