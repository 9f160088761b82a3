package dev.vitrine.picture;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read again, and nothing else of the file is another. That other programs read it, too, is what
/// [ExifToolHarness] shows.
final class CaptionWriterTest {
    private static final Caption CAPTION = new Caption(
            "Łódź & <Öl> \uD83C\uDF05", "Two\nlines “quoted”", List.of("sea", "straße", "日本", "rating:3", "favourite"));
    private static final Caption READ =
            new Caption(CAPTION.title(), CAPTION.description(), List.of("sea", "straße", "日本", "rating:3"));

    private static CaptionWriter writer(Caption caption) {
        return new CaptionWriter(caption, "beach.jpg");
    }

    private static byte[] write(Caption caption, byte[] file) throws IOException {
        ImageSource source = ImageSource.ofBytes("beach.jpg", file);
        ImageSource written = writer(caption).written(source).orElseThrow();
        try (InputStream in = written.open()) {
            byte[] copy = in.readAllBytes();
            assertEquals(written.size(), copy.length);
            assertTrue(writer(caption).isSound(source, ImageSource.ofBytes("beach.jpg", copy)));
            return copy;
        }
    }

    private static Caption read(byte[] file) {
        return new PictureReader()
                .inspect(ImageSource.ofBytes("beach.jpg", file))
                .caption();
    }

    private static byte[] file(String name) {
        return switch (name) {
            case "plain.jpg" -> Samples.jpeg(40, 30);
            case "camera.jpg" -> Samples.withExif(Samples.jpeg(40, 30), Samples.camera());
            case "plain.png" -> Samples.of(ImageType.PNG);
            case "plain.tif" -> Samples.of(ImageType.TIFF);
            default -> Samples.resource(name);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.jpg",
                "camera.jpg",
                "cmyk.jpg",
                "metadata/keywords-iptc-xmp.jpg",
                "metadata/date-xmp-only.jpg",
                "metadata/gps-xmp-utf16.jpg",
                "plain.png",
                "metadata/date-xmp.png",
                "metadata/gps-xmp-compressed.png",
                "lossy.webp",
                "lossless.webp",
                "alpha.webp",
                "metadata/xmp.webp",
                "plain.tif",
                "lzw.tif",
                "cmyk.tif",
                "jpeg.tif",
                "metadata/xmp.tif",
                "quadrants.heic",
                "sideways-with-thumbnail.heic",
                "second-of-two.heic",
                "transparent.heic",
                "metadata/xmp.heic",
                "quadrants.avif",
                "alpha.avif",
                "metadata/xmp.avif"
            })
    void whatIsWrittenIsReadAndAllElseStays(String name) throws IOException {
        byte[] file = file(name);
        byte[] copy = write(CAPTION, file);
        assertEquals(READ, read(copy));
        Inspection before = new PictureReader().inspect(ImageSource.ofBytes("a", file));
        Inspection after = new PictureReader().inspect(ImageSource.ofBytes("a", copy));
        assertEquals(before.facts().takenAt(), after.facts().takenAt());
        assertEquals(before.facts().hasLocation(), after.facts().hasLocation());
        assertEquals(
                CameraFacts.read(ImageSource.ofBytes("a", file)), CameraFacts.read(ImageSource.ofBytes("a", copy)));
        assertPixels(file, copy);
        assertArrayEquals(copy, write(CAPTION, copy), "a second time there is nothing to change");

        byte[] again = write(new Caption("Other", "", List.of("one")), copy);
        assertEquals(new Caption("Other", "", List.of("one")), read(again));
        assertFalse(text(again).contains("straße"), "what was taken away is in the copy no more");
        assertPixels(file, again);
    }

