package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.ThumbnailBatch.Kind;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Thumbnails of a folder's JPEGs, baseline and progressive apart, and PNGs: ours against `vipsthumbnail` and the
/// JDK, on demand.
///
/// `ThumbnailBenchmark folder [rounds [rounds of the JDK, may be 0 [other vipsthumbnail…]]]`. All ways make 512 px
/// JPEGs of quality 82 without turning or converting, in turns within one run; ratios are the other's cost divided
/// by ours, so above 1 is faster. Fidelity is the structural similarity of luma to the full decode of the JDK
/// reduced by Lanczos; it needs 4 bytes of heap for each pixel of the largest file.
final class ThumbnailBenchmark {
    private static final int WARM_UP = 4;

    private final Path folder;
    private final Kind kind;
    private final ThumbnailBatch.Way way;
    private final List<Path> files;
    private final List<String> others;
    private final Path ours = Files.createTempDirectory("thumbnails-ours");
    private final Path jdk = Files.createTempDirectory("thumbnails-jdk");
    private final Path vips = Files.createTempDirectory("thumbnails-vips");

    private ThumbnailBenchmark(Path folder, Kind kind, List<String> others) throws Exception {
        this.folder = folder;
        this.kind = kind;
        this.way = kind == Kind.PNG ? ThumbnailBatch::png : ThumbnailBatch::ours;
        this.others = others;
        this.files = ThumbnailBatch.files(folder, kind);
    }

    public static void main(String[] args) throws Exception {
        List<String> rest = List.of(args).subList(Math.min(3, args.length), args.length);
        List<String> others = rest.isEmpty() ? List.of("vipsthumbnail") : rest;
        for (Kind kind : Kind.values()) {
            var benchmark = new ThumbnailBenchmark(Path.of(args[0]), kind, others);
            System.out.printf("%s: %d files%n", kind, benchmark.files.size());
            if (!benchmark.files.isEmpty()) {
                benchmark.speed(
                        args.length > 1 ? Integer.parseInt(args[1]) : 7,
                        args.length > 2 ? Integer.parseInt(args[2]) : 1);
                benchmark.fidelity();
            }
            benchmark.clean();
        }
    }

    private void speed(int rounds, int jdkRounds) throws Exception {
        if (kind != Kind.PNG) {
            cold(Math.min(5, rounds));
        }
        for (int i = 0; i < WARM_UP; i++) {
            ThumbnailBatch.run(files, ours, 1, way);
        }
        warm(1, rounds);
        warm(2, rounds);
        System.out.printf("peak resident memory of this process so far: %s%n", peakMemory());
        if (jdkRounds > 0) {
            compare("warm, 1 thread, JDK", jdkRounds, 1, inHere(jdk, 1, ThumbnailBatch::jdk));
        }
    }

    /// As the packaged program is started, which has a cache made ahead of time besides.
    private void cold(int rounds) throws Exception {
        Path jar = Files.createTempFile("thumbnails", ".jar");
        Path cache = Files.createTempFile("thumbnails", ".aot");
        List<String> packing = new ArrayList<>(List.of("--create", "--file", jar.toString()));
        for (Class<?> each : List.of(JpegDecoder.class, ThumbnailBatch.class)) {
            String place = Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            packing.addAll(List.of("-C", place, each.getPackageName().replace('.', '/')));
        }
        ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, packing.toArray(String[]::new));
        Cost.of(List.of(batch(jar, "-XX:AOTCacheOutput=" + cache)));
        compare("cold process, ours", rounds, 1, () -> Cost.of(List.of(batch(jar))));
        compare("cold, cached, ours", rounds, 1, () -> Cost.of(List.of(batch(jar, "-XX:AOTCache=" + cache))));
        Files.delete(jar);
        Files.delete(cache);
    }

    /// The options that the packaged program is started with, read where they are told.
    private static List<String> packaged() throws IOException {
        String source = Files.readString(Path.of("packaging/common/AppImage.java"));
        int from = source.indexOf("JVM = List.of(");
        return Pattern.compile("\"(-X(?!log)[^\"]+)\"")
                .matcher(source.substring(from, source.indexOf(");", from)))
                .results()
                .map(option -> option.group(1))
                .toList();
    }

    private List<String> batch(Path jar, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.addAll(packaged());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", jar.toString(), ThumbnailBatch.class.getName()));
        command.addAll(List.of(folder.toString(), kind.name(), ours.toString()));
        return command;
    }

    private void warm(int threads, int rounds) throws Exception {
        compare("warm, " + threads + " thread(s), ours", rounds, threads, inHere(ours, threads, way));
    }

    private Callable<Cost> inHere(Path target, int threads, ThumbnailBatch.Way way) {
        return () -> Cost.of(() -> ThumbnailBatch.run(files, target, threads, way));
    }

    private void compare(String name, int rounds, int processes, Callable<Cost> way) throws Exception {
        List<Cost> mine = new ArrayList<>();
        List<List<Cost>> theirs = new ArrayList<>();
        others.forEach(_ -> theirs.add(new ArrayList<>()));
        for (int i = 0; i < rounds; i++) {
            for (int other = 0; other < theirs.size(); other++) {
                theirs.get(other).add(vips(others.get(other), processes));
            }
            mine.add(way.call());
        }
        for (int other = 0; other < theirs.size(); other++) {
            report(name + " to " + others.get(other), mine, theirs.get(other));
        }
    }

    /// One process per thread, each with its share of the files.
    private Cost vips(String program, int processes) throws Exception {
        List<List<String>> commands = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            int share = p;
            List<String> command = new ArrayList<>(List.of(program, "--no-rotate", "-s", "512"));
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
                "%-40s CPU ratio %.2f (%.2f–%.2f), wall ratio %.2f; median CPU %.2f s, theirs %.2f s%n",
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
        double[] requested = Lanczos.reduce(y -> luma(full, y), full.getWidth(), full.getHeight(), width, height);
        double[] given = new double[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(luma(small, y), 0, given, y * width, width);
        }
        return Fidelity.ssim(requested, given, width, height);
    }

    /// Of one row's samples as stored: profiles have no say here.
    private static double[] luma(Raster raster, int y) {
        int bands = raster.getNumBands();
        int[] row = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
        double[] luma = new double[raster.getWidth()];
        for (int x = 0; x < luma.length; x++) {
            int at = x * bands;
            luma[x] = bands < 3 ? row[at] : 0.299 * row[at] + 0.587 * row[at + 1] + 0.114 * row[at + 2];
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
