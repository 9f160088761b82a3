package dev.vitrine.picture;

import dev.vitrine.picture.KindsHarness.Input;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Images whose four quarters have four colors as the coders behind vips write them (libjpeg, libheif, libwebp,
/// libtiff, libpng), in other color spaces, with transparency, turned, and with metadata by exiftool. Vips has to
/// be on the PATH.
final class CoderKinds {
    /// Quarters as seen, by where they are stored, for each orientation of Exif.
    private static final int[][] TURNED = {
        {0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1}, {0, 2, 1, 3}, {2, 0, 3, 1}, {3, 1, 2, 0}, {1, 3, 0, 2}
    };
    /// Primaries and curve changed twice in eight bits.
    private static final int CONVERTED = 8;

    private final RandomGenerator random;
    private final Path folder;
    private final int[] quarters = new int[4];
    private final int width;
    private final int height;

    private CoderKinds(RandomGenerator random, Path folder) {
        this.random = random;
        this.folder = folder;
        width = 2 * (20 + random.nextInt(80)) + random.nextInt(2);
        height = 2 * (20 + random.nextInt(60)) + random.nextInt(2);
        boolean gray = random.nextInt(5) == 0;
        for (int i = 0; i < 4; i++) {
            // nothing so glaring that the other space lacks it
            int color = random.nextInt(1 << 24) & 0x7F7F7F | 0x303030;
            quarters[i] = 0xFF000000 | (gray ? (color & 0xFF) * 0x010101 : color);
        }
    }

    static Input make(int number, RandomGenerator random, Path folder) throws IOException, InterruptedException {
        return new CoderKinds(random, folder).make(number);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private Input make(int number) throws IOException, InterruptedException {
        String type = pick(List.of("jpg", "jpg", "tif", "png", "webp", "heic", "avif", "gif"));
        String options = options(type);
        String name = String.format("%03d-coder%s.%s", number, options.replaceAll("[^a-zA-Z0-9]+", "-"), type);
        Path file = folder.resolve(name);
        boolean clear = !type.equals("jpg") && one(3);
        int alpha = clear ? type.equals("gif") ? 255 : 40 + random.nextInt(200) : 255;
        boolean deep = (type.equals("png") || type.equals("tif")) && one(4);
        String profile = type.equals("gif") || deep ? "" : pick(List.of("", "", "p3", "srgb"));
        write(file, alpha, deep, profile, options);
        // exiftool writes no BigTIFF, and what these say beside it is not heard
        boolean turned = !type.matches("heic|avif|gif") && !options.contains("bigtiff");
        int orientation = turned ? 1 + random.nextInt(8) : 1;
        var command = new ArrayList<>(List.of("exiftool", "-q", "-q", "-m", "-overwrite_original", "-n"));
        command.addAll(MetadataKinds.arguments(random).stream()
                .filter(argument -> !argument.startsWith("-EXIF:Orientation"))
                .toList());
        if (orientation > 1) {
            command.add("-IFD0:Orientation=" + orientation);
        }
        command.add(file.toString());
        KindsHarness.run(command);
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            seen[i] = PixelKinds.premultiplied(alpha, quarters[TURNED[orientation - 1][i]]);
        }
        String size = orientation > 4 ? height + "x" + width : width + "x" + height;
        int tolerance = type.equals("png") && profile.isEmpty() ? 2 : KindsHarness.LOSSY + CONVERTED;
        String kind = "coder " + type + (alpha < 255 ? " alpha" : "") + (profile.isEmpty() ? "" : " " + profile)
                + (deep ? " deep" : "");
        return new Input(kind, name, Files.readAllBytes(file), seen, tolerance, Map.of("size", size));
    }

    private void write(Path file, int alpha, boolean deep, String profile, String options)
            throws IOException, InterruptedException {
        Path step = Files.write(folder.resolveSibling("step.png"), Samples.encoded(picture(), "png"));
        if (alpha < 255) {
            step = step("bandjoin_const", step, String.valueOf(alpha));
        }
        if (deep) {
            step = step("colourspace", step, "rgb16");
        }
        if (profile.isEmpty()) {
            KindsHarness.run(List.of("vips", "copy", step.toString(), file + options));
        } else {
            KindsHarness.run(List.of(
                    "vips", "icc_transform", step.toString(), file + options, profile, "--input-profile", "srgb"));
        }
    }

    private Path step(String operation, Path from, String... arguments) throws IOException, InterruptedException {
        Path to = from.resolveSibling("step-" + operation + ".png");
        var command = new ArrayList<>(List.of("vips", operation, from.toString(), to.toString()));
        command.addAll(List.of(arguments));
        KindsHarness.run(command);
        return to;
    }

    private BufferedImage picture() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, quarters[(2 * x >= width ? 1 : 0) + (2 * y >= height ? 2 : 0)]);
            }
        }
        return image;
    }

    private String options(String type) {
        return switch (type) {
            case "jpg" ->
                "[Q=" + (85 + random.nextInt(15)) + ",subsample-mode=" + pick(List.of("on", "off"))
                        + pick(List.of("", ",interlace", ",optimize-coding", ",restart-interval=3")) + "]";
            case "tif" ->
                "[compression=" + pick(List.of("none", "deflate", "lzw", "packbits", "none"))
                        + pick(List.of("", ",predictor=horizontal", ",predictor=none"))
                        + pick(List.of("", ",tile,tile-width=32,tile-height=16", ",tile,pyramid"))
                        + pick(List.of("", ",bigtiff")) + "]";
            case "png" -> "[compression=" + random.nextInt(10) + pick(List.of("", ",interlace")) + "]";
            case "webp" -> pick(List.of("[lossless]", "[Q=90]", "[Q=95,smart-subsample]", "[near-lossless,Q=80]"));
            case "heic" ->
                "[compression=hevc,Q=90,bitdepth=" + pick(List.of(8, 10)) + ",subsample-mode="
                        + pick(List.of("on", "off")) + "]";
            case "avif" ->
                "[compression=av1,effort=1,subsample-mode=" + pick(List.of("on,Q=90", "off,Q=90", "off,lossless"))
                        + "]";
            default -> "";
        };
    }
}
