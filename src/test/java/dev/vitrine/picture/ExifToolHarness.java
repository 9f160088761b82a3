package dev.vitrine.picture;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Whether ExifTool and we understand each other, with its fields and our types in both directions: it writes and we
/// read, we write and it reads. Needs `exiftool` on the path.
final class ExifToolHarness {
    private record Field(String tag, String written, Function<Inspection, String> read) {}

    /// A value that ExifTool writes under a tag, and what we are to make of it.
    private static final List<Field> FIELDS = List.of(
            new Field("XMP-dc:Title", "Größe 日本", seen -> seen.caption().title()),
            new Field("XMP-dc:Description", "Am Meer", seen -> seen.caption().description()),
            new Field(
                    "XMP-dc:Subject",
                    "straße",
                    seen -> String.join(",", seen.caption().tags())),
            new Field("XMP-xmp:Rating", "4", ExifToolHarness::stars),
            new Field(
                    "XMP-photoshop:Headline",
                    "Schlagzeile",
                    seen -> seen.caption().title()),
            new Field("XMP-photoshop:DateCreated", "2017:08:09 10:11:12", ExifToolHarness::taken),
            new Field("XMP-exif:DateTimeOriginal", "2017:08:09 10:11:12", ExifToolHarness::taken),
            new Field("IPTC:ObjectName", "Größe", seen -> seen.caption().title()),
            new Field("IPTC:Caption-Abstract", "Am Meer", seen -> seen.caption().description()),
            new Field(
                    "IPTC:Keywords",
                    "straße",
                    seen -> String.join(",", seen.caption().tags())),
            new Field("EXIF:ImageDescription", "Am Meer", seen -> seen.caption().description()),
            new Field("EXIF:Rating", "4", ExifToolHarness::stars),
            new Field("EXIF:DateTimeOriginal", "2017:08:09 10:11:12", ExifToolHarness::taken),
            new Field(
                    "EXIF:Model", "NIKON D850", fact(Attribute.CAMERA).andThen(name -> name.replace("Nikon", "NIKON"))),
            new Field("EXIF:LensModel", "RF85mm F1.2 L", fact(Attribute.LENS)),
            new Field("EXIF:ISO", "1600", fact(Attribute.ISO)),
            new Field("EXIF:ISOSpeed", "102400", fact(Attribute.ISO)),
            new Field("EXIF:FocalLength", "85", fact(Attribute.FOCAL_MM)),
            new Field("EXIF:FNumber", "1.8", fact(Attribute.APERTURE)),
            new Field("EXIF:ApertureValue", "2.8", fact(Attribute.APERTURE)),
            new Field("EXIF:ExposureTime", "0.004", fact(Attribute.EXPOSURE_S)),
            new Field("EXIF:ShutterSpeedValue", "0.002", fact(Attribute.EXPOSURE_S)),
            new Field("XMP-tiff:Model", "ILCE-7M3", fact(Attribute.CAMERA).andThen(name -> name.replace("Sony ", ""))),
            new Field("XMP-exifEX:LensModel", "RF85mm F1.2 L", fact(Attribute.LENS)),
            new Field("XMP-aux:Lens", "RF85mm F1.2 L", fact(Attribute.LENS)),
            new Field("XMP-exif:ISO", "1600", fact(Attribute.ISO)),
            new Field("XMP-exif:FocalLength", "85", fact(Attribute.FOCAL_MM)),
            new Field("XMP-exif:FNumber", "1.8", fact(Attribute.APERTURE)),
            new Field("XMP-exif:ApertureValue", "2.8", fact(Attribute.APERTURE)),
            new Field("XMP-exif:ExposureTime", "0.004", fact(Attribute.EXPOSURE_S)),
            new Field("XMP-exif:ShutterSpeedValue", "0.002", fact(Attribute.EXPOSURE_S)));

    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

    static {
        FILES.put("a.jpg", Samples.jpeg(40, 30));
        FILES.put("a.png", Samples.of(ImageType.PNG));
        FILES.put("a.webp", Samples.resource("lossy.webp"));
        FILES.put("a.tif", Samples.of(ImageType.TIFF));
        FILES.put("a.heic", Samples.resource("quadrants.heic"));
        FILES.put("a.avif", Samples.resource("quadrants.avif"));
    }

    private final Path folder;
    private int failures;

    private ExifToolHarness(Path folder) {
        this.folder = folder;
    }

    private static String stars(Inspection seen) {
        return seen.caption().tags().stream()
                .filter(tag -> tag.startsWith("rating:"))
                .map(tag -> tag.substring(7))
                .findFirst()
                .orElse("");
    }

    private static Function<Inspection, String> fact(Attribute attribute) {
        return seen -> seen.facts().text(attribute);
    }

    private static String taken(Inspection seen) {
        return seen.facts()
                .takenAt()
                .map(time -> time.toString().replace('-', ':').replace('T', ' '))
                .orElse("");
    }

    public static void main(String[] arguments) throws Exception {
        var harness = new ExifToolHarness(Files.createTempDirectory("exiftool"));
        harness.in();
        harness.out();
        System.out.println(harness.failures == 0 ? "all understood" : harness.failures + " not understood");
        System.exit(harness.failures == 0 ? 0 : 1);
    }

