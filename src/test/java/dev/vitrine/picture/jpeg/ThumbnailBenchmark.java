package dev.vitrine.picture.jpeg;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Thumbnails of a folder's JPEGs: ours against `vipsthumbnail` and the JDK, on demand.
///
/// `ThumbnailBenchmark folder [rounds [rounds of the JDK, may be 0]]`. All ways make 512 px JPEGs of quality 82 without
/// turning or converting, in turns within one run; ratios are vips' cost divided by the other's, so above 1 is faster.
/// Fidelity is the structural similarity of luma to the full decode of the JDK reduced by Lanczos.
final class ThumbnailBenchmark {
    private static final int WARM_UP = 4;

    private final List<Path> files;
    private final Path folder;
    private final Path ours = Files.createTempDirectory("thumbnails-ours");
    private final Path jdk = Files.createTempDirectory("thumbnails-jdk");
    private final Path vips = Files.createTempDirectory("thumbnails-vips");

    private ThumbnailBenchmark(Path folder) throws Exception {
        this.folder = folder;
        this.files = ThumbnailBatch.files(folder);
    }

    public static void main(String[] args) throws Exception {
        var benchmark = new ThumbnailBenchmark(Path.of(args[0]));
        System.out.printf("%d files, %.0f megapixels%n", benchmark.files.size(), benchmark.megapixels());
        benchmark.speed(
                args.length > 1 ? Integer.parseInt(args[1]) : 7, args.length > 2 ? Integer.parseInt(args[2]) : 1);
        benchmark.fidelity();
        benchmark.clean();
    }

    private void speed(int rounds, int jdkRounds) throws Exception {
        cold(Math.min(3, rounds));
        for (int i = 0; i < WARM_UP; i++) {
            ThumbnailBatch.run(files, ours, 1, ThumbnailBatch::ours);
        }
        warm(1, rounds);
        warm(2, rounds);
        System.out.printf("peak resident memory of this process so far: %s%n", peakMemory());
        if (jdkRounds > 0) {
            compareWithJdk(jdkRounds);
        }
    }

    private double megapixels() throws IOException, JpegException {
        double sum = 0;
        for (Path file : files) {
            JpegHeader header = JpegDecoder.header(Files.readAllBytes(file));
            sum += header.width() * (header.height() / 1e6);
        }
        return sum;
    }

    private void cold(int rounds) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=4",
                "-cp",
                System.getProperty("java.class.path"),
                ThumbnailBatch.class.getName(),
                folder.toString(),
                ours.toString());
        List<Cost> theirs = new ArrayList<>();
        List<Cost> mine = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            theirs.add(vips(1));
            mine.add(Cost.of(List.of(command)));
        }
        report("cold process, ours", mine, theirs);
    }

    private void warm(int threads, int rounds) throws Exception {
        List<Cost> theirs = new ArrayList<>();
        List<Cost> mine = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            theirs.add(vips(threads));
            mine.add(Cost.of(() -> ThumbnailBatch.run(files, ours, threads, ThumbnailBatch::ours)));
        }
        report("warm, " + threads + " thread(s), ours", mine, theirs);
    }

    private void compareWithJdk(int rounds) throws Exception {
        List<Cost> theirs = new ArrayList<>();
        List<Cost> mine = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            theirs.add(vips(1));
            mine.add(Cost.of(() -> ThumbnailBatch.run(files, jdk, 1, ThumbnailBatch::jdk)));
        }
        report("warm, 1 thread(s), JDK", mine, theirs);
    }

    /// One process per thread, each with its share of the files.
    private Cost vips(int processes) throws Exception {
        List<List<String>> commands = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            int share = p;
            List<String> command = new ArrayList<>(List.of("vipsthumbnail", "--no-rotate", "-s", "512"));
            command.addAll(List.of("-o", vips + "/%s.jpg[Q=82,strip]"));
            IntStream.range(0, files.size())
                    .filter(i -> i % processes == share)
                    .forEach(i -> command.add(files.get(i).toString()));
            commands.add(command);
        }
        return Cost.of(commands);
    }

    private static void report(String name, List<Cost> mine, List<Cost> theirs) {
        double[] wall = IntStream.range(0, mine.size())
                .mapToDouble(i -> theirs.get(i).wall() / mine.get(i).wall())
                .toArray();
        double[] cpu = IntStream.range(0, mine.size())
                .mapToDouble(i -> theirs.get(i).cpu() / mine.get(i).cpu())
                .toArray();
        System.out.printf(
                "%-24s CPU ratio %.2f (%.2f–%.2f), wall ratio %.2f; median CPU %.2f s, vips %.2f s%n",
                name,
                median(cpu),
                Arrays.stream(cpu).min().orElseThrow(),
                Arrays.stream(cpu).max().orElseThrow(),
                median(wall),
                median(mine.stream().mapToDouble(Cost::cpu).toArray()),
                median(theirs.stream().mapToDouble(Cost::cpu).toArray()));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }

    private void fidelity() throws IOException {
        double[] mine = new double[files.size()];
        double[] theirs = new double[files.size()];
        for (int i = 0; i < mine.length; i++) {
            Raster full = ImageIO.read(files.get(i).toFile()).getRaster();
            String name = ThumbnailBatch.name(files.get(i));
            mine[i] = similarity(full, ours.resolve(name));
            theirs[i] = similarity(full, vips.resolve(name));
        }
        long better = IntStream.range(0, mine.length)
                .filter(i -> mine[i] >= theirs[i])
                .count();
        System.out.printf(
                "SSIM median: ours %.4f, vips %.4f; lowest: ours %.4f, vips %.4f; ours is at least as good in %d of %d%n",
                median(mine),
                median(theirs),
                Arrays.stream(mine).min().orElseThrow(),
                Arrays.stream(theirs).min().orElseThrow(),
                better,
                mine.length);
    }

    private static double similarity(Raster full, Path thumbnail) throws IOException {
        Raster small = ImageIO.read(thumbnail.toFile()).getRaster();
        int width = small.getWidth();
        int height = small.getHeight();
        double[] requested = Lanczos.reduce(luma(full), full.getWidth(), full.getHeight(), width, height);
        return Fidelity.ssim(requested, luma(small), width, height);
    }

    /// Of the samples as stored: profiles have no say here.
    private static double[] luma(Raster raster) {
        double[] luma = new double[raster.getWidth() * raster.getHeight()];
        int[] row = new int[raster.getWidth() * raster.getNumBands()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int x = 0; x < raster.getWidth(); x++) {
                int at = x * raster.getNumBands();
                luma[y * raster.getWidth() + x] = raster.getNumBands() < 3
                        ? row[at]
                        : 0.299 * row[at] + 0.587 * row[at + 1] + 0.114 * row[at + 2];
            }
        }
        return luma;
    }

    private void clean() throws IOException {
        for (Path target : List.of(ours, jdk, vips)) {
            try (var entries = Files.list(target)) {
                for (Path entry : entries.toList()) {
                    Files.delete(entry);
                }
            }
            Files.delete(target);
        }
    }
}
