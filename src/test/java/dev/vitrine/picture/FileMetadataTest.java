package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
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
                + "<rdf:li xml:lang='X-DEFAULT'>Title &amp; more</rdf:li></rdf:Alt></dc:title>"
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
                "<exif:GPSLatitude>0/1,0/1,0/1</exif:GPSLatitude><exif:GPSLongitude>0/1,0/60,0/1</exif:GPSLongitude>",
                "<exif:GPSLatitude>48,51.5N</exif:GPSLatitude>",
                "<exif:GPSLatitude></exif:GPSLatitude><exif:GPSLongitude></exif:GPSLongitude>",
                "<exif:GPSLatitude>400,0N</exif:GPSLatitude><exif:GPSLongitude>20,0E</exif:GPSLongitude>",
                "<exif:GPSLatitude>10,0N</exif:GPSLatitude><exif:GPSLongitude>4294967295,0E</exif:GPSLongitude>",
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

    /// Which one belongs to it, a packet says; a program that does not know it leaves an old one behind.
    @Test
    void aPacketGoesOnWhereItSaysSo() {
        byte[] named = extension("A".repeat(32), "exif:DateTimeOriginal='2011-07-19T11:36:38'");
        byte[] old = extension("0".repeat(32), "dc:title='old' exif:DateTimeOriginal='1999-07-19T11:36:38'");
        String main = "<rdf:Description xmlns:note='http://ns.adobe.com/xmp/note/' %s/>";
        for (List<byte[]> order : List.of(List.of(named, old), List.of(old, named))) {
            byte[] jpeg = withXmp(
                    Samples.withSegment(
                            Samples.withSegment(Samples.jpeg(16, 16), 0xE1, order.get(0)), 0xE1, order.get(1)),
                    main.formatted("note:HasExtendedXMP='" + "A".repeat(32) + "'"));
            assertEquals("2011-07-19T11:36:38", taken(Samples.source("a.jpg", jpeg)));
            assertEquals("", caption(Samples.source("a.jpg", jpeg)).title());
        }
        byte[] jpeg = withXmp(Samples.withSegment(Samples.jpeg(16, 16), 0xE1, old), main.formatted(""));
        assertEquals("", caption(Samples.source("a.jpg", jpeg)).title());
    }

    private static byte[] extension(String digest, String attributes) {
        byte[] whole = ("<rdf:RDF " + NAMESPACES + "><rdf:Description " + attributes + "/></rdf:RDF>")
                .getBytes(StandardCharsets.UTF_8);
        return extension(digest, whole, 0, whole.length);
    }

    private static byte[] extension(byte[] whole, int from, int to) {
        return extension("0".repeat(32), whole, from, to);
    }

    private static byte[] extension(String digest, byte[] whole, int from, int to) {
        String name = "http://ns.adobe.com/xmp/extension/\0" + digest;
        return Samples.joined(
                name.getBytes(StandardCharsets.US_ASCII),
                ByteBuffer.allocate(8).putInt(whole.length).putInt(from).array(),
                Arrays.copyOfRange(whole, from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aPacketOfWideCharactersIsReadInEitherOrder(String charset) {
        String packet = "<?xpacket begin='\uFEFF'?><rdf:RDF " + NAMESPACES
                + "><rdf:Description photoshop:Headline='Ελλάδα'/></rdf:RDF>";
        byte[] segment = Samples.joined(
                "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII),
                packet.getBytes(Charset.forName(charset)));
        ImageSource file = Samples.source("a.jpg", Samples.withSegment(Samples.jpeg(16, 16), 0xE1, segment));
        assertEquals("Ελλάδα", caption(file).title());
    }

    /// As other programs than Photoshop call theirs, and behind what is none.
    @ParameterizedTest
    @ValueSource(strings = {"8BIM", "MeSa", "PHUT", "AgHg", "DCSR"})
    void resourcesBehindThoseOfOthersAreFound(String signature) {
        byte[] other = resource(signature, 7500, "1234".getBytes(StandardCharsets.US_ASCII));
        byte[] iptc = resource("8BIM", 1028, iptc(5, "Name"));
        byte[] mark = "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] empty = resource("8BIM", 1028, new byte[0]);
        byte[] jpeg = Samples.withSegment(Samples.jpeg(16, 16), 0xED, Samples.joined(mark, other, empty, iptc));
        assertEquals("Name", caption(Samples.source("a.jpg", jpeg)).title());
        byte[] broken = Samples.withSegment(
                Samples.withSegment(Samples.jpeg(16, 16), 0xED, Samples.joined(mark, iptc)),
                0xED,
                Samples.joined(mark, other, new byte[] {1, 2, 3}));
        assertEquals("Name", caption(Samples.source("a.jpg", broken)).title());
    }

    /// IIM 4.2: 00 for what is not known; and a length of a length where a text is long.
    @ParameterizedTest
    @CsvSource({
        "20150000, '', 2015-01-01T00:00",
        "20150600, '', 2015-06-01T00:00",
        "20150607, 101112-0500, 2015-06-07T10:11:12",
        "2015-06-07, 10:11:12+02:00, 2015-06-07T10:11:12",
        "00000000, '', ''"
    })
    void iptcHasDaysThatAreKnownInPart(String day, String time, String expected) {
        byte[] block = Samples.joined(longIptc(5, "Name"), iptc(55, day), iptc(60, time));
        byte[] resources =
                Samples.joined("Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII), resource("8BIM", 1028, block));
        ImageSource file = Samples.source("a.jpg", Samples.withSegment(Samples.jpeg(16, 16), 0xED, resources));
        assertEquals(expected, taken(file));
        assertEquals("Name", caption(file).title());
    }

    private static byte[] resource(String signature, int id, byte[] content) {
        return ByteBuffer.allocate(12 + content.length + (content.length & 1))
                .put(signature.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) id)
                .putShort((short) 0)
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] iptc(int number, String text) {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);
        return Samples.joined(new byte[] {0x1C, 2, (byte) number, 0, (byte) value.length}, value);
    }

    private static byte[] longIptc(int number, String text) {
        byte[] value = text.getBytes(StandardCharsets.US_ASCII);
        byte[] head = {0x1C, 2, (byte) number, (byte) 0x80, 4, 0, 0, 0, (byte) value.length};
        return Samples.joined(head, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Exif\0\0", "Exif\0\u00FF", "exif\0\0", "EXIF\0\0"})
    void anExifBlockIsKnownByItsNameInAnyLetters(String name) {
        byte[] block = Samples.joined(name.getBytes(StandardCharsets.ISO_8859_1), Samples.orientation(6));
        ImageFacts facts = facts(Samples.source("a.jpg", Samples.withSegment(Samples.jpeg(16, 8), 0xE1, block)));
        assertEquals(List.of(8, 16), List.of(facts.width(), facts.height()));
    }

    @Test
    void aTitleInUtf8IsReadWhereThePngStandardHasLatin1() {
        byte[] text = "Title\0Größe".getBytes(StandardCharsets.UTF_8);
        assertEquals("Größe", caption(png("tEXt", text)).title());
        assertEquals(
                "Größe",
                caption(png("tEXt", new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.ISO_8859_1)))
                        .title());
    }

    /// Cut within a letter, it would not be UTF-8 anywhere.
    @Test
    void aLongTextInUtf8IsReadToItsLastWholeLetter() {
        byte[] text = ("Description\0x" + "ü".repeat(40_000)).getBytes(StandardCharsets.UTF_8);
        String description = caption(png("tEXt", text)).description();
        assertEquals("x" + "ü".repeat(description.length() - 1), description);
    }

    @Test
    void anExifBlockThatIsPackedIsReadInPng() {
        byte[] block = Samples.orientation(6);
        var deflater = new Deflater();
        deflater.setInput(block);
        deflater.finish();
        byte[] packed = new byte[200];
        int length = deflater.deflate(packed);
        deflater.end();
        byte[] head = {0, 0, 0, 0, (byte) block.length};
        ImageFacts facts = facts(png("zxIf", Samples.joined(head, Arrays.copyOf(packed, length))));
        assertEquals(List.of(30, 40), List.of(facts.width(), facts.height()));
    }

    private static ImageSource png(String type, byte[] content) {
        byte[] file = Samples.of(ImageType.PNG);
        return Samples.source(
                "a.png",
                Samples.joined(
                        Arrays.copyOf(file, 33),
                        Samples.pngChunk(type, content),
                        Arrays.copyOfRange(file, 33, file.length)));
    }

    @Test
    void iptcIsReadInWhateverOrderItsWordsLie() {
        byte[] block = {0x1C, 2, 5, 0, 4, 'N', 'a', 'm', 'e', 0, 0, 0};
        assertEquals("Name", caption(tiffWith(33723, block)).title());
        byte[] swapped = {2, 5, 0x1C, 0x1C, 'N', 4, 0, 0, 0, 0, 0, 0};
        for (int i = 0; i < block.length; i++) {
            swapped[i] = block[i ^ 3];
        }
        assertEquals("Name", caption(tiffWith(33723, swapped)).title());
    }

    @Test
    void aJapaneseCommentIsReadByItsEscapes() {
        byte[] text = Samples.joined(
                "JIS\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII), "東京にて".getBytes(Charset.forName("ISO-2022-JP")));
        assertEquals("東京にて", caption(jpegWithCamera(37510, 7, text)).description());
    }

    /// A block whose main directory has an entry of bytes.
    private static ImageSource tiffWith(int tag, byte[] content) {
        byte[] photo = Samples.of(ImageType.TIFF);
        ByteBuffer old = ByteBuffer.wrap(photo).order(photo[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int from = old.getInt(4);
        int count = old.getShort(from);
        ByteBuffer file = ByteBuffer.allocate(photo.length + content.length + 2 + 12 * (count + 1) + 4)
                .order(old.order())
                .put(photo)
                .put(content);
        int directory = file.position();
        file.putInt(4, directory).putShort((short) (count + 1)).put(photo, from + 2, 12 * count);
        file.putShort((short) tag).putShort((short) 7).putInt(content.length).putInt(photo.length);
        return Samples.source("a.tif", file.array());
    }

    /// A small picture comes first, and what is known of the main one stands beside that.
    @Test
    void whatStandsBesideTheMainPageIsFound() {
        String time = "2015:06:01 10:11:12\0";
        ByteBuffer file =
                ByteBuffer.allocate(170).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        file.putShort((short) 3);
        entry(file, 254, 4, 1, 1);
        entry(file, 256, 4, 1, 4);
        entry(file, 257, 4, 1, 3);
        file.putInt(50).putShort((short) 4);
        entry(file, 256, 4, 1, 40);
        entry(file, 257, 4, 1, 30);
        entry(file, 274, 3, 1, 6 << 16);
        entry(file, 34665, 4, 1, 104);
        file.putInt(0).position(104).putShort((short) 1);
        entry(file, 36867, 2, time.length(), 122);
        file.putInt(0).position(122).put(time.getBytes(StandardCharsets.US_ASCII));
        ImageFacts facts = facts(Samples.source("a.tif", file.array()));
        assertEquals(List.of(30, 40), List.of(facts.width(), facts.height()));
        assertEquals("2015-06-01T10:11:12", taken(Samples.source("a.tif", file.array())));
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static ImageSource jpegWithCamera(int tag, int type, byte[] content) {
        byte[] block = ByteBuffer.allocate(44 + content.length)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 34665)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(content.length)
                .putInt(44)
                .putInt(0)
                .put(content)
                .array();
        return Samples.source("a.jpg", Samples.withExif(Samples.jpeg(16, 16), block));
    }

    /// Each of two pictures has a block of its own; the first one in the file belongs to the other.
    @Test
    void ofSeveralBlocksThatOfTheMainPictureCounts() {
        assertEquals("2019-01-01T00:00", taken(heif(1, 2)));
        assertEquals("2020-01-01T00:00", taken(heif(2, 1)));
    }

    /// A picture 1 and a picture 2, of which the first is the main one, and two blocks that describe these.
    private static ImageSource heif(int first, int second) {
        byte[] one = dated("2019:01:01 00:00:00");
        byte[] two = dated("2020:01:01 00:00:00");
        byte[] items = Samples.joined(entry(1, "hvc1"), entry(2, "hvc1"), entry(3, "Exif"), entry(4, "Exif"));
        byte[] places = new byte[] {
            0,
            0,
            0,
            0,
            0x44,
            0,
            0,
            2,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) one.length,
            0,
            4,
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) two.length
        };
        byte[] start = RawSamples.box("ftyp", "heic\0\0\0\0heic".getBytes(StandardCharsets.US_ASCII));
        byte[] meta = meta(first, second, items, places);
        int at = start.length + meta.length + 8;
        ByteBuffer.wrap(places).putInt(14, at).putInt(28, at + one.length);
        return Samples.source(
                "a.heic",
                Samples.joined(
                        start, meta(first, second, items, places), RawSamples.box("mdat", Samples.joined(one, two))));
    }

    private static byte[] meta(int first, int second, byte[] items, byte[] places) {
        byte[] size = RawSamples.box("ispe", new byte[] {0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 30});
        byte[] map = RawSamples.box("ipma", new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1});
        return RawSamples.box(
                "meta",
                Samples.joined(
                        new byte[4],
                        RawSamples.box("pitm", new byte[] {0, 0, 0, 0, 0, 1}),
                        RawSamples.box("iinf", Samples.joined(new byte[] {0, 0, 0, 0, 0, 4}, items)),
                        RawSamples.box(
                                "iref",
                                Samples.joined(
                                        new byte[4],
                                        RawSamples.box("cdsc", new byte[] {0, 3, 0, 1, 0, (byte) first}),
                                        RawSamples.box("cdsc", new byte[] {0, 4, 0, 1, 0, (byte) second}))),
                        RawSamples.box("iprp", Samples.joined(RawSamples.box("ipco", size), map)),
                        RawSamples.box("iloc", places)));
    }

    private static byte[] entry(int id, String kind) {
        return RawSamples.box(
                "infe",
                Samples.joined(
                        new byte[] {2, 0, 0, 0, 0, (byte) id, 0, 0},
                        kind.getBytes(StandardCharsets.US_ASCII),
                        new byte[1]));
    }

    private static byte[] dated(String time) {
        return ByteBuffer.allocate(4 + 26 + 20)
                .putInt(0)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 36867)
                .putShort((short) 2)
                .putInt(20)
                .putInt(26)
                .putInt(0)
                .put((time + "\0").getBytes(StandardCharsets.US_ASCII))
                .array();
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
