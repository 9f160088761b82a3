package dev.vitrine.picture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.KindsHarness.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Images with metadata in many places, written by exiftool and then laid out oddly, and what exiftool reads of them.
final class MetadataKinds {
    private static final List<String> TEXTS = List.of(
            "Straße am Fluß",
            "Žluťoučký kůň",
            "東京タワーにて",
            "plain words",
            "Ελλάδα",
            "“quoted” – dash",
            "a; b, c",
            "Ünïcödé ©");
    private static final List<String> DATES = List.of(
            "2019:03:04 05:06:07",
            "1999:12:31 23:59:59",
            "2031:01:01 00:00:00",
            "1970:01:01 00:00:00",
            "2020:02:29 12:00:00");
    private static final List<String> ZONES = List.of("", "+02:00", "Z", "-11:30");
    /// What the expectation of each kind is made from, in the order in which it counts.
    private static final List<String> TAKEN = List.of(
            "ExifIFD:DateTimeOriginal",
            "XMP-exif:DateTimeOriginal",
            "XMP-photoshop:DateCreated",
            "IPTC",
            "ExifIFD:CreateDate",
            "XMP-exif:DateTimeDigitized",
            "XMP-xmp:CreateDate",
            "PNG:CreationTime",
            "GPS",
            "IFD0:ModifyDate");
    private static final List<String> TITLE = List.of(
            "XMP-dc:Title", "IPTC:ObjectName", "XMP-photoshop:Headline", "IPTC:Headline", "IFD0:XPTitle", "PNG:Title");
    private static final List<String> DESCRIPTION = List.of(
            "XMP-dc:Description",
            "IPTC:Caption-Abstract",
            "IFD0:ImageDescription",
            "IFD0:XPComment",
            "ExifIFD:UserComment",
            "PNG:Description");
    private static final List<String> CREATOR =
            List.of("XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist", "IFD0:XPAuthor", "PNG:Author");
    private static final List<String> KEYWORDS = List.of("XMP-dc:Subject", "IPTC:Keywords", "IFD0:XPKeywords");

    private MetadataKinds() {}

    static Input make(int number, RandomGenerator random, Path folder) throws IOException, InterruptedException {
        ImageType type = pick(
                random,
                List.of(
                        ImageType.JPEG,
                        ImageType.JPEG,
                        ImageType.JPEG,
                        ImageType.PNG,
                        ImageType.WEBP,
                        ImageType.TIFF,
                        ImageType.PSD,
                        ImageType.HEIC,
                        ImageType.AVIF,
                        ImageType.GIF,
                        ImageType.DNG));
        String name = String.format("%03d-metadata.%s", number, type.extension());
        Path file = Files.write(folder.resolve(name), Samples.of(type == ImageType.DNG ? ImageType.TIFF : type));
        var command = new ArrayList<>(List.of("exiftool", "-q", "-q", "-m", "-overwrite_original", "-n"));
        command.addAll(arguments(random));
        command.add(file.toString());
        KindsHarness.run(command);
        byte[] bytes = Files.readAllBytes(file);
        return switch (type) {
            case JPEG -> oddJpeg(name, bytes, random);
            case TIFF, DNG -> oddTiff(name, bytes, random);
            default -> input("metadata in " + type, name, bytes);
        };
    }

    private static Input input(String kind, String name, byte[] bytes) {
        return new Input(kind, name, bytes, new int[0], 0, Map.of());
    }

