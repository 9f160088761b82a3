package dev.vitrine.picture;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.Premultiplied;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Copies of all pictures of a folder made as other files, beside a full Lanczos reduction by vips, and what ExifTool
/// finds in them beside what was promised. Needs `vips` and `exiftool`. On demand:
///
/// `./dev bench CopyHarness [facts] FOLDER…`; with `facts` pixels are not compared
final class CopyHarness {
    private static final List<String> RENDITIONS = List.of("jpeg 2048 all", "png 1024 none", "webp 1024 copyright");
    /// What ExifTool tells of any file.
    private static final Set<String> OF_EVERY_FILE = Set.of(
            "ExifTool",
            "System",
            "File",
            "JFIF",
            "Composite",
            "PNG",
            "RIFF",
            "Warning",
            "Meta",
            "QuickTime",
            "Photoshop");
    /// What is true of one file alone.
    private static final Pattern OF_ONE_FILE = Pattern.compile(
            "IFD[1-9]:.*|XMP-crs:.*|Jpeg2000:.*|Track[0-9]:.*|XMP-x:XMPToolkit|IFD0:(ImageWidth|ImageHeight|BitsPerSample|Compression|PhotometricInterpretation|SamplesPerPixel|Strip.*|RowsPerStrip|PlanarConfiguration|YCbCr.*|Orientation|Page.*|Sub.*|Tile.*|Predictor|JPEG.*|ReferenceBlackWhite|WhitePoint|PrimaryChromaticities|TransferFunction|Thumbnail.*|PreviewImage.*|ColorMap|SampleFormat|FillOrder|T4Options|ExtraSamples|InkSet)"
                    + "|ExifIFD:(ExifImage.*|ColorSpace|CompressedBitsPerPixel|FocalPlane.*|SubjectArea|SubjectLocation|Padding|Gamma)"
                    + "|InteropIFD:.*|ICC.*|Photoshop:.*|MPF.*|MPImage.*|PreviewIFD:PreviewImageStart|Adobe:.*|APP.*|GIF:.*|Ducky:.*|HDRP.*"
                    + "|XMP-tiff:.*|XMP-xmpNote:.*|XMP-exif:(ExifImage.*|ColorSpace|FocalPlane.*|NativeDigest)|XMP-dc:Format|XMP-photoshop:(ICCProfileName|ColorMode)|XMP-xmp:Thumb.*|XMP-(hdrgm|GContainer|Container|GCamera|HDRGainMap).*");
    private static final Pattern LINE = Pattern.compile("\\[([^\\]]+)\\]\\s+(\\S+)\\s*: ?(.*)");

    private final Path scratch;
    private final Map<String, List<Double>> similarities = new TreeMap<>();
    private final Map<String, List<String>> wrong = new TreeMap<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private boolean comparesPixels;
    private int copies;
    private int tags;
    private long milliseconds;

    private CopyHarness(Path scratch) {
        this.scratch = scratch;
    }

    public static void main(String[] arguments) throws Exception {
        var harness = new CopyHarness(Files.createTempDirectory("vitrine-copies-"));
        harness.comparesPixels = !List.of(arguments).contains("facts");
        for (String folder :
                Stream.of(arguments).filter(each -> !each.equals("facts")).toList()) {
            for (Path file : FolderContent.files(Path.of(folder))) {
                harness.look(file);
            }
        }
        harness.report();
        System.exit(0);
    }

    private void look(Path file) throws IOException, InterruptedException {
        System.err.println(file);
        Files.deleteIfExists(scratch.resolve("upright.v"));
        Files.deleteIfExists(scratch.resolve("srgb.v"));
        for (String text : RENDITIONS) {
            Rendition rendition = Rendition.parse(text);
            try {
                long start = System.nanoTime();
                ImageSource copy = PictureCopy.of(ImageSource.ofFile(file), rendition, ImageFacts.UNKNOWN);
                milliseconds += (System.nanoTime() - start) / 1_000_000;
                copies++;
                Path made = scratch.resolve("copy." + rendition.type().extension());
                try (InputStream bytes = copy.open()) {
                    Files.write(made, bytes.readAllBytes());
                }
                compare(file, made, rendition);
                promise(file, made, rendition);
            } catch (ImageException e) {
                refusals.merge(e.getMessage().replaceAll("“[^”]*”", "“…”"), 1, Integer::sum);
            }
        }
    }