    /// Of what is not decoded here, the bytes of the picture are compared by others (see the harness).
    private static void assertPixels(byte[] one, byte[] other) {
        PictureReader reader = new PictureReader();
        Picture before = reader.read(ImageSource.ofBytes("a", one), 2000);
        Picture after = reader.read(ImageSource.ofBytes("a", other), 2000);
        assertTrue(Arrays.equals(before.argb(), after.argb()));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    @Test
    void whatOthersWroteIntoThePacketStays() throws IOException {
        byte[] copy = write(new Caption("Title", "", List.of()), withPacket("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Other 1.0"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="uuid:1" xmlns:o="http://example.org/o/" o:secret="kept" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"
                 xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="0123456789ABCDEF0123456789ABCDEF">
                <o:list><rdf:Seq><rdf:li rdf:parseType="Resource"><o:deep>too</o:deep></rdf:li></rdf:Seq></o:list>
                <dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag><rdf:li>gone</rdf:li></rdf:Bag></dc:subject>
                </rdf:Description></rdf:RDF></x:xmpmeta>"""));
        String text = text(copy);
        for (String kept : List.of("o:secret=\"kept\"", "<o:deep>too</o:deep>", "Other 1.0", "HasExtendedXMP=\"0123")) {
            assertTrue(text.contains(kept), kept + " of " + text);
        }
        assertFalse(text.contains("gone") || text.contains("Rating"), text);
        assertEquals(2, text.split("about=\"uuid:1\"", -1).length - 1, "one resource");
        assertEquals(new Caption("Title", "", List.of()), read(copy));
    }

    /// Raw converters write each of their sliders as an attribute.
    @Test
    void aPacketWithHundredsOfAttributesIsReadAndWritten() throws IOException {
        var attributes = new StringBuilder();
        for (int i = 0; i < 250; i++) {
            attributes.append(" o:a").append(i).append("=\"1\"");
        }
        byte[] file = withPacket("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:o="http://example.org/o/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                 xmp:Rating="4"%s/></rdf:RDF></x:xmpmeta>""".formatted(attributes));
        assertEquals(List.of("rating:4"), read(file).tags());
        byte[] copy = write(CAPTION, file);
        assertEquals(READ, read(copy));
        assertTrue(text(copy).contains("o:a249=\"1\""));
    }

    /// The library reads less of it than there is: not all of many tags, one blank instead of several.
    @Test
    void whatNobodyEditedStaysAsItIs() throws IOException {
        String tags = IntStream.range(0, 250)
                .mapToObj("<rdf:li>tag %d</rdf:li>"::formatted)
                .collect(joining());
        byte[] file = withPacket("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                 xmp:Rating="7"><dc:title><rdf:Alt>
                <rdf:li xml:lang="x-default">Sea  and  sky</rdf:li></rdf:Alt></dc:title>
                <dc:description><rdf:Alt><rdf:li>a\u0308 %s</rdf:li></rdf:Alt></dc:description>
                <dc:subject><rdf:Bag><rdf:li>favourite</rdf:li>%s</rdf:Bag></dc:subject>
                </rdf:Description></rdf:RDF></x:xmpmeta>""".formatted("x".repeat(11_000), tags));
        Caption read = read(file);
        assertEquals(200, read.tags().size());
        assertArrayEquals(file, write(read, file));
        String starred = text(write(read.withTag("rating:5"), file));
        assertTrue(starred.contains("Sea  and  sky") && starred.contains("tag 249"), starred);
    }

    @Test
    void whereThereIsNothingToSayTheFileStaysAsItIs() throws IOException {
        Caption none = new Caption("beach", "", List.of());
        for (byte[] file : List.of(Samples.jpeg(40, 30), Samples.of(ImageType.PNG), Samples.of(ImageType.GIF))) {
            assertArrayEquals(file, write(none, file));
        }
        assertTrue(text(writer(none).sidecar()).contains("x:xmpmeta"), "a sidecar is one nevertheless");
    }

    /// They would say of the copy that somebody forged it.
    @Test
    void filesWithContentCredentialsAreNotWrittenTo() throws IOException {
        byte[] box = "JP\0\1\0\0\0\1\0\0\0\20jumb\0\0\0\10jumd".getBytes(StandardCharsets.ISO_8859_1);
        byte[] png = Samples.of(ImageType.PNG);
        byte[] signed = Samples.joined(
                Arrays.copyOf(png, 33), Samples.pngChunk("caBX", new byte[8]), Arrays.copyOfRange(png, 33, png.length));
        byte[] webp = Samples.joined(Samples.resource("metadata/xmp.webp"), "C2PA\4\0\0\0abcd".getBytes());
        ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).putInt(4, webp.length - 8);
        byte[] tiff = Samples.resource("metadata/xmp.tif");
        ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN).putShort(8 + 2 + 15 * 12, (short) 52545);
        for (byte[] file : List.of(Samples.withSegment(Samples.jpeg(40, 30), 0xEB, box), signed, webp, tiff)) {
            assertTrue(writer(CAPTION).written(ImageSource.ofBytes("a", file)).isEmpty());
        }
    }

    @Test
    void aTitleInOtherLanguagesStaysWhereItIsStillTheSame() throws IOException {
        byte[] file = withPacket("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
                <rdf:li xml:lang="x-default">Sea</rdf:li><rdf:li xml:lang="de">Meer</rdf:li></rdf:Alt></dc:title>
                </rdf:Description></rdf:RDF></x:xmpmeta>""");
        assertTrue(text(write(new Caption("Sea", "", List.of("new")), file)).contains("Meer"));
        assertFalse(text(write(new Caption("Lake", "", List.of()), file)).contains("Meer"));
    }

    @Test
    void aTitleThatIsOnlyTheNameIsNotWrittenWhereThereWasNone() throws IOException {
        assertEquals(
                "",
                read(write(new Caption("beach", "", List.of("a")), Samples.jpeg(40, 30)))
                        .title());
        assertEquals(
                "beach",
                read(write(new Caption("beach", "", List.of()), write(CAPTION, Samples.jpeg(40, 30))))
                        .title());
    }

    @Test
    void oddFilesAreLeftAlone() throws IOException {
        String packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>";
        List<byte[]> odd = List.of(
                withPacket("<!DOCTYPE x [<!ENTITY a 'b'>]>" + packet),
                withPacket("<x:xmpmeta xmlns:x='adobe:ns:meta/'><broken"),
                withPacket("<y/>"),
                withPacket(
                        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                                + "<a>".repeat(9_000) + "</a>".repeat(9_000) + "</rdf:RDF></x:xmpmeta>"),
                Samples.withSegment(Samples.jpeg(40, 30), 0xE1, ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes()),
                Arrays.copyOf(Samples.jpeg(40, 30), 30),
                "no picture".getBytes(StandardCharsets.UTF_8),
                Samples.of(ImageType.GIF),
                Samples.of(ImageType.BMP),
                Samples.resource("quadrants.psd"),
                Samples.resource("quadrants.jxl"),
                Arrays.copyOf(Samples.resource("lossy.webp"), 60));
        for (byte[] file : odd) {
            Optional<ImageSource> written = writer(CAPTION).written(ImageSource.ofBytes("a", file));
            assertTrue(written.isEmpty(), () -> text(file).substring(0, Math.min(80, file.length)));
        }
        assertTrue(writer(new Caption("", "x".repeat(66_000), List.of()))
                .written(ImageSource.ofBytes("a", Samples.jpeg(40, 30)))
                .isEmpty());
    }

    /// What is damaged is written to as it is or left alone; nothing worse happens, however it is damaged.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "camera.jpg",
                "metadata/keywords-iptc-xmp.jpg",
                "metadata/gps-xmp-compressed.png",
                "plain.png",
                "lossy.webp",
                "metadata/xmp.webp",
                "lzw.tif",
                "metadata/xmp.tif",
                "quadrants.heic",
                "metadata/xmp.heic"
            })
    void damageHarmsNothing(String name) throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(name.hashCode());
        int written = 0;
        for (int i = 0; i < 300; i++) {
            ImageSource damaged = ImageSource.ofBytes(name, Mutation.of(file(name), random));
            Optional<ImageSource> copy = writer(CAPTION).written(damaged);
            if (copy.isPresent()) {
                try (InputStream in = copy.get().open()) {
                    byte[] bytes = in.readAllBytes();
                    assertEquals(copy.get().size(), bytes.length);
                    written += writer(CAPTION).isSound(damaged, ImageSource.ofBytes(name, bytes)) ? 1 : 0;
                }
            }
        }
        assertTrue(written > 0, "none of those that are hardly damaged was written");
    }

    /// What stands in an Exif block is anybody's word.
    @Test
    void aTextThatIsSaidToGoOnBehindItsBlockIsNotTakenOutThere() throws IOException {
        byte[] block = ByteBuffer.allocate(60)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("II*\0".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8)
                .putShort((short) 3)
                .putShort((short) 0x10F)
                .putShort((short) 2)
                .putInt(2)
                .putInt('A')
                .putShort((short) 0x4746)
                .putShort((short) 3)
                .putInt(1)
                .putInt(4)
                .putShort((short) 0x4749)
                .putShort((short) 3)
                .putInt(50)
                .putInt(52)
                .putInt(0)
                .array();
        byte[] file = Samples.withExif(Samples.jpeg(40, 30), block);
        assertEquals(List.of("rating:4"), read(file).tags());
        byte[] copy = write(new Caption("", "", List.of()), file);
        assertEquals(List.of(), read(copy).tags());
        int behind = text1(file).indexOf("II*\0") + block.length;
        assertArrayEquals(Arrays.copyOfRange(file, behind, file.length), Arrays.copyOfRange(copy, behind, copy.length));
    }

    @Test
    void picturesThatAreFoundByDistanceAreNotMoved() throws IOException {
        byte[] list = "MPF\0II*\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] behind = write(CAPTION, Samples.withSegment(Samples.jpeg(40, 30), 0xE2, list));
        int distance = behind.length - text1(behind).indexOf("MPF\0");
        byte[] plain = Samples.withSegment(Samples.jpeg(40, 30), 0xE2, list);
        assertEquals(plain.length - text1(plain).indexOf("MPF\0"), distance);
        byte[] before = Samples.withSegment(withPacket("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"), 0xE2, list);
        assertTrue(writer(CAPTION).written(ImageSource.ofBytes("a", before)).isEmpty());
    }

    /// Cameras put it behind the picture, where it is found from the end of the file.
    @Test
    void theFilmOfAMovingPhotoStaysAtTheEnd() {
        for (String type : List.of("mpvd", "sefd", "uuid")) {
            byte[] film =
                    ByteBuffer.allocate(12).putInt(12).put(type.getBytes()).array();
            byte[] file = Samples.joined(Samples.resource("quadrants.heic"), film);
            assertTrue(writer(CAPTION).written(ImageSource.ofBytes("a", file)).isEmpty(), type);
        }
    }

    @Test
    void groupsOfAHeicKeepTheirNumbers() throws IOException {
        byte[] file = Samples.resource("quadrants.heic");
        byte[] groups = ByteBuffer.allocate(36)
                .putInt(36)
                .put("grpl".getBytes())
                .putInt(28)
                .put("altr".getBytes())
                .putInt(0)
                .putInt(3)
                .putInt(1)
                .putInt(1)
                .array();
        ByteBuffer.wrap(file).putInt(28, 429 + groups.length).putInt(125, 0x1d1 + groups.length);
        int metaEnd = 28 + 429;
        byte[] grouped =
                Samples.joined(Arrays.copyOf(file, metaEnd), groups, Arrays.copyOfRange(file, metaEnd, file.length));
        assertTrue(text1(write(CAPTION, file("quadrants.heic"))).contains("infe\2\0\0\0\0\3"));
        assertTrue(text1(write(CAPTION, grouped)).contains("infe\2\0\0\0\0\4"));
    }

    @Test
    void aHeicWithPixelsAmongItsListsIsLeftAlone() {
        byte[] file = Samples.resource("quadrants.heic");
        ByteBuffer.wrap(file).putShort(141, (short) 0).putInt(151, 300); // the second item, in the file
        assertTrue(writer(CAPTION).written(ImageSource.ofBytes("a", file)).isEmpty());
    }

    @Test
    void anItemOfAHeicStaysWhereverItLies() throws IOException {
        for (int at = 0; at < 0x21c + 100; at++) {
            byte[] heic = Samples.resource("metadata/xmp.heic");
            ByteBuffer.wrap(heic).putShort(141, (short) 0).putInt(151, at); // the second item, in the file
            Optional<ImageSource> copy = writer(CAPTION).written(ImageSource.ofBytes("a", heic));
            if (copy.isPresent()) {
                try (InputStream in = copy.get().open()) {
                    assertArrayEquals(
                            Arrays.copyOfRange(heic, at, at + 8),
                            Arrays.copyOfRange(in.readAllBytes(), at, at + 8),
                            "at " + at);
                }
            }
        }
    }

    @Test
    void whatLiesWhereTheOldPacketWasStays() throws IOException {
        byte[] heic = Samples.resource("metadata/xmp.heic");
        int inPacket = 0x21c + 100;
        ByteBuffer.wrap(heic).putShort(141, (short) 0).putInt(151, inPacket); // the second item, in the file
        assertArrayEquals(
                Arrays.copyOfRange(heic, inPacket, inPacket + 8),
                Arrays.copyOfRange(write(CAPTION, heic), inPacket, inPacket + 8));

        byte[] tiff = Samples.resource("metadata/xmp.tif");
        ByteBuffer second = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
        second.putShort((short) 1)
                .putShort((short) 700)
                .putShort((short) 1)
                .putInt(3570)
                .putInt(246)
                .putInt(0);
        byte[] pages = Samples.joined(tiff, second.array());
        ByteBuffer.wrap(pages).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 17 * 12, tiff.length);
        assertArrayEquals(
                Arrays.copyOfRange(pages, 246, 246 + 3570), Arrays.copyOfRange(write(CAPTION, pages), 246, 246 + 3570));
    }

    private static String text1(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aSidecarSaysTheSame() {
        Inspection with = new PictureReader()
                .inspect(
                        ImageSource.ofBytes("a", Samples.of(ImageType.PNG)),
                        Optional.of(ImageSource.ofBytes("a.xmp", writer(CAPTION).sidecar())));
        assertEquals(READ, with.caption());
        assertTrue(text(writer(CAPTION).sidecar()).toLowerCase(Locale.ROOT).startsWith("<?xpacket begin"));
    }

    private static byte[] withPacket(String packet) {
        byte[] prefix = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] content = packet.getBytes(StandardCharsets.UTF_8);
        return Samples.withSegment(
                Samples.jpeg(40, 30),
                0xE1,
                ByteBuffer.allocate(prefix.length + content.length)
                        .put(prefix)
                        .put(content)
                        .array());
    }
}
