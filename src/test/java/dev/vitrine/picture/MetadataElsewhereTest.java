package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Blocks and places where only some programs write what others write elsewhere.
final class MetadataElsewhereTest {
    private static final String PACKET_NAME = "http://ns.adobe.com/xap/1.0/\0";
    private static final String COORDINATES =
            "<exif:GPSLatitude>48,51.5N</exif:GPSLatitude><exif:GPSLongitude>2,21.1E</exif:GPSLongitude>";

    private static Inspection inspection(String name, byte[] file) {
        return new PictureReader().inspect(ImageSource.ofBytes(name, file));
    }

    private static String packet(String properties) {
        return "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                + " xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
                + " xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'><rdf:Description>" + properties
                + "</rdf:Description></rdf:RDF>";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean hasLocation(String properties) {
        byte[] file = Samples.withSegment(Samples.jpeg(16, 16), 0xE1, latin(PACKET_NAME + packet(properties)));
        return inspection("a.jpg", file).facts().hasLocation();
    }

    /// IPTC Photo Metadata Standard: a list of structures, in any form that RDF has for them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <rdf:li rdf:parseType='Resource'>COORDINATES</rdf:li> | true
            <rdf:li><rdf:Description>COORDINATES</rdf:Description></rdf:li> | true
            <rdf:li exif:GPSLatitude='48.85N' exif:GPSLongitude='2.35E'/> | true
            <rdf:li><rdf:Description exif:GPSLatitude='48.85N' exif:GPSLongitude='2.35E'/></rdf:li> | true
            <rdf:li rdf:parseType='Resource'><ext:City>Paris</ext:City></rdf:li> | false
            <rdf:li exif:GPSLatitude='0N' exif:GPSLongitude='0E'/> | false
            <rdf:li exif:GPSLatitude='48.85N'/> | false
            """)
    void thePlaceThatAPacketNamesIsALocation(String structure, boolean expected) {
        String list = "<rdf:Bag>" + structure.replace("COORDINATES", COORDINATES) + "</rdf:Bag>";
        assertEquals(expected, hasLocation("<ext:LocationCreated>" + list + "</ext:LocationCreated>"));
        assertEquals(expected, hasLocation("<ext:LocationShown>" + list + "</ext:LocationShown>"));
        assertEquals(false, hasLocation("<ext:Other>" + list + "</ext:Other>"), "whatever that is of");
    }

    @Test
    void aPlaceEndsWithItsProperty() {
        String properties =
                "<ext:LocationShown><rdf:Bag><rdf:li exif:GPSLatitude='48.85N'/></rdf:Bag></ext:LocationShown>"
                        + "<dc:title>GPS</dc:title>";
        byte[] file = Samples.withSegment(Samples.jpeg(16, 16), 0xE1, latin(PACKET_NAME + packet(properties)));
        assertEquals("GPS", inspection("a.jpg", file).caption().title());
    }

    /// With the name that the segment of a JPEG has before it.
    @Test
    void aPacketAmongTheRawProfilesOfAPngIsRead() throws IOException {
        byte[] block = latin(PACKET_NAME + packet("<dc:title>Name</dc:title>"));
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(
                    latin("\nAPP1\n" + block.length + "\n" + HexFormat.of().formatHex(block) + "\n"));
        }
        byte[] chunk =
                Samples.pngChunk("zTXt", Samples.joined(latin("Raw profile type APP1\0\0"), packed.toByteArray()));
        byte[] png = Samples.of(ImageType.PNG);
        byte[] file = Samples.joined(Arrays.copyOf(png, 33), chunk, Arrays.copyOfRange(png, 33, png.length));
        assertEquals("Name", inspection("a.png", file).caption().title());
    }

    @Test
    void aPacketOfWebpIsReadUnderTheNameThatCGivesIt() {
        byte[] packet = latin(packet("<dc:title>Title</dc:title>"));
        byte[] webp = Samples.of(ImageType.WEBP);
        ByteBuffer file = ByteBuffer.allocate(webp.length + 8 + packet.length + (packet.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(webp)
                .put(latin("XMP\0"))
                .putInt(packet.length)
                .put(packet);
        file.putInt(4, file.capacity() - 8);
        assertEquals("Title", inspection("a.webp", file.array()).caption().title());
    }

    @Test
    void whenItWasDigitizedIsReadInIptcToo() {
        byte[] block = Samples.joined(iptc(62, "20090807"), iptc(63, "060504+0000"));
        byte[] resource = Samples.joined(
                latin("Photoshop 3.0\0" + "8BIM\4\4\0\0\0\0\0"), new byte[] {(byte) block.length}, block);
        byte[] file = Samples.withSegment(Samples.jpeg(16, 16), 0xED, resource);
        assertEquals(
                "2009-08-07T06:05:04",
                inspection("a.jpg", file).facts().takenAt().orElseThrow().toString());
    }

    private static byte[] iptc(int number, String text) {
        return Samples.joined(new byte[] {0x1C, 2, (byte) number, 0, (byte) text.length()}, latin(text));
    }
}
