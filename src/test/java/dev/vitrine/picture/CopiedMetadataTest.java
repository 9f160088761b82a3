package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.ExifWriter;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CopiedMetadataTest {
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final LocalDateTime TAKEN = LocalDateTime.of(2024, 3, 1, 1, 2, 3);
    private static final ImageFacts CORRECTED =
            ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, TAKEN).with(Attribute.CAMERA_TAKEN_AT, "2001-02-03T04:05:06");

    /// With a secret wherever a packet has room for one.
    private static final String HIDDEN = """
            <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="SECRET" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLongitude="SECRET">
            <!-- SECRET --><exif:GPSLatitude>SECRET</exif:GPSLatitude>
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" exif:GPSAltitude="SECRET">SECRET
            <exif:Typed><exif:GPSLatitude>SECRET</exif:GPSLatitude></exif:Typed>
            <rdf:Description rdf:about="SECRET" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmlSecret="urn:SECRET"
            xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlSecret:a="SECRET" rdf:nodeID="SECRET"
            xmpRights:Marked="True" xmpRights:WebStatement="https://example.com/terms" xmpRights:Unknown="SECRET">
            <!-- SECRET --><?SECRET SECRET?>SECRET
            <dc:rights><rdf:Alt>SECRET<rdf:li xml:lang="x-default">© Me<!-- SECRET --></rdf:li>SECRET</rdf:Alt></dc:rights>
            <dc:creator><rdf:Seq exif:a="SECRET"><rdf:li exif:GPSLatitude="SECRET">Ann</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq>SECRET</dc:creator>
            <xmpRights:Owner><rdf:Bag><rdf:li>Ann &amp; Co</rdf:li></rdf:Bag></xmpRights:Owner>
            <xmpRights:Certificate><exif:a>SECRET</exif:a></xmpRights:Certificate>
            </rdf:Description></rdf:RDF><!-- SECRET --></x:xmpmeta>""";

    @Test
    void ofTheCopyrightNothingElseIsSaidWhereverItIsHidden() throws IOException {
        ImageSource source = Samples.source("a.jpg", withPacket(HIDDEN));
        for (ImageType type : Rendition.TYPES) {
            byte[] copy = copy(source, type.name() + " copyright", ImageFacts.UNKNOWN);
            String text = new String(copy, StandardCharsets.UTF_8);
            assertFalse(text.contains("SECRET"), text);
            assertFalse(text.contains("GPS"), text);
            MetadataBlocks blocks = blocks(copy);
            var metadata = new Metadata(MetadataBlocks.NONE.withXmp(blocks.xmp().getFirst()));
            assertEquals(List.of("Ann, Bob", "© Me"), List.of(metadata.creator(), metadata.copyright()));
            String packet = new String(blocks.xmp().getFirst(), StandardCharsets.UTF_8);
            for (String said : List.of(">True<", ">https://example.com/terms<", ">Ann &amp; Co<", ">Bob<")) {
                assertTrue(packet.contains(said), packet);
            }
        }
    }

    @Test
    void ofAllOfItNothingIsCopiedThatIsNoPropertyOfThePicture() throws IOException {
        byte[] copy = copy(Samples.source("a.jpg", withPacket(HIDDEN)), "jpeg all", ImageFacts.UNKNOWN);
        String packet = new String(blocks(copy).xmp().getFirst(), StandardCharsets.UTF_8);
        for (String dropped : List.of("<!--", "<?SECRET", "exif:Typed", "x:xmptk=\"SECRET", "GPSAltitude")) {
            assertFalse(packet.contains(dropped), dropped + " in " + packet);
        }
        assertTrue(packet.contains("© Me") && packet.contains("xmpRights:Unknown"), packet);
    }

    @Test
    void whatDoesNotFitIntoASegmentIsCutAndTheFileStaysWhole() throws IOException {
        for (int length : List.of(20_000, 33_000, 70_000)) {
            String packet = packet("<dc:creator><rdf:Seq><rdf:li>" + "&lt;".repeat(length)
                    + "</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang='x-default'>"
                    + "é".repeat(length) + "</rdf:li></rdf:Alt></dc:rights>");
            ImageSource png = Samples.source("a.png", pngWithPacket(packet));
            for (String kept : List.of("copyright", "all")) {
                byte[] copy = copy(png, "jpeg " + kept, ImageFacts.UNKNOWN);
                assertEquals("", outsideOfSegments(copy), kept + " " + length);
                var metadata = new Metadata(blocks(copy));
                assertTrue(metadata.creator().startsWith("<<<<"), kept + " " + length);
                assertTrue(metadata.copyright().startsWith("éééé"), kept + " " + length);
            }
        }
    }

    @Test
    void aCorrectedTimeIsSaidAlsoWhereTheFileHasNoExif() throws IOException {
        for (ImageType type : Rendition.TYPES) {
            byte[] copy = copy(Samples.source("a.jpg", Samples.jpeg(40, 30)), type.name(), CORRECTED);
            assertEquals(Optional.of(TAKEN), new Metadata(blocks(copy)).takenAt());
        }
    }

    @Test
    void noOtherBlockSaysTheTimeThatWasCorrected() throws IOException {
        byte[] jpeg = Samples.withSegment(
                Samples.jpeg(40, 30),
                0xED,
                resource(
                        dataset(5, "Title"),
                        dataset(55, "20010203"),
                        dataset(60, "040506+0000"),
                        dataset(62, "20010203"),
                        dataset(63, "040506+0000"),
                        dataset(116, "© Me")));
        byte[] copy = copy(Samples.source("a.jpg", jpeg), "jpeg", CORRECTED);
        assertFalse(latin(copy).contains("20010203"));
        MetadataBlocks iptc = MetadataBlocks.NONE.withIptc(blocks(copy).iptc().getFirst());
        assertEquals(Optional.empty(), new Metadata(iptc).takenAt());
        assertEquals("Title", new Metadata(iptc).title());
        assertEquals("© Me", new Metadata(iptc).copyright());
        assertEquals(Optional.of(TAKEN), new Metadata(blocks(copy)).takenAt());
        byte[] uncorrected = copy(Samples.source("a.jpg", jpeg), "jpeg", ImageFacts.UNKNOWN);
        assertEquals(Optional.of(LocalDateTime.of(2001, 2, 3, 4, 5, 6)), new Metadata(blocks(uncorrected)).takenAt());
    }

    @Test
    void whatIsMeasuredInThePixelsOfTheOtherFileIsLeftOut() throws IOException {
        String packet = packet("""
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Title</rdf:li></rdf:Alt></dc:title>
                <r:Regions xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/">SECRET</r:Regions>
                <m:RegionInfo xmlns:m="http://ns.microsoft.com/photo/1.2/">SECRET</m:RegionInfo>
                <g:FullPanoWidthPixels xmlns:g="http://ns.google.com/photos/1.0/panorama/">SECRET</g:FullPanoWidthPixels>
                <c:CropTop xmlns:c="http://ns.adobe.com/camera-raw-settings/1.0/">SECRET</c:CropTop>
                <a:Regions xmlns:a="http://ns.acdsee.com/regions/">SECRET</a:Regions>
                <i:ImageRegion xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">SECRET</i:ImageRegion>
                <i:Event xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">Fair</i:Event>""");
        byte[] jpeg = Samples.withSegment(
                withPacket(packet),
                0xED,
                resource(
                        dataset(105, "Headline"),
                        dataset(200, "SECRET"),
                        dataset(201, "SECRET"),
                        dataset(202, "SECRET")));
        byte[] copy = copy(Samples.source("a.jpg", jpeg), "jpeg 20", ImageFacts.UNKNOWN);
        assertFalse(latin(copy).contains("SECRET"), latin(copy));
        assertTrue(latin(copy).contains("Headline"));
        assertTrue(latin(copy).contains("Fair"));
        assertEquals("Title", new Metadata(blocks(copy)).title());
    }

    @Test
    void ofSeveralExifBlocksEachSaysWhatThoseBeforeItDoNot() throws IOException {
        byte[] jpeg = Samples.withExif(
                Samples.withExif(Samples.jpeg(40, 30), Samples.camera()), ExifWriter.rights("Ann", "© Me"));
        for (ImageType type : Rendition.TYPES) {
            byte[] copy = copy(Samples.source("a.jpg", jpeg), type.name(), ImageFacts.UNKNOWN);
            MetadataBlocks blocks = blocks(copy);
            assertEquals(1, blocks.exif().size());
            assertTrue(blocks.exif().getFirst().hasLocation());
            assertEquals("Ann", blocks.exif().getFirst().text(315));
            assertEquals(new Metadata(blocks(jpeg)).takenAt(), new Metadata(blocks).takenAt());
        }
    }

    private static byte[] copy(ImageSource source, String rendition, ImageFacts facts) throws IOException {
        try (InputStream in =
                PictureCopy.of(source, Rendition.parse(rendition), facts).open()) {
            return in.readAllBytes();
        }
    }

    private static MetadataBlocks blocks(byte[] file) {
        return HeaderCheck.read("copy", SourceBytes.of(file)).metadata();
    }

    private static String latin(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    private static String packet(String properties) {
        return "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'>" + properties
                + "</rdf:Description></rdf:RDF></x:xmpmeta>";
    }

    private static byte[] withPacket(String packet) {
        return Samples.withSegment(Samples.jpeg(40, 30), 0xE1, (XMP + packet).getBytes(StandardCharsets.UTF_8));
    }

    /// A PNG has no limit for it.
    private static byte[] pngWithPacket(String packet) {
        byte[] png = Samples.of(ImageType.PNG);
        byte[] text = Samples.joined(
                "XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1),
                packet.getBytes(StandardCharsets.UTF_8));
        int end = png.length - 12;
        return Samples.joined(
                Arrays.copyOf(png, end), Samples.pngChunk("iTXt", text), Arrays.copyOfRange(png, end, png.length));
    }

    private static byte[] dataset(int number, String text) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + value.length)
                .put(new byte[] {0x1C, 2, (byte) number})
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    private static byte[] resource(byte[]... datasets) {
        byte[] iptc = Samples.joined(datasets);
        return ByteBuffer.allocate(14 + 12 + iptc.length + (iptc.length & 1))
                .put("Photoshop 3.0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put("8BIM\4\4\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(iptc.length)
                .put(iptc)
                .array();
    }

    /// What stands where the next segment should begin, up to the picture itself; `""` in a whole file.
    private static String outsideOfSegments(byte[] jpeg) {
        ByteBuffer file = ByteBuffer.wrap(jpeg);
        int at = 2;
        while (at + 4 <= jpeg.length && (file.getShort(at) & 0xFFFF) != 0xFFDA) {
            if (jpeg[at] != (byte) 0xFF) {
                return "no segment at " + at;
            }
            at += 2 + (file.getShort(at + 2) & 0xFFFF);
        }
        return at + 4 <= jpeg.length ? "" : "no picture";
    }
}