    private static <T> T pick(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static List<String> arguments(RandomGenerator random) {
        var all = new ArrayList<String>();
        all.add("-ExifByteOrder=" + pick(random, List.of("II", "MM")));
        boolean utf8 = random.nextBoolean();
        if (utf8) {
            all.add("-IPTC:CodedCharacterSet=UTF8");
        }
        for (String tag : List.of(
                "EXIF:DateTimeOriginal",
                "EXIF:CreateDate",
                "EXIF:ModifyDate",
                "XMP-exif:DateTimeOriginal",
                "XMP-photoshop:DateCreated",
                "XMP-exif:DateTimeDigitized",
                "XMP-xmp:CreateDate")) {
            if (random.nextInt(5) == 0) {
                all.add("-" + tag + "=" + pick(random, DATES) + (tag.startsWith("X") ? pick(random, ZONES) : ""));
            }
        }
        if (random.nextInt(4) == 0) {
            all.add("-IPTC:DateCreated=2004:05:06");
            all.add("-IPTC:TimeCreated=07:08:09" + pick(random, List.of("+00:00", "-05:00")));
        }
        if (random.nextInt(6) == 0) {
            all.add("-GPS:GPSDateStamp=2015:06:07");
            all.add("-GPS:GPSTimeStamp=08:09:10.5");
        }
        for (String tag : List.of(
                "XMP-dc:Title",
                "IPTC:ObjectName",
                "XMP-photoshop:Headline",
                "IPTC:Headline",
                "EXIF:XPTitle",
                "PNG:Title",
                "XMP-dc:Description",
                "IPTC:Caption-Abstract",
                "EXIF:ImageDescription",
                "EXIF:XPComment",
                "EXIF:UserComment",
                "XMP-dc:Creator",
                "IPTC:By-line",
                "EXIF:Artist",
                "EXIF:XPAuthor",
                "XMP-dc:Subject",
                "IPTC:Keywords",
                "EXIF:XPKeywords",
                "PNG:Author",
                "PNG:Description")) {
            if (random.nextInt(4) == 0) {
                all.add("-" + tag + "=" + pick(random, tag.startsWith("IPTC") && !utf8 ? TEXTS.subList(5, 6) : TEXTS));
                if (tag.endsWith("Subject") || tag.endsWith(":Keywords")) {
                    all.add("-" + tag + "=" + pick(random, TEXTS.subList(3, 4)) + random.nextInt(3));
                }
            }
        }
        place(random, all);
        if (random.nextInt(3) == 0) {
            all.add("-" + pick(random, List.of("XMP-xmp:Rating", "EXIF:Rating")) + "=" + random.nextInt(6));
        }
        if (random.nextInt(3) == 0) {
            all.add("-EXIF:Orientation=" + (1 + random.nextInt(8)));
        }
        return all;
    }

    private static void place(RandomGenerator random, List<String> all) {
        String latitude = pick(random, List.of("0", "48.5", "0.0001", "90"));
        String longitude = pick(random, List.of("0", "11.25", "180", "0.5"));
        switch (random.nextInt(4)) {
            case 0 -> {
                all.add("-EXIF:GPSLatitude=" + latitude);
                all.add("-EXIF:GPSLatitudeRef=" + pick(random, List.of("N", "S")));
                all.add("-EXIF:GPSLongitude=" + longitude);
                all.add("-EXIF:GPSLongitudeRef=" + pick(random, List.of("E", "W")));
            }
            case 1 -> {
                all.add("-XMP-exif:GPSLatitude=" + latitude);
                all.add("-XMP-exif:GPSLongitude=-" + longitude);
            }
            case 2 -> all.add("-EXIF:GPSAltitude=100");
            default -> {}
        }
    }

    /// The segments in another order, in pieces, in another encoding, with fill bytes between them.
    private static Input oddJpeg(String name, byte[] jpeg, RandomGenerator random) {
        var segments = new ArrayList<byte[]>();
        int at = 2;
        while ((jpeg[at + 1] & 0xFF) != 0xDB) {
            int length = 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
            segments.add(Arrays.copyOfRange(jpeg, at, at + length));
            at += length;
        }
        byte[] rest = Arrays.copyOfRange(jpeg, at, jpeg.length);
        String kind = pick(random, List.of("plain", "split", "utf16", "shuffled", "filled", "extended", "cut"));
        List<byte[]> changed = new ArrayList<>();
        for (byte[] segment : segments) {
            switch (kind) {
                case "split" -> changed.addAll(split(segment, random));
                case "utf16" -> changed.add(utf16(segment, random.nextBoolean()));
                case "extended" -> changed.addAll(extended(segment));
                default -> changed.add(segment);
            }
        }
        if (kind.equals("shuffled")) {
            java.util.Collections.shuffle(changed, new java.util.Random(random.nextLong()));
        }
        var all = new ArrayList<byte[]>();
        all.add(new byte[] {(byte) 0xFF, (byte) 0xD8});
        for (byte[] segment : changed) {
            all.add(kind.equals("filled") ? new byte[] {-1, -1, -1} : new byte[0]);
            all.add(segment);
        }
        all.add(kind.equals("cut") ? Arrays.copyOf(rest, rest.length * 2 / 3) : rest);
        return input("metadata in JPEG, " + kind, name, Samples.joined(all.toArray(byte[][]::new)));
    }

    private static boolean begins(byte[] segment, String name) {
        return new String(segment, 4, Math.min(name.length(), segment.length - 4), StandardCharsets.ISO_8859_1)
                .equals(name);
    }

    private static byte[] segment(int marker, byte[]... parts) {
        byte[] content = Samples.joined(parts);
        return ByteBuffer.allocate(4 + content.length)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .array();
    }

    private static List<byte[]> split(byte[] segment, RandomGenerator random) {
        String name = begins(segment, "Exif\0\0") ? "Exif\0\0" : "Photoshop 3.0\0";
        int from = 4 + name.length();
        if (!begins(segment, name) || segment.length - from < 40) {
            return List.of(segment);
        }
        int middle = from + 16 + random.nextInt(segment.length - from - 20);
        byte[] prefix = name.getBytes(StandardCharsets.ISO_8859_1);
        return List.of(
                segment(segment[1], prefix, Arrays.copyOfRange(segment, from, middle)),
                segment(segment[1], prefix, Arrays.copyOfRange(segment, middle, segment.length)));
    }

    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

    private static String packet(byte[] segment) {
        int from = 4 + XMP.length();
        return new String(segment, from, segment.length - from, StandardCharsets.UTF_8).strip();
    }

    private static byte[] utf16(byte[] segment, boolean little) {
        return begins(segment, XMP)
                ? segment(
                        segment[1],
                        XMP.getBytes(StandardCharsets.ISO_8859_1),
                        packet(segment).getBytes(little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE))
                : segment;
    }

    /// An empty packet that names the real one, which lies in pieces behind it.
    private static List<byte[]> extended(byte[] segment) {
        if (!begins(segment, XMP)) {
            return List.of(segment);
        }
        String packet = packet(segment);
        byte[] whole = packet.substring(packet.indexOf("<x:xmpmeta"), packet.indexOf("</x:xmpmeta>") + 12)
                .getBytes(StandardCharsets.UTF_8);
        String digest = "0123456789ABCDEF0123456789ABCDEF";
        String main =
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:xmpNote='http://ns.adobe.com/xmp/note/' xmpNote:HasExtendedXMP='"
                        + digest + "'/></rdf:RDF></x:xmpmeta>";
        int middle = whole.length / 2;
        return List.of(
                segment(0xE1, XMP.getBytes(StandardCharsets.ISO_8859_1), main.getBytes(StandardCharsets.UTF_8)),
                part(digest, whole, middle, whole.length),
                part(digest, whole, 0, middle));
    }

    private static byte[] part(String digest, byte[] whole, int from, int to) {
        return segment(
                0xE1,
                ("http://ns.adobe.com/xmp/extension/\0" + digest).getBytes(StandardCharsets.ISO_8859_1),
                ByteBuffer.allocate(8).putInt(whole.length).putInt(from).array(),
                Arrays.copyOfRange(whole, from, to));
    }

    /// IPTC as words of four bytes in the order of the machine, which some programs write.
    private static Input oddTiff(String name, byte[] tiff, RandomGenerator random) {
        boolean little = tiff[0] == 'I';
        ByteBuffer file = ByteBuffer.wrap(tiff.clone())
                .order(little ? java.nio.ByteOrder.LITTLE_ENDIAN : java.nio.ByteOrder.BIG_ENDIAN);
        int at = file.getInt(4);
        boolean swapped = random.nextBoolean();
        for (int i = 0; swapped && i < file.getShort(at); i++) {
            int entry = at + 2 + 12 * i;
            int length = file.getInt(entry + 4);
            if ((file.getShort(entry) & 0xFFFF) == 33723 && file.getShort(entry + 2) != 4 && length % 4 == 0) {
                file.putShort(entry + 2, (short) 4).putInt(entry + 4, length / 4);
                int value = file.getInt(entry + 8);
                for (int word = 0; word < length; word += 4) {
                    file.putInt(value + word, Integer.reverseBytes(file.getInt(value + word)));
                }
                return input("metadata in TIFF, swapped", name, file.array());
            }
        }
        return input("metadata in TIFF", name, tiff);
    }

    static List<String> compare(Input input, JsonNode said) {
        var wrong = new ArrayList<String>();
        ImageSource source = ImageSource.ofBytes(input.name(), input.bytes());
        try {
            Inspection ours = new PictureReader().inspect(source);
            ImageFacts facts = ours.facts();
            Caption caption = ours.caption();
            same(wrong, "taken", facts.takenAt().map(Object::toString).orElse(""), taken(said));
            same(wrong, "place", String.valueOf(facts.hasLocation()), String.valueOf(hasPlace(said)));
            same(wrong, "title", caption.title(), first(said, TITLE));
            same(wrong, "description", caption.description(), first(said, DESCRIPTION));
            same(wrong, "creator", CameraFacts.read(source).artist(), first(said, CREATOR));
            List<String> stars = caption.tags().stream()
                    .filter(tag -> tag.startsWith("rating:"))
                    .toList();
            same(wrong, "rating", stars.isEmpty() ? "" : stars.getFirst().substring(7), rating(said));
            List<String> tags = caption.tags().stream()
                    .filter(tag -> !tag.startsWith("rating:"))
                    .toList();
            same(wrong, "keywords", String.join("|", tags), keywords(said));
            if (input.quarters().length == 0
                    && said.has("IFD0:Orientation")
                    && !input.name().matches(".*(psd|heic|avif)")) {
                int turn = said.get("IFD0:Orientation").asInt();
                same(wrong, "size", facts.width() + "x" + facts.height(), turn > 4 ? "30x40" : "40x30");
            }
        } catch (ImageException.Invalid e) {
            wrong.add(e.getMessage());
        }
        return wrong;
    }

    private static void same(List<String> wrong, String what, String ours, String expected) {
        if (!ours.equals(expected)) {
            wrong.add(what + " “" + ours + "” for “" + expected + "”");
        }
    }

    private static String first(JsonNode said, List<String> tags) {
        return tags.stream()
                .map(tag -> text(said, tag))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode said, String tag) {
        JsonNode value = said.path(tag);
        return value.isArray() ? join(value, ", ") : value.asText("").strip();
    }

    private static String join(JsonNode values, String between) {
        var all = new ArrayList<String>();
        values.forEach(value -> all.add(value.asText()));
        return String.join(between, all);
    }

    private static String keywords(JsonNode said) {
        for (String tag : KEYWORDS) {
            JsonNode value = said.path(tag);
            List<String> all = value.isArray()
                    ? List.of(join(value, "|").split("\\|"))
                    : tag.startsWith("IFD0") ? List.of(value.asText("").split(";")) : List.of(value.asText(""));
            List<String> kept = all.stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
            if (!kept.isEmpty()) {
                return String.join("|", kept);
            }
        }
        return "";
    }

    private static String rating(JsonNode said) {
        for (String tag : List.of("XMP-xmp:Rating", "IFD0:Rating")) {
            int stars = said.path(tag).asInt(0);
            if (stars > 0) {
                return String.valueOf(stars);
            }
        }
        return "";
    }

    private static boolean hasPlace(JsonNode said) {
        return isPlace(said, "GPS") || isPlace(said, "XMP-exif");
    }

    private static boolean isPlace(JsonNode said, String group) {
        JsonNode latitude = said.path(group + ":GPSLatitude");
        JsonNode longitude = said.path(group + ":GPSLongitude");
        return latitude.isNumber() && longitude.isNumber() && (latitude.asDouble() != 0 || longitude.asDouble() != 0);
    }

    private static String taken(JsonNode said) {
        Function<String, String> written = tag -> switch (tag) {
            case "IPTC" ->
                text(said, "IPTC:DateCreated").isEmpty()
                        ? ""
                        : text(said, "IPTC:DateCreated") + " " + text(said, "IPTC:TimeCreated");
            case "GPS" ->
                text(said, "GPS:GPSDateStamp").isEmpty()
                                || text(said, "GPS:GPSTimeStamp").isEmpty()
                        ? ""
                        : text(said, "GPS:GPSDateStamp") + " " + text(said, "GPS:GPSTimeStamp");
            default -> text(said, tag);
        };
        return TAKEN.stream()
                .map(written)
                .filter(date -> !date.isBlank())
                .findFirst()
                .map(date -> date.substring(0, Math.min(19, date.length())))
                .map(date -> date.substring(0, 10).replace(':', '-') + "T"
                        + (date.length() < 19 ? "00:00" : date.substring(11)))
                .map(date -> java.time.LocalDateTime.parse(date).toString())
                .orElse("");
    }
}
