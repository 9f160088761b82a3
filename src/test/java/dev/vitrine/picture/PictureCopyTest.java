package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class PictureCopyTest {
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String PACKET =
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                    + "<rdf:Description rdf:about='' xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' tiff:Orientation='6' photoshop:City='Secret City'>"
                    + "<dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>© Library</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>";

    private final PictureReader reader = new PictureReader();

    @Test
    void everyTypeIsMadeOfEveryOtherUprightAndOfTheExactSize() {
        byte[] turned = Samples.withExif(Samples.jpeg(400, 300), Samples.orientation(6));
        List<ImageSource> sources = List.of(
                Samples.source("turned.jpg", turned),
                Samples.source(
                        "a.png", Samples.encoded(Samples.quarters(300, 400, BufferedImage.TYPE_INT_ARGB), "png")));
        for (ImageSource source : sources) {
            for (ImageType type : Rendition.TYPES) {
                ImageSource copy = copy(source, type.name() + " 133 all");
                ImageFacts facts = reader.inspect(copy).facts();
                assertEquals(
                        List.of(type, 100, 133),
                        List.of(facts.type().orElseThrow(), facts.width(), facts.height()),
                        source.name());
                assertEquals(Orientation.UPRIGHT, header(copy).orientation());
                Picture expected = reader.read(source, 133, DecodeRequest.BACKGROUND);
                int[] before = Samples.quarters(expected);
                int[] after = Samples.quarters(reader.read(copy, 133, DecodeRequest.BACKGROUND));
                for (int i = 0; i < before.length; i++) {
                    assertTrue(Samples.difference(before[i], after[i]) < 12, type + " of " + source.name());
                }
            }
        }
    }

    @Test
    void aSmallPictureIsNotEnlargedAndAPngIsExact() {
        byte[] png = Samples.encoded(Samples.quarters(9, 7, BufferedImage.TYPE_INT_ARGB), "png");
        ImageSource source = Samples.source("a.png", png);
        Picture copy = reader.read(copy(source, "png 2048 none"), 64);
        assertArrayEquals(reader.read(source, 64).argb(), copy.argb());
        assertEquals("9 × 7", copy.width() + " × " + copy.height());
    }

    @Test
    void whatIsTransparentLiesOnWhiteInAJpegAndStaysSoElsewhere() {
        var clear = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        ImageSource source = Samples.source("clear.png", Samples.encoded(clear, "png"));
        assertEquals(0xFFFFFFFF, reader.read(copy(source, "jpeg"), 16).argb()[100]);
        assertEquals(0, reader.read(copy(source, "png"), 16).argb()[100]);
        assertEquals(0, reader.read(copy(source, "webp"), 16).argb()[100]);
    }

    @Test
    void colorsComeOutInSrgb() {
        byte[] wide = Samples.profile(new double[][] {{0.5, 0.24, 0}, {0.3, 0.69, 0.04}, {0.16, 0.07, 0.78}}, 2.2);
        ImageSource source = Samples.source("wide.jpg", Samples.withProfile(Samples.jpeg(64, 64), wide));
        ImageSource copy = copy(source, "png original all");
        assertEquals(0, header(copy).profile().length);
        int before = reader.read(source, 64, DecodeRequest.BACKGROUND).argb()[0];
        assertEquals(before, reader.read(copy, 64).argb()[0]);
    }

    @Test
    void allOfTheMetadataStaysThatIsStillTrue() {
        for (ImageType type : Rendition.TYPES) {
            ImageSource copy = copy(taken(), type.name() + " 100 all");
            Exif exif = header(copy).metadata().exif().getFirst();
            assertEquals("2024:02:29 23:59:58", exif.cameraText(36867));
            assertEquals("Ann", exif.text(315));
            assertTrue(exif.hasLocation());
            assertEquals(100.0, exif.cameraNumber(40963).orElseThrow(), "the long side stands upright now");
            assertEquals(Orientation.UPRIGHT, exif.orientation());
            String packet = new String(header(copy).metadata().xmp().getFirst(), StandardCharsets.UTF_8);
            assertTrue(packet.contains("Secret City") && !packet.contains("Orientation"), packet);
            assertEquals(0, exif.thumbnail().length);
        }
        assertEquals(1, header(copy(taken(), "jpeg 100 all")).metadata().iptc().size());
    }

    @Test
    void theCamerasOwnNotesStayWhereTheyCountFrom() {
        ImageSource copy = copy(taken(), "jpeg 100 all");
        MetadataBlocks blocks = header(copy).metadata();
        byte[] block = bytes(copy);
        String text = new String(block, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("Exif\0\0") + 6;
        assertEquals(1800, text.indexOf("NOTES OF THE CAMERA") - start);
        assertEquals(1, blocks.exif().size());
    }

    @Test
    void ofTheCopyrightAloneEveryPlaceForItSaysTheSame() {
        for (ImageType type : Rendition.TYPES) {
            ImageSource copy = copy(taken(), type.name() + " 100 copyright");
            MetadataBlocks blocks = header(copy).metadata();
            var metadata = new Metadata(blocks);
            assertEquals("© Library", metadata.copyright());
            assertEquals("Ann", metadata.creator());
            assertEquals("© Library", blocks.exif().getFirst().text(33432));
            assertFalse(metadata.hasLocation());
            assertFalse(new String(bytes(copy), StandardCharsets.UTF_8).contains("Secret"));
            assertEquals(CameraFacts.NONE.settings(), CameraFacts.read(copy).settings());
            assertEquals(
                    "",
                    reader.inspect(copy).facts().takenAt().map(Object::toString).orElse(""));
        }
        ImageSource nobodys = Samples.source("a.jpg", Samples.withExif(Samples.jpeg(40, 30), Samples.camera()));
        assertEquals(
                MetadataBlocks.NONE,
                header(copy(nobodys, "jpeg original copyright")).metadata());
    }

    @Test
    void withoutMetadataNothingIsSaid() {
        for (ImageType type : Rendition.TYPES) {
            assertEquals(
                    MetadataBlocks.NONE,
                    header(copy(taken(), type.name() + " 100 none")).metadata());
        }
    }

    @Test
    void aDamagedPacketTakesNothingElseAlong() {
        byte[] jpeg = Samples.withSegment(
                Samples.withExif(Samples.jpeg(40, 30), Samples.camera()),
                0xE1,
                (XMP + "<x:xmpmeta><broken").getBytes(StandardCharsets.UTF_8));
        ImageSource copy = copy(Samples.source("a.jpg", jpeg), "jpeg 20 all");
        assertTrue(reader.inspect(copy).facts().hasLocation());
    }

    @Test
    void aCopyIsTurnedAsTheLibraryShowsIt() {
        ImageSource copy = PictureCopy.of(
                taken(), Rendition.parse("jpeg 100 all"), ImageFacts.UNKNOWN.with(Attribute.ORIENTATION_FIX, "6"));
        ImageFacts facts = reader.inspect(copy).facts();
        assertEquals(List.of(100, 75), List.of(facts.width(), facts.height()));
        assertEquals(
                100.0,
                header(copy).metadata().exif().getFirst().cameraNumber(40962).orElseThrow());
    }

    @Test
    void aCopySaysTheTimeThatWasSetRight() {
        ImageFacts corrected = ImageFacts.UNKNOWN
                .with(Attribute.TAKEN_AT, LocalDateTime.of(2024, 3, 1, 1, 2, 3))
                .with(Attribute.CAMERA_TAKEN_AT, "2024-02-29T23:59:58");
        for (ImageType type : Rendition.TYPES) {
            ImageSource copy = PictureCopy.of(taken(), Rendition.parse(type.name()), corrected);
            assertEquals(
                    LocalDateTime.of(2024, 3, 1, 1, 2, 3),
                    reader.inspect(copy).facts().takenAt().orElseThrow());
        }
        ImageFacts unknown = ImageFacts.UNKNOWN.with(Attribute.CAMERA_TAKEN_AT, "2024-02-29T23:59:58");
        ImageSource copy = PictureCopy.of(taken(), Rendition.parse("jpeg"), unknown);
        assertEquals(Optional.empty(), reader.inspect(copy).facts().takenAt());
    }

    @Test
    void ofAnAnimationTheFirstFrameIsTaken() {
        ImageSource gif = Samples.source("a.gif", Samples.of(ImageType.GIF));
        ImageFacts facts = reader.inspect(copy(gif, "jpeg 20")).facts();
        assertEquals(List.of(20, 15), List.of(facts.width(), facts.height()));
    }

    @Test
    void aLargeCopyHasTimeToBeWritten() {
        assertEquals(Duration.ofSeconds(30), PictureCopy.time(400, 300, 1000, 400 * 300));
        assertEquals(Duration.ofSeconds(94), PictureCopy.time(8192, 4096, 1000, 32 << 20));
    }

    /// Of new cameras and telephones.
    @Test
    void whatIsNotDecodedAtOnceIsCopiedAsLargeAsItIs() {
        byte[] gray = Samples.gray(8192, 4400);
        ImageSource source = Samples.source("large.jpg", Samples.withExif(gray, Samples.orientation(6)));
        for (String rendition : List.of("jpeg original", "webp 2048")) {
            ImageSource copy = copy(source, rendition);
            Header made = header(copy);
            int longSide = rendition.contains("original")
                    ? 8192
                    : Integer.parseInt(rendition.split(" ")[1]);
            assertEquals(
                    List.of(Math.round(4400f * longSide / 8192), longSide),
                    List.of(made.width(), made.height()),
                    rendition);
            assertTrue(Samples.difference(0xFF808080, reader.read(copy, 64).argb()[1000]) <= 3);
        }
        assertEquals(
                8192, header(copy(Samples.source("large.jpg", gray), "webp")).width());
    }

    @Test
    void whatComesRowByRowIsCopiedAsLargeAsItIsUnlessItIsTurned() {
        var bits = new BufferedImage(8192, 4400, BufferedImage.TYPE_BYTE_BINARY);
        bits.getRaster().setSample(8191, 4399, 0, 1);
        for (String format : List.of("png", "tiff")) {
            ImageSource source = Samples.source("large." + format, Samples.encoded(bits, format));
            assertEquals(8192, header(copy(source, "jpeg")).width());
        }
        ImageSource psd = Samples.source("large.psd", grayDocument(8192, 4400));
        assertEquals(8192, header(copy(psd, "jpeg")).width());
        ImageFacts turned = new Correction(Optional.empty(), Orientation.TURN_RIGHT).appliedTo(ImageFacts.UNKNOWN);
        var refused =
                assertThrows(ImageException.Invalid.class, () -> PictureCopy.of(psd, Rendition.parse("jpeg"), turned));
        assertTrue(refused.getMessage().contains("pixels at most"), refused.getMessage());
    }

    @Test
    void aPictureOfWhichRowsAreLeftOutIsNotPassedOffAsWhole() throws IOException {
        ImageSource source = Samples.source("deep.tif", deep(4800, 4700));
        assertEquals(2000, header(copy(source, "jpeg 2000")).width());
        var refused = assertThrows(ImageException.Invalid.class, () -> copy(source, "jpeg"));
        assertTrue(refused.getMessage().contains("2400 pixels at most"), refused.getMessage());
    }

    /// Black in 3 × 16 bits, deflated, a hundred rows at a time: all of them are the same bytes.
    private static byte[] deep(int width, int height) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[6 * width * 100]);
        }
        int strips = height / 100;
        int lengths = 180 + 6 + 4 * strips;
        int bytes = lengths + 4 * strips;
        ByteBuffer file = ByteBuffer.allocate(bytes + packed.size())
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 9);
        entry(file, 256, 4, 1, width);
        entry(file, 257, 4, 1, height);
        entry(file, 258, 3, 3, 180);
        entry(file, 259, 3, 1, 8 << 16);
        entry(file, 262, 3, 1, 2 << 16);
        entry(file, 273, 4, strips, 186);
        entry(file, 277, 3, 1, 3 << 16);
        entry(file, 278, 4, 1, 100);
        entry(file, 279, 4, strips, lengths);
        for (int i = 0; i < 3; i++) {
            file.putShort(180 + 2 * i, (short) 16);
        }
        for (int i = 0; i < strips; i++) {
            file.putInt(186 + 4 * i, bytes);
            file.putInt(lengths + 4 * i, packed.size());
        }
        return file.position(bytes).put(packed.toByteArray()).array();
    }

    @Test
    void theLimitsOfAWebpAreNamed() {
        ImageSource wide = Samples.source("wide.jpg", Samples.gray(16_400, 2100));
        var refused = assertThrows(ImageException.Invalid.class, () -> copy(wide, "webp"));
        assertTrue(refused.getMessage().contains("16383 pixels at most"), refused.getMessage());
        ImageSource many = Samples.source("many.jpg", Samples.gray(16_000, 4400));
        refused = assertThrows(ImageException.Invalid.class, () -> copy(many, "webp"));
        assertTrue(refused.getMessage().contains("15621 pixels at most"), refused.getMessage());
    }

    /// A Photoshop document of one channel, black.
    private static byte[] grayDocument(int width, int height) {
        return ByteBuffer.allocate(26 + 3 * 4 + 2 + width * height)
                .put("8BPS\0\1".getBytes(StandardCharsets.US_ASCII))
                .position(12)
                .putShort((short) 1)
                .putInt(height)
                .putInt(width)
                .putShort((short) 8)
                .putShort((short) 1)
                .array();
    }

    @Test
    void halfOfALargePictureIsRefused() {
        byte[] gray = Samples.gray(8192, 4400);
        ImageSource source = Samples.source("half.jpg", Arrays.copyOf(gray, gray.length / 2));
        var refused = assertThrows(ImageException.Invalid.class, () -> copy(source, "jpeg"));
        assertTrue(refused.getMessage().contains("a copy would be, too"), refused.getMessage());
    }

    @Test
    void whatCannotBeDecodedIsRefused() {
        byte[] jpeg = Samples.jpeg(64, 64);
        for (byte[] bytes :
                List.of(new byte[100], Arrays.copyOf(jpeg, 100), "<svg/>".getBytes(StandardCharsets.UTF_8))) {
            ImageSource source = Samples.source("a.jpg", bytes);
            assertThrows(ImageException.Invalid.class, () -> copy(source, "jpeg 20"));
        }
        byte[] half = Arrays.copyOf(jpeg, jpeg.length - 20);
        var refused =
                assertThrows(ImageException.Invalid.class, () -> copy(Samples.source("half.jpg", half), "jpeg 20"));
        assertTrue(refused.getMessage().contains("a copy would be, too"), refused.getMessage());
    }

    private static ImageSource copy(ImageSource source, String rendition) {
        return PictureCopy.of(source, Rendition.parse(rendition), ImageFacts.UNKNOWN);
    }

    private static byte[] bytes(ImageSource source) {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Header header(ImageSource source) {
        return HeaderCheck.read(source.name(), SourceBytes.of(bytes(source)));
    }

    /// By a camera held upright, with its own notes, who took it, whose it is and where.
    private static ImageSource taken() {
        ByteBuffer block = ByteBuffer.allocate(2000).put(Samples.camera());
        block.position(8);
        block.putShort((short) 5);
        entry(block, 274, 3, 1, 6 << 16);
        entry(block, 315, 2, 4, 0x416E6E00); // Ann
        entry(block, 33432, 2, 13, 600);
        entry(block, 34665, 4, 1, 700);
        entry(block, 34853, 4, 1, 140);
        block.putInt(0);
        block.put(600, "in Exif only\0".getBytes(StandardCharsets.ISO_8859_1));
        block.position(700);
        block.putShort((short) 4);
        entry(block, 36867, 2, 20, 246);
        entry(block, 37500, 7, 19, 1800);
        entry(block, 40962, 4, 1, 400);
        entry(block, 40963, 4, 1, 300);
        block.putInt(0);
        block.put(1800, "NOTES OF THE CAMERA".getBytes(StandardCharsets.ISO_8859_1));
        byte[] iptc = {0x1C, 2, 90, 0, 6, 'S', 'e', 'c', 'r', 'e', 't'};
        byte[] resource = ByteBuffer.allocate(14 + 12 + 12)
                .put("Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put("8BIM\4\4\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(iptc.length)
                .put(iptc)
                .array();
        byte[] jpeg = Samples.withSegment(Samples.jpeg(400, 300), 0xED, resource);
        jpeg = Samples.withSegment(jpeg, 0xE1, (XMP + PACKET).getBytes(StandardCharsets.UTF_8));
        return Samples.source("taken.jpg", Samples.withExif(jpeg, block.array()));
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
