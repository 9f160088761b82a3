package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a copy says of the texts that its file has brought in IPTC, Exif and beside the usual fields of XMP. ExifTool
/// writes them, and reads them again: without it there is nothing to see.
class LegacyTextsTest {
    /// In no order of belief: a reader may believe any of them.
    private static final Map<String, String> OLD = new LinkedHashMap<>();

    static {
        OLD.put("XMP-dc:Title", "old title");
        OLD.put("XMP-dc:Description", "old words");
        OLD.put("XMP-dc:Subject", "oldtag");
        OLD.put("XMP-photoshop:Headline", "old title");
        OLD.put("XMP-lr:HierarchicalSubject", "place|oldtag");
        OLD.put("IPTC:ObjectName", "old title");
        OLD.put("IPTC:Headline", "old title");
        OLD.put("IPTC:Caption-Abstract", "old words");
        OLD.put("IPTC:Keywords", "oldtag");
        OLD.put("EXIF:ImageDescription", "old words");
        OLD.put("EXIF:XPTitle", "old title");
        OLD.put("EXIF:XPComment", "old words");
        OLD.put("EXIF:XPKeywords", "oldtag");
        OLD.put("EXIF:UserComment", "old words");
        OLD.put("EXIF:Rating", "4");
        OLD.put("EXIF:RatingPercent", "75");
        OLD.put("PNG:Title", "old title");
        OLD.put("PNG:Description", "old words");
    }

    private static final List<String> OTHERS = List.of(
            "-XMP-dc:Creator=Anna",
            "-IPTC:By-line=Anna",
            "-IPTC:CopyrightNotice=CC0",
            "-EXIF:Artist=Anna",
            "-EXIF:Make=Acme",
            "-EXIF:DateTimeOriginal=2017:08:09 10:11:12",
            "-EXIF:GPSLatitude=47.5",
            "-EXIF:GPSLatitudeRef=N",
            "-EXIF:GPSLongitude=8.5",
            "-EXIF:GPSLongitudeRef=E");
    private static final Caption SAME = new Caption("old title", "old words", List.of("oldtag", "rating:4"));
    private static final Caption OTHER = new Caption("New", "Other words", List.of("sea", "rating:2"));
    private static final Caption NOTHING = new Caption("", "", List.of());

    @TempDir
    private static Path folder;

    private static final List<Path> FILES = new ArrayList<>();

    @BeforeAll
    static void writeLegacyTexts() throws Exception {
        assumeTrue(hasExifTool(), "exiftool is not on the path");
        add("a.jpg", Samples.jpeg(40, 30));
        add("a.png", Samples.of(ImageType.PNG));
        add("a.webp", Samples.resource("lossy.webp"));
        add("a.tif", Samples.of(ImageType.TIFF));
        add("a.heic", Samples.resource("quadrants.heic"));
        add("a.avif", Samples.resource("quadrants.avif"));
        var arguments = new ArrayList<>(List.of("-q", "-m", "-overwrite_original", "-IPTC:CodedCharacterSet=UTF8"));
        OLD.forEach((tag, text) -> arguments.add("-" + tag + "=" + text));
        arguments.addAll(OTHERS);
        FILES.forEach(file -> arguments.add(file.toString()));
        String _ = run(arguments);
        add("pieces.jpg", inPieces(Files.readAllBytes(folder.resolve("a.jpg"))));
    }

