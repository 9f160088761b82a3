package dev.vitrine.service.mirror;

import static dev.vitrine.service.mirror.MemoryRows.image;

import dev.vitrine.Unchecked;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.ImageException;
import dev.vitrine.simulation.Simulation;
import dev.vitrine.store.AnnouncedRows;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.DynamoRows;
import dev.vitrine.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/// Measures, on demand and in simulated time: after how long a window knows what was changed elsewhere, and how many
/// requests each window makes, by number of windows, over streams that refuse the third reader of a shard.
/// The windows look as in the program, and read what they learn of; nothing is mirrored.
///
/// Arguments: numbers of windows; `-Dseed=`, `-Dbefore=false` leaves out those without a beacon.
public final class StalenessHarness {
    private static final int READERS = 2;
    /// Of many windows, less says as much.
    private static final int MANY = 500;

    private final Duration quiet;
    private final Duration measured;
    private final Duration busy;
    /// Each person changes something every ten minutes; where there are few, somebody every twenty seconds.
    private static final Duration EACH = Duration.ofMinutes(10);

    private static final Duration AT_LEAST = Duration.ofSeconds(20);
    /// Of other programs.
    private static final Duration OTHERS = Duration.ofMinutes(1);

    private final Simulation simulation;
    private final int windows;
    private final boolean hasBeacon;
    private final S3Model s3 = new S3Model(Clock.systemUTC(), "test", "test");
    private final DynamoModel dynamo;
    private final Map<String, Long> requests = new TreeMap<>();
    private final Map<String, Instant> written = new TreeMap<>();
    private final List<Double> own = new ArrayList<>();
    private final List<Double> others = new ArrayList<>();
    private long throttled;
    private long gaveUp;

    private StalenessHarness(long seed, int windows, boolean hasBeacon) {
        this.simulation = new Simulation(seed, Long.MAX_VALUE);
        this.windows = windows;
        this.hasBeacon = hasBeacon;
        this.dynamo = new DynamoModel(simulation::now);
        boolean isMany = windows >= MANY;
        quiet = Duration.ofMinutes(isMany ? 16 : 30);
        measured = Duration.ofMinutes(isMany ? 4 : 10);
        busy = Duration.ofMinutes(isMany ? 8 : 30);
    }

    public static void main(String[] args) {
        List<Integer> numbers = args.length == 0
                ? List.of(2, 10, 50, 1_000)
                : Arrays.stream(args).map(Integer::valueOf).toList();
        long seed = Long.getLong("seed", 1);
        System.out.println("windows beacon | own p50 p99 max s | others' p50 p99 max s | requests/s/window idle, busy"
                + " | throttled | gave up | not known");
        for (boolean hasBeacon :
                System.getProperty("before") == null ? new boolean[] {false, true} : new boolean[] {true}) {
            for (int windows : numbers) {
                new StalenessHarness(seed, windows, hasBeacon).measure();
            }
        }
    }

    private void measure() {
        AwsClients clients = DirectClients.once(
                new DirectHttp(request -> target(request).isEmpty() ? s3.answer(request) : counted(request)));
        DirectClients.setUp(clients, true);
        dynamo.bearReaders(READERS);
        var process = simulation.process("windows");
        var writers = new ArrayList<MetadataStore>();
        for (int i = 0; i < windows; i++) {
            var rows = new DynamoRows(clients);
            ChangeBeacon beacon = hasBeacon ? rows.beacon() : ChangeBeacon.NONE;
            writers.add(new AnnouncedRows(new DynamoMetadataStore(clients), beacon));
            process.start("window-" + i, () -> follow(rows));
        }
        simulation.run(quiet, () -> false);
        long before = count();
        simulation.run(measured, () -> false);
        double idle = rate(before, measured);
        before = count();
        process.start("people", () -> write("own", writers, pause(EACH.dividedBy(windows), AT_LEAST)));
        process.start("programs", () -> write("other", List.of(new DynamoMetadataStore(clients)), OTHERS));
        simulation.run(busy, () -> false);
        double working = rate(before, busy);
        long due = written.values().stream()
                        .filter(when -> when.isBefore(simulation.now().minusSeconds(60)))
                        .count()
                * windows;
        long known = own.size() + others.size();
        System.out.printf(
                "%d %b | %s | %s | %.3f %.3f | %d | %d | %d%n",
                windows,
                hasBeacon,
                figures(own),
                figures(others),
                idle,
                working,
                throttled,
                gaveUp,
                Math.max(0, due - known));
        System.out.println("    " + requests);
        clients.close();
    }

    private static Duration pause(Duration mean, Duration atMost) {
        return mean.compareTo(atMost) < 0 ? mean : atMost;
    }

    private static String figures(List<Double> seconds) {
        double[] sorted =
                seconds.stream().flatMapToDouble(DoubleStream::of).sorted().toArray();
        return sorted.length == 0
                ? "-"
                : "%.1f %.1f %.1f"
                        .formatted(
                                sorted[sorted.length / 2],
                                sorted[(int) (sorted.length * 0.99)],
                                sorted[sorted.length - 1]);
    }

    private static String target(WireRequest request) {
        return request.header("x-amz-target").orElse("");
    }

    private WireAnswer counted(WireRequest request) {
        String target = target(request);
        requests.merge(target.substring(target.indexOf('.') + 1), 1L, Long::sum);
        WireAnswer answer = dynamo.answer(request);
        if (answer.status() == 400 && new String(answer.body(), StandardCharsets.UTF_8).contains("Throttling")) {
            throttled++;
        }
        return answer;
    }

    private long count() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }

    private double rate(long before, Duration time) {
        return (count() - before) / (double) time.toSeconds() / windows;
    }

    private void write(String kind, List<MetadataStore> writers, Duration mean) {
        for (int i = 0; ; i++) {
            rest(Duration.ofNanos((long) (-Math.log(1 - World.here().random().nextDouble()) * mean.toNanos())));
            String id = kind + "-" + i + "-" + World.here().uuid();
            written.put(id, World.here().now());
            writers.get(World.here().random().nextInt(writers.size())).put(image(id));
        }
    }

    private void follow(DynamoRows rows) {
        rest(Duration.ofMillis(World.here().random().nextInt(60_000)));
        var known = new HashSet<String>();
        var watch = new ChangeWatch(
                hasBeacon ? rows.beacon() : ChangeBeacon.NONE,
                rows::changesAfter,
                PollingPace.USUAL,
                rows.feedEnd().orElseThrow());
        RetryPolicy.Attempts attempts =
                PollingPace.USUAL.reconnect().withMaxAttempts(5).begin();
        while (true) {
            try {
                rest(Duration.ofMillis(10 + World.here().random().nextInt(20)));
                ChangeWatch.News news = watch.look(false);
                if (!news.imageIds().isEmpty()) {
                    rows.readAll(news.imageIds());
                    watch.settled();
                }
                news.imageIds().stream().filter(known::add).forEach(this::note);
                attempts.restart();
                rest(watch.pause());
            } catch (ImageException.Throttled _) {
                if (!attempts.isNext()) {
                    gaveUp++;
                    attempts.restart();
                }
            }
        }
    }

    private void note(String id) {
        Optional.ofNullable(written.get(id))
                .ifPresent(when -> (id.startsWith("own") ? own : others)
                        .add(Duration.between(when, World.here().now()).toMillis() / 1000.0));
    }

    private static void rest(Duration howLong) {
        Unchecked.run(() -> World.here().sleep(howLong));
    }
}