    private void compare(Path file, Path made, Rendition rendition) throws IOException, InterruptedException {
        if (!comparesPixels || isRaw(file)) {
            return; // vips takes another picture out of it
        }
        Path upright = scratch.resolve("upright.v");
        Path srgb = scratch.resolve("srgb.v");
        Path small = scratch.resolve("small.png");
        if (!Files.exists(upright) && !run("vips", "autorot", file.toString(), upright.toString())) {
            similarities
                    .computeIfAbsent("not read by vips", _ -> new ArrayList<>())
                    .add(0.0);
            return;
        }
        boolean isProfiled = Files.exists(srgb)
                || run(
                        "vips",
                        "icc_transform",
                        upright.toString(),
                        srgb.toString(),
                        "srgb",
                        "--embedded",
                        "--intent",
                        "perceptual");
        Path full = isProfiled ? srgb : upright;
        int width = Integer.parseInt(
                output("vipsheader", "-f", "width", full.toString()).strip());
        int height = Integer.parseInt(
                output("vipsheader", "-f", "height", full.toString()).strip());
        int longer = Math.max(width, height);
        int expectedWidth = rendition.reduced(width, longer);
        int expectedHeight = rendition.reduced(height, longer);
        Picture ours = new PictureReader().read(ImageSource.ofFile(made), 30_000, DecodeRequest.BACKGROUND);
        if (ours.width() != expectedWidth || ours.height() != expectedHeight) {
            fault(
                    "size",
                    file + ": " + ours.width() + " × " + ours.height() + " for " + expectedWidth + " × "
                            + expectedHeight);
            return;
        }
        boolean done = run(
                "vips",
                "resize",
                full.toString(),
                small + "[strip]",
                Double.toString((double) expectedWidth / width),
                "--vscale",
                Double.toString((double) expectedHeight / height),
                "--kernel",
                "lanczos3",
                "--gap",
                "0");
        if (!done) {
            return;
        }
        Picture theirs =
                flat(new PictureReader().read(ImageSource.ofFile(small), 30_000, DecodeRequest.BACKGROUND), rendition);
        if (theirs.width() == ours.width()
                && theirs.height() == ours.height()
                && ours.width() >= 8
                && ours.height() >= 8) {
            double similarity = FidelityReport.ssim(
                    FidelityReport.luma(ours), FidelityReport.luma(theirs), ours.width(), ours.height());
            similarities
                    .computeIfAbsent(rendition.toString(), _ -> new ArrayList<>())
                    .add(similarity);
            if (similarity < 0.96) {
                fault("SSIM below .96", rendition + " of " + file + ": " + similarity);
            }
        }
    }

    /// A JPEG lies on white.
    private static Picture flat(Picture picture, Rendition rendition) {
        return rendition.type() == ImageType.JPEG
                ? new Picture(
                        picture.width(),
                        picture.height(),
                        Arrays.stream(picture.argb())
                                .map(pixel -> Premultiplied.over(pixel, 0xFFFFFFFF))
                                .toArray())
                : picture;
    }

    private static boolean isRaw(Path file) {
        return ImageType.byExtension(FileNames.extension(file.getFileName().toString()))
                .filter(ImageType::isRaw)
                .isPresent();
    }

    private void promise(Path file, Path made, Rendition rendition) throws IOException, InterruptedException {
        Map<String, Set<String>> before = tags(file);
        Map<String, Set<String>> after = tags(made);
        for (String name : after.keySet()) {
            boolean isPromised = switch (rendition.metadata()) {
                case ALL -> true;
                case COPYRIGHT ->
                    name.matches(
                            "IFD0:(Artist|Copyright)|XMP-dc:(Creator|Rights)|XMP-xmpRights:.*|XMP-x:XMPToolkit|XMP-rdf:About|IPTC:(CodedCharacterSet|By-line|CopyrightNotice)|File:CurrentIPTCDigest");
                case NONE -> false;
            };
            if (!isPromised) {
                fault("said all the same (" + rendition.metadata() + ")", name + " of " + file);
            }
        }
        if (rendition.metadata() == KeptMetadata.NONE) {
            return;
        }
        before.forEach((name, values) -> {
            boolean isPromised = rendition.metadata() == KeptMetadata.ALL
                    ? !OF_ONE_FILE.matcher(name).matches() && !(isRaw(file) && name.matches("(IFD0|SubIFD.*):.*"))
                    : name.matches("IFD0:(Artist|Copyright)|XMP-dc:(Creator|Rights)");
            if (isPromised) {
                tags++;
                boolean isEmpty = values.equals(Set.of(""));
                if (!isEmpty && !values.equals(after.get(name))) {
                    fault(
                            "lost or changed (" + rendition.metadata() + ")",
                            name + " of " + file.getFileName() + ": " + values + " → " + after.get(name));
                }
            }
        });
    }

    private static Map<String, Set<String>> tags(Path file) throws IOException, InterruptedException {
        var tags = new TreeMap<String, Set<String>>();
        for (String line : output("exiftool", "-a", "-G1", "-s", "-n", "-e", file.toString())
                .split("\n")) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()
                    && !OF_EVERY_FILE.contains(parts.group(1))
                    && !parts.group(1).startsWith("PNG")) {
                tags.computeIfAbsent(parts.group(1) + ":" + parts.group(2), _ -> new TreeSet<>())
                        .add(parts.group(3));
            }
        }
        return tags;
    }

    private void fault(String kind, String what) {
        wrong.computeIfAbsent(kind, _ -> new ArrayList<>()).add(what);
    }

    private void report() {
        System.out.println(copies + " copies, " + milliseconds / Math.max(1, copies) + " ms each, " + tags
                + " promised tags looked at");
        refusals.forEach((why, count) -> System.out.println(count + " × refused: " + why));
        similarities.forEach((rendition, values) -> {
            values.sort(null);
            System.out.printf(
                    "%-24s %d pictures: SSIM lowest %.4f, median %.4f%n",
                    rendition, values.size(), values.getFirst(), values.get(values.size() / 2));
        });
        wrong.forEach((kind, list) -> {
            System.out.println(list.size() + " × " + kind);
            list.stream().limit(400).forEach(each -> System.out.println("    " + each));
        });
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
