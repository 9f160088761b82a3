package dev.vitrine.simulation;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Runs the program in simulated clouds, a seed each, and prints what was promised and not kept. Run on demand.
///
/// Arguments: how many (1,000 by default), the first seed (1), `twice` to compare two runs of each or `once`, the
/// parts that are left out. The first run that goes wrong is shrunk: the shortest run with the same violation is
/// looked for, and printed with how to repeat it. Or `shrink` and a seed, for another one. Or `repeat`, a seed, how
/// many acts, the parts that are left out. Or `about`, how many, the first seed, the parts that come together in
/// each. With `-Dvitrine.simulation.first=true` it ends at the first violation, with `-Dtrace` it tells what
/// happens.
public final class SimulationHarness {
    /// A run with fewer parts is another run: so many are tried before the part is needed.
    private static final int SEEDS_TRIED = 40;

    static final String SEED = "seed ";

    private static final byte[] OF_CAMERA = Samples.withExif(SampleImages.jpeg(16, 8, Color.RED), Samples.camera());

    private final Path work;
    private final List<Path> files;

    private SimulationHarness(Path work) throws IOException {
        this.work = work;
        files = pictures(work);
        loadDriver(work);
    }

    public static void main(String[] arguments) throws IOException {
        forgetThreads();
        Path work = workFolder();
        var harness = new SimulationHarness(work);
        boolean isSound = switch (arguments.length == 0 ? "" : arguments[0]) {
            case "shrink" -> harness.shrink(Long.parseLong(arguments[1]));
            case "repeat" ->
                harness.repeat(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), parts(arguments, 3));
            case "about" ->
                harness.about(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]), parts(arguments, 3));
            default -> harness.run(arguments);
        };
        CloudRun.remove(work);
        System.exit(isSound ? 0 : 1);
    }

    /// For the program with a planted fault.
    ///
    /// @param about names of the parts that come together in each run; none for whatever the seeds decide
    public static String firstViolation(List<String> about, int runs) throws IOException {
        Path work = workFolder();
        try {
            var harness = new SimulationHarness(work);
            CloudRun.Plan plan = new CloudRun.Plan(harness.files)
                    .about(about.stream().map(Part::valueOf).collect(Collectors.toSet()));
            for (long seed = 1; seed <= runs; seed++) {
                CloudRun.Outcome outcome = CloudRun.of(seed, work, plan);
                if (!outcome.wrong().isEmpty()) {
                    String said = outcome.wrong().getFirst();
                    return SEED + seed + ": " + said.substring(0, Math.min(said.length(), 100));
                }
            }
            return runs + " runs";
        } finally {
            CloudRun.remove(work);
        }
    }

    /// Runs in which these parts come together.
    private boolean about(int count, long first, Set<Part> parts) throws IOException {
        int bad = 0;
        for (long seed = first; seed < first + count; seed++) {
            CloudRun.Outcome outcome = CloudRun.of(seed, work, new CloudRun.Plan(files).about(parts));
            if (!outcome.wrong().isEmpty()) {
                bad++;
                System.out.println("seed " + seed + ": " + String.join("\n    ", outcome.wrong()));
            }
        }
        System.out.printf("%d seeds from %d about %s, %d with violations%n", count, first, parts, bad);
        return bad == 0;
    }

    private boolean run(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        boolean twice = arguments.length > 2 && arguments[2].equals("twice");
        var plan = new CloudRun.Plan(files, CloudRun.Plan.MOST_ACTS, parts(arguments, 3), Set.of());
        long begun = System.nanoTime();
        long turns = 0;
        long requests = 0;
        int bad = 0;
        boolean isEnough = false;
        for (long seed = first; !isEnough && seed < first + count; seed++) {
            CloudRun.Outcome outcome = CloudRun.of(seed, work, plan);
            turns += outcome.turns();
            requests += outcome.requests();
            if (twice && CloudRun.of(seed, work, plan).fingerprint() != outcome.fingerprint()) {
                System.out.println("seed " + seed + " does not replay");
                bad++;
            }
            if (!outcome.wrong().isEmpty()) {
                bad++;
                isEnough = Boolean.getBoolean("vitrine.simulation.first");
                System.out.println("seed " + seed + ": " + String.join("\n    ", outcome.wrong()));
                if (bad == 1) {
                    shrink(new Failing(seed, plan, outcome));
                }
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d seeds from %d, %d with violations, %.1f s (%.1f of them computing), %.1f a second, %d turns,"
                        + " %d requests%n",
                count, first, bad, seconds, computed() / 1e9, count / seconds, turns, requests);
        return bad == 0;
    }

    /// By this thread, on which all others take turns.
    private static long computed() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Set<Part> parts(String[] arguments, int first) {
        return Arrays.stream(arguments).skip(first).map(Part::valueOf).collect(Collectors.toSet());
    }

    private boolean repeat(long seed, int acts, Set<Part> without) throws IOException {
        CloudRun.Outcome outcome = CloudRun.of(seed, work, new CloudRun.Plan(files, acts, without, Set.of()));
        System.out.println(outcome);
        return outcome.wrong().isEmpty();
    }

    /// A run that goes wrong.
    private record Failing(long seed, CloudRun.Plan plan, CloudRun.Outcome outcome) {}

    private boolean shrink(long seed) throws IOException {
        var plan = new CloudRun.Plan(files);
        CloudRun.Outcome outcome = CloudRun.of(seed, work, plan);
        if (outcome.wrong().isEmpty()) {
            System.out.println("seed " + seed + " goes well");
            return true;
        }
        shrink(new Failing(seed, plan, outcome));
        return false;
    }

    private void shrink(Failing failing) throws IOException {
        Failing smallest = failing;
        Failing smaller = failing;
        while (smaller != null) {
            smallest = smaller;
            print(smallest);
            smaller = smaller(smallest);
        }
        System.out.println("    nothing of it can be left out");
    }

    /// @return `null` where nothing can be left out
    private Failing smaller(Failing failing) throws IOException {
        for (CloudRun.Plan plan : smallerPlans(failing.plan).toList()) {
            for (long seed = failing.seed; seed < failing.seed + SEEDS_TRIED; seed++) {
                CloudRun.Outcome outcome = CloudRun.of(seed, work, plan);
                if (!outcome.wrong().isEmpty() && kind(outcome).equals(kind(failing.outcome))) {
                    return new Failing(seed, plan, outcome);
                }
            }
        }
        return null;
    }

    private Stream<CloudRun.Plan> smallerPlans(CloudRun.Plan plan) {
        Stream<CloudRun.Plan> fewerActs = Stream.of(plan.acts() / 2, plan.acts() - 1)
                .filter(acts -> acts > 0)
                .distinct()
                .map(acts -> new CloudRun.Plan(files, acts, plan.without(), Set.of()));
        Stream<CloudRun.Plan> fewerParts = EnumSet.allOf(Part.class).stream()
                .filter(part -> plan.has(part) && part != Part.DROP)
                .map(part -> {
                    var without = EnumSet.of(part);
                    without.addAll(plan.without());
                    return new CloudRun.Plan(files, plan.acts(), without, Set.of());
                });
        return Stream.concat(fewerActs, fewerParts);
    }

    private static String kind(CloudRun.Outcome outcome) {
        return outcome.wrong().getFirst().replaceFirst(":.*", "");
    }

    private static void print(Failing failing) {
        System.out.printf(
                "repeat %d %d %s%n    %s, %d requests%n",
                failing.seed,
                failing.plan.acts(),
                failing.plan.without().stream().sorted().map(Part::name).collect(Collectors.joining(" ")),
                failing.outcome.wrong().getFirst(),
                failing.outcome.requests());
    }

    /// Otherwise the JDK remembers the threads of killed programs, with all that they know. Before the first one.
    static void forgetThreads() {
        System.setProperty("jdk.trackAllThreads", "false");
    }

    /// By a thread of the system: what a driver does when it is loaded is not for a simulation.
    static void loadDriver(Path work) {
        SqliteCatalog.open(work.resolve("driver.sqlite")).close();
    }

    /// In memory where there is such a place: what is written is lost with the run anyway.
    static Path workFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "vitrine-simulation")
                : Files.createTempDirectory("vitrine-simulation");
    }

    /// Small ones, all different.
    static List<Path> pictures(Path work) throws IOException {
        Path folder = Files.createDirectory(work.resolve("pictures"));
        var files = new ArrayList<Path>();
        for (int number = 0; number < 5; number++) {
            var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
            var random = new Random(number);
            for (int i = 0; i < 64; i++) {
                image.setRGB(i % 8, i / 8, random.nextInt());
            }
            Path file = folder.resolve("picture-" + number + ".png");
            ImageIO.write(image, "png", file.toFile());
            files.add(file);
        }
        Path file = folder.resolve("picture-of-a-camera.jpg");
        Files.write(file, OF_CAMERA);
        files.add(file);
        return files;
    }

    /// What a picture says of when it was taken.
    ///
    /// @param sha256 of its bytes
    static Optional<LocalDateTime> momentOf(String sha256) {
        ImageSource ofCamera = ImageSource.ofBytes("", OF_CAMERA);
        return sha256.equals(Sha256.of(ofCamera, _ -> {}))
                ? new PictureReader().inspect(ofCamera).facts().takenAt()
                : Optional.empty();
    }
}