    private void in() throws Exception {
        for (String name : FILES.keySet()) {
            for (Field field : FIELDS) {
                Path file = Files.write(folder.resolve(name), FILES.get(name));
                boolean isIptc = field.tag.startsWith("IPTC");
                run(List.of(
                        "-q",
                        "-m",
                        "-overwrite_original",
                        isIptc ? "-IPTC:CodedCharacterSet=UTF8" : "-q",
                        "-" + field.tag + "=" + field.written,
                        file.toString()));
                String there = exif(file, field.tag);
                if (there.isEmpty()) {
                    System.out.printf("in   %-7s %-28s ExifTool cannot write it there%n", name, field.tag);
                    continue;
                }
                said("in", name, field.tag, field.written, field.read.apply(read(file, Optional.empty())));
            }
        }
        for (Field field : FIELDS.subList(0, 7)) {
            Path sidecar = folder.resolve("a.xmp");
            Files.deleteIfExists(sidecar);
            run(List.of("-q", "-" + field.tag + "=" + field.written, "-o", sidecar.toString()));
            Path image = Files.write(folder.resolve("b.png"), FILES.get("a.png"));
            said("in", "a.xmp", field.tag, field.written, field.read.apply(read(image, Optional.of(sidecar))));
        }
    }

    private void out() throws Exception {
        var caption = new Caption("Größe & <日本>", "Am Meer\nzweite Zeile", List.of("straße", "sea", "rating:3"));
        var writer = new CaptionWriter(caption, "a");
        for (String name : FILES.keySet()) {
            Path file = Files.write(folder.resolve(name), FILES.get(name));
            run(List.of(
                    "-q",
                    "-m",
                    "-overwrite_original",
                    "-XMP-dc:Creator=Jürgen",
                    "-XMP-dc:Rights=CC0",
                    "-XMP-dc:Subject=gone",
                    "-XMP-xmp:Rating=5",
                    "-XMP-lr:HierarchicalSubject=a|sea",
                    "-XMP-xmpMM:HistoryAction=edited",
                    "-EXIF:Artist=Anna",
                    "-EXIF:Make=Acme",
                    "-EXIF:GPSLatitude=47.5",
                    "-EXIF:GPSLatitudeRef=N",
                    "-EXIF:GPSLongitude=8.5",
                    "-EXIF:GPSLongitudeRef=E",
                    "-EXIF:DateTimeOriginal=2017:08:09 10:11:12",
                    file.toString()));
            String before = everythingElse(file);
            Path copy = folder.resolve("copy-" + name);
            try (InputStream bytes =
                    writer.written(ImageSource.ofFile(file)).orElseThrow().open()) {
                Files.write(copy, bytes.readAllBytes());
            }
            said("out", name, "XMP-dc:Title", caption.title(), exif(copy, "XMP-dc:Title"));
            said("out", name, "XMP-dc:Description", "Am Meer.zweite Zeile", exif(copy, "XMP-dc:Description"));
            said("out", name, "XMP-dc:Subject", "straße, sea", exif(copy, "XMP-dc:Subject"));
            said("out", name, "XMP-xmp:Rating", "3", exif(copy, "XMP-xmp:Rating"));
            said("out", name, "XMP-dc:Creator", "Jürgen", exif(copy, "XMP-dc:Creator"));
            said("out", name, "XMP-dc:Rights", "CC0", exif(copy, "XMP-dc:Rights"));
            said("out", name, "XMP-lr:HierarchicalSubject", "a|sea", exif(copy, "XMP-lr:HierarchicalSubject"));
            said("out", name, "XMP-xmpMM:HistoryAction", "edited", exif(copy, "XMP-xmpMM:HistoryAction"));
            said("out", name, "EXIF:Artist", "Anna", exif(copy, "EXIF:Artist"));
            said("out", name, "EXIF:GPSLatitude", exif(file, "EXIF:GPSLatitude"), exif(copy, "EXIF:GPSLatitude"));
            said("out", name, "all other tags", before, everythingElse(copy));
            said("out", name, "Validate", exif(file, "Validate"), exif(copy, "Validate"));
            String pixels = exif(file, "ImageDataMD5"); // of WebP and HEIF it does not tell
            if (!pixels.isEmpty()) {
                said("out", name, "ImageDataMD5", pixels, exif(copy, "ImageDataMD5"));
            }
        }
        Path sidecar = Files.write(folder.resolve("a.xmp"), writer.sidecar());
        said("out", "a.xmp", "XMP-dc:Title", caption.title(), exif(sidecar, "XMP-dc:Title"));
        said("out", "a.xmp", "XMP-dc:Subject", "straße, sea", exif(sidecar, "XMP-dc:Subject"));
        said("out", "a.xmp", "XMP-xmp:Rating", "3", exif(sidecar, "XMP-xmp:Rating"));
    }

    private static Inspection read(Path file, Optional<Path> sidecar) {
        return new PictureReader().inspect(ImageSource.ofFile(file), sidecar.map(ImageSource::ofFile));
    }

    private void said(String direction, String name, String tag, String expected, String found) {
        boolean isSame = expected.equals(found);
        failures += isSame ? 0 : 1;
        System.out.printf(
                "%-4s %-7s %-28s %s%n",
                direction, name, tag, isSame ? "ok" : "“" + found + "”, not “" + expected + "”");
    }

    private static String exif(Path file, String tag) throws Exception {
        return run(List.of("-s3", "-" + tag, file.toString())).strip();
    }

    /// Of what we do not write: each tag of Exif, IPTC, the profile and the rest of XMP.
    private static String everythingElse(Path file) throws Exception {
        return run(List.of(
                "-a",
                "-G1",
                "-s",
                "-EXIF:all",
                "-IPTC:all",
                "-ICC_Profile:all",
                "-XMP:all",
                "--XMP-x:all",
                "--XMP-dc:Title",
                "--XMP-dc:Description",
                "--XMP-dc:Subject",
                "--XMP-xmp:Rating",
                file.toString()));
    }

    private static String run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>(
                Stream.concat(Stream.of("exiftool"), arguments.stream()).toList());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
