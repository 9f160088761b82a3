package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Date and place are found wherever a format keeps them. The files are what exiftool and other programs write.
final class FileMetadataTest {
    private static final String NAMESPACES = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
            + " xmlns:exif='http://ns.adobe.com/exif/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
            + " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'";

    private static ImageFacts facts(ImageSource source) {
        return new PictureReader().inspect(source).facts();
    }

    private static ImageSource file(String name) {
        return Samples.source(name, Samples.resource("metadata/" + name));
    }

    private static String taken(ImageSource source) {
        return facts(source).takenAt().map(Object::toString).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "xmp.heic, 2017-08-09T10:11:12",
        "xmp.avif, 2017-08-09T10:11:12",
        "xmp.webp, 2017-08-09T10:11:12",
        "xmp.psd, 2017-08-09T10:11:12",
        "xmp.tif, 2017-08-09T10:11:12",
        "exif.psd, 2010-11-12T13:14:15",
        "date-xmp-only.jpg, 2011-07-19T11:36:38",
        "date-xmp.png, 2023-08-30T16:18",
        "date-creation-time.png, 2016-10-27T09:31",
        "date-two-exif-segments.jpg, 2019-01-02T03:04:05",
        "iptc.jpg, 1999-12-31T23:59:58",
        "windows.jpg, 2003-04-05T06:07:08",
        "sjis.jpg, 2012-03-04T05:06:07"
    })
    void theDateIsFound(String name, String time) {
        assertEquals(time, taken(file(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xmp.heic",
                "xmp.avif",
                "xmp.webp",
                "xmp.psd",
                "xmp.tif",
                "exif.psd",
                "gps-xmp-compressed.png",
                "gps-xmp.gif",
                "gps-xmp-utf16.jpg",
                "gps-second-exif.jpg"
            })
    void theLocationIsFound(String name) {
        assertTrue(facts(file(name)).hasLocation());
    }

    @Test
    void whatPeopleWroteIsFound() {
        Caption german = new Caption("Größe", "Beschreibung", List.of("one", "two", "rating:4"));
        for (String name : List.of("xmp.heic", "xmp.avif", "xmp.webp", "xmp.psd", "xmp.tif")) {
            assertEquals(german, caption(file(name)), name);
        }
        assertEquals(
                new Caption("Amonova Lúka", "", List.of("Sonnenuntergang", "Zürich", "rating:4")),
                caption(file("keywords-iptc-xmp.jpg")).withDescription(""));
        assertEquals(new Caption("Name", "Text für alle", List.of("eins", "zwei")), caption(file("iptc.jpg")));
        assertEquals(new Caption("Straße", "Wort", List.of("eins", "zwei", "rating:3")), caption(file("windows.jpg")));
        assertEquals(Caption.EMPTY, caption(file("sjis.jpg")), "what the camera writes into every picture");
    }

    private static Caption caption(ImageSource source) {
        return new PictureReader().inspect(source).caption();
    }

    @Test
    void textsAreTakenFromTheirPlaceInAPacket() {
        String description = "<rdf:Description " + NAMESPACES + " xmp:Rating='5'>"
                + "<dc:title><rdf:Alt><rdf:li xml:lang='de'>Titel</rdf:li>"
                + "<rdf:li xml:lang='x-default'>Title &amp; more</rdf:li></rdf:Alt></dc:title>"
                + "<dc:subject><rdf:Bag><rdf:li>a</rdf:li><rdf:li rdf:parseType='Resource'>"
                + "<rdf:value>b</rdf:value><dc:title>no</dc:title></rdf:li></rdf:Bag></dc:subject></rdf:Description>";
        assertEquals(new Caption("Title & more", "", List.of("a", "b", "rating:5")), caption(xmp(description)));
    }

    @ParameterizedTest
    @CsvSource({
        "xmp:Rating='3', rating:3",
        "xmp:Rating='3.0', rating:3",
        "xmp:Rating='-1', ''",
        "xmp:Rating='0', ''",
        "xmp:Rating='many', ''",
        "ms:Rating='1', rating:1",
        "ms:Rating='25', rating:2",
        "ms:Rating='50', rating:3",
        "ms:Rating='75', rating:4",
        "ms:Rating='99', rating:5"
    })
    void starsAreReadInEitherScale(String attribute, String tag) {
        String description = "<rdf:Description xmlns:ms='http://ns.microsoft.com/photo/1.0/' " + attribute + "/>";
        assertEquals(
                tag.isEmpty() ? List.of() : List.of(tag),
                caption(xmp(description)).tags());
    }

    @Test
    void theOrientationIsFoundInDigitsToo() {
        ImageFacts facts = facts(file("png-rawprofile-exif-6.png"));
        assertEquals(List.of(120, 160), List.of(facts.width(), facts.height()));
    }

    @Test
    void namesAreReadInTheEncodingThatTheyHave() {
        assertEquals(
                "Jürgen Müller", CameraFacts.read(file("artist-latin1.jpg")).artist());
        assertEquals("© Jürgen", CameraFacts.read(file("artist-latin1.jpg")).copyright());
        assertEquals("山田太郎", CameraFacts.read(file("sjis.jpg")).artist());
        assertEquals("Änne", CameraFacts.read(file("windows.jpg")).artist());
        assertEquals("Jürgen", CameraFacts.read(file("xmp.psd")).artist());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe", "it’s Müller’s ©®", "Ångström und Æther", "“zitiert” – façade", "ÄÖÜß"})
    void westernTextIsNotTakenForJapanese(String artist) {
        byte[] raw = artist.getBytes(Charset.forName("windows-1252"));
        assertEquals(artist, CameraFacts.read(withArtist(raw)).artist());
    }

    @ParameterizedTest
    @ValueSource(strings = {"東京タワーにて", "Nikon で 撮影 した", "ひらがな"})
    void japaneseTextIsRead(String artist) {
        assertEquals(
                artist,
                CameraFacts.read(withArtist(artist.getBytes(Charset.forName("windows-31j"))))
                        .artist());
    }

    /// One entry that points behind the directory.
    private static ImageSource withArtist(byte[] text) {
        byte[] block = Samples.joined(
                new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 59, 0, 2, 0, 0, 0, (byte) (text.length + 1)},
                new byte[] {0, 0, 0, 26, 0, 0, 0, 0},
                text,
                new byte[5]);
        return Samples.source("a.jpg", Samples.withExif(Samples.jpeg(16, 16), block));
    }

    @Test
    void theCamerasMomentComesBeforeThatOfPrograms() {
        byte[] both = withXmp(
                Samples.withExif(Samples.jpeg(16, 16), Samples.camera()),
                "<rdf:Description " + NAMESPACES + " exif:DateTimeOriginal='2001-02-03T04:05:06'/>");
        assertEquals("2024-02-29T23:59:58", taken(Samples.source("a.jpg", both)));
    }

    @ParameterizedTest
    @CsvSource({
        "<photoshop:DateCreated>2011-07-19T11:36:38+02:00</photoshop:DateCreated>, 2011-07-19T11:36:38",
        "<photoshop:DateCreated>2011-07-19</photoshop:DateCreated>, 2011-07-19T00:00",
        "<xmp:CreateDate>2011-07-19T11:36Z</xmp:CreateDate>, 2011-07-19T11:36",
        "<exif:DateTimeOriginal>0000-00-00T00:00:00</exif:DateTimeOriginal>, ''",
        "<exif:DateTimeOriginal>yesterday</exif:DateTimeOriginal>, ''",
        "<xmp:ModifyDate>2011-07-19T11:36Z</xmp:ModifyDate>, ''"
    })
    void datesAreReadAsProgramsWriteThem(String property, String time) {
        assertEquals(time, taken(xmp("<rdf:Description " + NAMESPACES + ">" + property + "</rdf:Description>")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<exif:GPSLatitude>0,0N</exif:GPSLatitude><exif:GPSLongitude>0,0E</exif:GPSLongitude>",
                "<exif:GPSLatitude>48,51.5N</exif:GPSLatitude>",
                "<exif:GPSLatitude></exif:GPSLatitude><exif:GPSLongitude></exif:GPSLongitude>",
                "<dc:title>GPSLatitude GPSLongitude</dc:title>"
            })
    void aLocationIsWhatSaysSomething(String properties) {
        assertFalse(facts(xmp("<rdf:Description " + NAMESPACES + ">" + properties + "</rdf:Description>"))
                .hasLocation());
    }

    @Test
    void aPacketWithADocumentTypeSaysNothing() {
        String packet = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><rdf:RDF " + NAMESPACES
                + "><rdf:Description exif:DateTimeOriginal='2011-07-19T11:36:38'/></rdf:RDF>";
        assertEquals("", taken(Samples.source("a.jpg", withPacket(Samples.jpeg(16, 16), packet))));
    }

    @Test
    void aPacketThatBreaksOffSaysWhatStoodBefore() {
        String packet = "<rdf:RDF " + NAMESPACES
                + "><rdf:Description exif:DateTimeOriginal='2011-07-19T11:36:38'><dc:title><rdf:Alt><rdf:li>x";
        assertEquals("2011-07-19T11:36:38", taken(Samples.source("a.jpg", withPacket(Samples.jpeg(16, 16), packet))));
    }

    /// Deeper than any stack, and with more attributes than any table is made for.
    @Test
    void hostilePacketsCostLittle() {
        String deep = "<rdf:RDF " + NAMESPACES + ">" + "<rdf:Description>".repeat(3000);
        assertEquals("", taken(Samples.source("a.jpg", withPacket(Samples.jpeg(16, 16), deep))));
        var wide = new StringBuilder("<rdf:RDF " + NAMESPACES + "><rdf:Description ");
        for (int i = 0; i < 5000; i++) {
            wide.append("a").append(i).append("='' ");
        }
        assertEquals("", taken(Samples.source("a.jpg", withPacket(Samples.jpeg(16, 16), wide + "/></rdf:RDF>"))));
    }

    @Test
    void aPacketInSeveralSegmentsIsPutTogether() {
        String packet = "<rdf:RDF " + NAMESPACES + "><rdf:Description exif:DateTimeOriginal='2011-07-19T11:36:38'/>"
                + "</rdf:RDF>";
        byte[] whole = packet.getBytes(StandardCharsets.UTF_8);
        byte[] second = extension(whole, 100, whole.length);
        byte[] first = extension(whole, 0, 100);
        byte[] jpeg = Samples.withSegment(Samples.withSegment(Samples.jpeg(16, 16), 0xE1, first), 0xE1, second);
        assertEquals("2011-07-19T11:36:38", taken(Samples.source("a.jpg", jpeg)));
    }

    private static byte[] extension(byte[] whole, int from, int to) {
        String name = "http://ns.adobe.com/xmp/extension/\0" + "0".repeat(32);
        return Samples.joined(
                name.getBytes(StandardCharsets.US_ASCII),
                new byte[] {0, 0, 0, (byte) whole.length, 0, 0, 0, (byte) from},
                Arrays.copyOfRange(whole, from, to));
    }

    private static ImageSource xmp(String description) {
        return Samples.source("a.jpg", withXmp(Samples.jpeg(16, 16), description));
    }

    private static byte[] withXmp(byte[] jpeg, String description) {
        return withPacket(jpeg, "<rdf:RDF " + NAMESPACES + ">" + description + "</rdf:RDF>");
    }

    private static byte[] withPacket(byte[] jpeg, String packet) {
        return Samples.withSegment(
                jpeg, 0xE1, ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.UTF_8));
    }
}