    /// Exif and IPTC go on in the next segments, as blocks do that are too long for one.
    private static byte[] inPieces(byte[] jpeg) {
        var pieces = new ByteArrayOutputStream();
        pieces.write(jpeg, 0, 2);
        int at = 2;
        while (ByteBuffer.wrap(jpeg).getShort(at) != (short) 0xFFDA) {
            int end = at + 2 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg).getShort(at + 2));
            String begins = new String(jpeg, at + 4, Math.min(14, end - at - 4), StandardCharsets.ISO_8859_1);
            String head = Stream.of("Exif\0\0", "Photoshop 3.0\0")
                    .filter(begins::startsWith)
                    .findFirst()
                    .orElse("");
            int from = at + 4 + head.length();
            int length = head.isEmpty() ? end - from : (end - from) / 3 + 1;
            for (; from < end; from += length) {
                int part = Math.min(length, end - from);
                pieces.writeBytes(ByteBuffer.allocate(4 + head.length())
                        .putShort(ByteBuffer.wrap(jpeg).getShort(at))
                        .putShort((short) (2 + head.length() + part))
                        .put(head.getBytes(StandardCharsets.ISO_8859_1))
                        .array());
                pieces.write(jpeg, from, part);
            }
            at = end;
        }
        pieces.write(jpeg, at, jpeg.length - at);
        return pieces.toByteArray();
    }

    private static boolean hasExifTool() throws InterruptedException {
        try {
            return new ProcessBuilder("exiftool", "-ver").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void add(String name, byte[] file) throws IOException {
        FILES.add(Files.write(folder.resolve(name), file));
    }

    @Test
    void theyAreThereToBeginWith() throws Exception {
        Map<String, Map<String, String>> said = said(FILES);
        assertTrue(said.get("a.jpg").size() >= 16, said.toString());
        assertTrue(said.get("a.png").size() >= 16, said.toString());
    }

    /// The library is believed, also where it says nothing.
    @Test
    void whatTheLibraryEmptiedIsNowhereInTheCopy() throws Exception {
        assertEquals(nothing(), said(copies(NOTHING)));
        for (Path copy : copies(NOTHING)) {
            assertEquals(
                    new Caption("", "", List.of()),
                    new PictureReader().inspect(ImageSource.ofFile(copy)).caption());
        }
    }

    @Test
    void whatTheLibrarySaysOtherwiseIsInTheCopyAlone() throws Exception {
        assertEquals(nothing(), said(copies(OTHER)));
        for (Path copy : copies(OTHER)) {
            assertEquals(
                    OTHER, new PictureReader().inspect(ImageSource.ofFile(copy)).caption());
        }
    }

    @Test
    void whatSaysTheSameStays() throws Exception {
        assertEquals(said(FILES), said(copies(SAME)));
    }

    @Test
    void nothingElseIsTouched() throws Exception {
        for (Caption caption : List.of(NOTHING, OTHER, SAME)) {
            assertEquals(others(FILES), others(copies(caption)));
        }
    }

    @Test
    void noCopyIsWorseThanItsFile() throws Exception {
        Map<String, Map<String, String>> before = read(FILES, List.of("-Validate"), false);
        Map<String, Map<String, String>> after = read(copies(OTHER), List.of("-Validate"), false);
        for (String name : before.keySet()) {
            assertTrue(warnings(after.get(name)) <= warnings(before.get(name)), () -> name + after.get(name));
        }
    }

    private static int warnings(Map<String, String> said) {
        String number = said.get("ExifTool:Validate").replaceAll("\\D.*", "");
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    @Test
    void pixelsAreTheSameBytes() throws Exception {
        List<Path> copies = copies(OTHER);
        for (int i = 0; i < FILES.size(); i++) {
            ImageSource before = ImageSource.ofFile(FILES.get(i));
            ImageSource after = ImageSource.ofFile(copies.get(i));
            var reader = new PictureReader();
            assertArrayEquals(
                    reader.read(before, 2000).argb(), reader.read(after, 2000).argb());
        }
    }

    /// Of a damaged file the copy is as long as it says, or there is none.
    @Test
    void damageHarmsNothing() throws IOException {
        for (Path file : FILES) {
            byte[] whole = Files.readAllBytes(file);
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(whole.length);
            int written = 0;
            for (int i = 0; i < 150; i++) {
                ImageSource damaged = ImageSource.ofBytes("a", Mutation.of(whole, random));
                Optional<ImageSource> copy = new CaptionWriter(OTHER, "a").written(damaged);
                if (copy.isPresent()) {
                    try (InputStream in = copy.get().open()) {
                        assertEquals(copy.get().size(), in.readAllBytes().length);
                        written++;
                    }
                }
            }
            assertTrue(written > 0, file.toString());
        }
    }

    /// Some readers believe the block instead of the packet where its check sum is wrong.
    @Test
    void theCheckSumOfIptcIsRightWhereItWas() throws Exception {
        Path file = Files.copy(FILES.getFirst(), folder.resolve("sum.jpg"));
        String _ = run(List.of("-q", "-overwrite_original", "-IPTCDigest=new", file.toString()));
        Path copy = copy(file, OTHER);
        String sum = run(List.of("-s3", "-Photoshop:IPTCDigest", copy.toString()));
        assertFalse(sum.isBlank());
        assertEquals(run(List.of("-s3", "-CurrentIPTCDigest", copy.toString())), sum);
        assertFalse(run(List.of("-s3", "-IPTCDigest", file.toString())).equals(sum));
    }

    private static Map<String, Map<String, String>> nothing() {
        var nothing = new TreeMap<String, Map<String, String>>();
        FILES.forEach(file -> nothing.put(file.getFileName().toString(), Map.of()));
        return nothing;
    }

    private static List<Path> copies(Caption caption) throws IOException {
        var copies = new ArrayList<Path>();
        for (Path file : FILES) {
            copies.add(copy(file, caption));
        }
        return copies;
    }

    private static Path copy(Path file, Caption caption) throws IOException {
        ImageSource source = ImageSource.ofFile(file);
        var writer = new CaptionWriter(caption, file.getFileName().toString());
        Path to = Files.createDirectories(folder.resolve("copies" + caption.title()))
                .resolve(file.getFileName());
        byte[] before = Files.readAllBytes(file);
        try (InputStream in = writer.written(source).orElseThrow().open()) {
            Files.write(to, in.readAllBytes());
        }
        assertTrue(writer.isSound(source, ImageSource.ofFile(to)));
        assertArrayEquals(before, Files.readAllBytes(file));
        return to;
    }

    /// Of each file, what it says of old texts, by field.
    private static Map<String, Map<String, String>> said(List<Path> files) throws Exception {
        return read(files, OLD.keySet().stream().map(tag -> "-" + tag).toList(), true);
    }

    private static Map<String, Map<String, String>> others(List<Path> files) throws Exception {
        List<String> tags = Stream.concat(
                        OTHERS.stream().map(tag -> tag.replaceFirst("=.*", "")),
                        Stream.of("-ICC_Profile:all", "-ImageDataMD5", "-ImageSize"))
                .toList();
        return read(files, tags, false);
    }

    private static Map<String, Map<String, String>> read(List<Path> files, List<String> tags, boolean isOld)
            throws Exception {
        var arguments = new ArrayList<>(List.of("-a", "-G1", "-j"));
        arguments.addAll(tags);
        files.forEach(file -> arguments.add(file.toString()));
        var said = new TreeMap<String, Map<String, String>>();
        for (JsonNode file : new ObjectMapper().readTree(run(arguments))) {
            var fields = new TreeMap<String, String>();
            for (String field : new TreeSet<>(names(file))) {
                String text = file.get(field).asText();
                if (!field.equals("SourceFile") && !(isOld && !OLD.containsValue(text))) {
                    fields.put(field, text);
                }
            }
            said.put(Path.of(file.get("SourceFile").asText()).getFileName().toString(), fields);
        }
        return said;
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String run(List<String> arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("exiftool"), arguments.stream()).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
