package dev.vitrine.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.Picture;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Makes small images of odd kinds and compares what is read of them with what other programs read. On demand, with
/// exiftool and ImageMagick on the PATH:
///
/// `./dev bench KindsHarness COUNT SEED [FOLDER]`
///
/// A third of them have metadata in many places, of which exiftool says what they are; a third have pixels in many
/// forms, of which the maker knows the colors and ImageMagick is asked for a second opinion; a third have both, and are
/// written by other programs' coders. Count and seed make a file again; FOLDER keeps them all.
final class KindsHarness {
    /// How far a color may be off, for what is packed with loss.
    static final int LOSSY = 14;

    /// @param quarters colors from left to right and top to bottom as they should be seen; none where only metadata
    ///   matter
    /// @param facts what it should say of itself beside that, by name
    record Input(String kind, String name, byte[] bytes, int[] quarters, int tolerance, Map<String, String> facts) {}

    private final Path folder;
    private final Map<String, int[]> counts = new TreeMap<>();

    private KindsHarness(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Path folder = arguments.length > 2
                ? Files.createDirectories(Path.of(arguments[2]))
                : Files.createTempDirectory("vitrine-kinds-");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        new KindsHarness(folder).run(count, random);
        System.exit(0);
    }

    private void run(int count, RandomGenerator random) throws IOException, InterruptedException {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < count; i++) {
            Input input = switch (i % 3) {
                case 0 -> MetadataKinds.make(i, random, folder);
                case 1 -> PixelKinds.make(i, random);
                default -> CoderKinds.make(i, random, folder);
            };
            Files.write(folder.resolve(input.name), input.bytes);
            inputs.add(input);
        }
        Map<String, JsonNode> said = exiftool();
        for (Input input : inputs) {
            var wrong = new ArrayList<String>();
            if (!(input.name.contains("pixels"))) {
                wrong.addAll(MetadataKinds.compare(
                        input, said.getOrDefault(input.name, new ObjectMapper().createObjectNode())));
            }
            if (input.quarters.length > 0) {
                wrong.addAll(pixels(input));
            }
            int[] of = counts.computeIfAbsent(input.kind, _ -> new int[2]);
            of[wrong.isEmpty() ? 0 : 1]++;
            wrong.forEach(sentence -> System.out.println(input.name + " [" + input.kind + "]: " + sentence));
        }
        counts.forEach((kind, of) -> System.out.printf("%-28s %4d right %4d wrong%n", kind, of[0], of[1]));
        System.out.printf(
                "%d inputs, %d wrong; %s%n",
                inputs.size(), counts.values().stream().mapToInt(of -> of[1]).sum(), folder);
    }

    private List<String> pixels(Input input) throws IOException, InterruptedException {
        var wrong = new ArrayList<String>();
        ImageSource source = ImageSource.ofBytes(input.name, input.bytes);
        try {
            Picture picture = new PictureReader().read(source, 512);
            int[] ours = Samples.quarters(picture);
            int off = off(input.quarters, ours);
            if (off > input.tolerance) {
                wrong.add("off by " + off + ": " + hex(ours) + " for " + hex(input.quarters) + ", others "
                        + others(input));
            }
            wrong.addAll(facts(input, source, picture));
        } catch (ImageException.Invalid e) {
            wrong.add(e.getMessage() + " others " + others(input));
        }
        return wrong;
    }

    private static List<String> facts(Input input, ImageSource source, Picture picture) {
        var wrong = new ArrayList<String>();
        input.facts.forEach((name, expected) -> {
            String ours = switch (name) {
                case "size" -> picture.width() + "x" + picture.height();
                case "animated" ->
                    String.valueOf(new PictureReader().inspect(source).facts().animated());
                case "plays" ->
                    AnimatedPicture.open(source, 512)
                            .map(animation -> String.valueOf(animation.plays()))
                            .orElse("still");
                case "frames" ->
                    AnimatedPicture.open(source, 512)
                            .map(animation -> String.valueOf(animation.frameCount()))
                            .orElse("1");
                default -> throw new IllegalArgumentException(name);
            };
            if (!ours.equals(expected)) {
                wrong.add(name + " " + ours + " for " + expected);
            }
        });
        return wrong;
    }

    private static int off(int[] expected, int[] ours) {
        int off = 0;
        for (int i = 0; i < 4; i++) {
            off = Math.max(off, Samples.difference(expected[i], ours[i]));
        }
        return off;
    }

    private static String hex(int[] colors) {
        return Arrays.stream(colors)
                .mapToObj(color -> String.format("%08x", color))
                .toList()
                .toString();
    }

    /// What ImageMagick sees.
    private String others(Input input) throws IOException, InterruptedException {
        String raw = run(List.of(
                "convert",
                folder.resolve(input.name) + "[0]",
                "-auto-orient",
                "-colorspace",
                "sRGB",
                "-depth",
                "8",
                "-format",
                "%[pixel:p{w*1/4,h*1/4}] %[pixel:p{w*3/4,h*1/4}] %[pixel:p{w*1/4,h*3/4}] %[pixel:p{w*3/4,h*3/4}]",
                "info:-"));
        return raw.isBlank() ? "see nothing" : raw.strip();
    }

    private Map<String, JsonNode> exiftool() throws IOException, InterruptedException {
        String json = run(List.of("exiftool", "-j", "-G1", "-n", "-q", "-q", folder.toString()));
        var said = new TreeMap<String, JsonNode>();
        for (JsonNode file : new ObjectMapper().readTree(json)) {
            said.put(Path.of(file.get("SourceFile").asText()).getFileName().toString(), file);
        }
        return said;
    }

    static String run(List<String> command) throws IOException, InterruptedException {
        File out = File.createTempFile("kinds", ".out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        String text = Files.readString(out.toPath(), StandardCharsets.UTF_8);
        Files.delete(out.toPath());
        return text;
    }
}
