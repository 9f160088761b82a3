package dev.vitrine.picture;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Mutates files until so many were tried, and counts what came of it. On demand, with a small heap:
///
/// `java -Xmx512m -cp … dev.vitrine.picture.FuzzPictures FIRST COUNT SEED FOLDER…`
///
/// Number, seed and folders make a file again: FIRST skips those before it.
final class FuzzPictures {
    private static final long MAX_BYTES = 1 << 20;
    private static final long SLOW_NANOS = 11_000_000_000L;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int bad;
    private long slowest;
    private String slowestName = "";

    private FuzzPictures() {}

    public static void main(String[] arguments) throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(Long.parseLong(arguments[2]));
        new FuzzPictures()
                .run(
                        Integer.parseInt(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        random,
                        files(List.of(arguments).subList(3, arguments.length)));
        System.exit(0);
    }

    private static List<Path> files(List<String> folders) throws IOException {
        var found = new ArrayList<Path>();
        for (String folder : folders) {
            for (Path file : FolderContent.files(Path.of(folder))) {
                if (Files.size(file) > 0 && Files.size(file) <= MAX_BYTES) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private void run(int first, int count, RandomGenerator random, List<Path> files) throws IOException {
        System.out.printf(
                "%d files, %d MB heap%n", files.size(), Runtime.getRuntime().maxMemory() >> 20);
        long start = System.nanoTime();
        for (int i = 0; i < first + count; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = Mutation.of(Files.readAllBytes(file), random);
            if (i < first) {
                continue;
            }
            one(i, file, bytes);
            if (i % 1000 == 999) {
                System.out.printf(
                        "%d tried in %d s: %s, bad %d, slowest %d ms (%s)%n",
                        i + 1 - first,
                        (System.nanoTime() - start) / 1_000_000_000L,
                        outcomes,
                        bad,
                        slowest / 1_000_000,
                        slowestName);
            }
        }
    }

    private void one(int number, Path file, byte[] bytes) throws IOException {
        ImageSource source = ImageSource.ofBytes(file.getFileName().toString(), bytes);
        long start = System.nanoTime();
        try {
            MutatedFilesTest.everything(source);
            String outcome = read(source);
            count(outcome);
            if (outcome.contains(":")) {
                System.out.println(outcome + " " + keep(number, file, bytes));
            }
        } catch (Throwable e) { // the point of the exercise: anything else than a refusal is a fault
            bad++;
            System.out.println("BAD " + keep(number, file, bytes) + " " + e);
            e.printStackTrace(System.out);
        }
        long time = System.nanoTime() - start;
        if (time > slowest) {
            slowest = time;
            slowestName = file.getFileName().toString();
        }
        if (time > 6 * SLOW_NANOS) {
            count("hang");
        }
    }

    private static Path keep(int number, Path file, byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile("fuzz-" + number + "-", "-" + file.getFileName()), bytes);
    }

    private static String read(ImageSource source) {
        try {
            new PictureReader().read(source, 512);
            return "shown";
        } catch (ImageException.Invalid e) {
            Throwable cause = e.getCause();
            return cause instanceof OutOfMemoryError
                    ? "refused: memory"
                    : e.getMessage().contains("takes longer")
                            ? "refused: time"
                            : cause instanceof StackOverflowError ? "refused: depth" : "refused";
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }
}
