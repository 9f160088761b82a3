package dev.vitrine.store.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.mirror.RowsPublisher;
import dev.vitrine.service.published.PublishedCopy;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Rights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Measures, on demand: what it costs a window to come back to a cloud library, by how long it was away and how
/// much has changed, alone and where another window left lists of changes, beside a full reading as versions up to
/// 1.0 made it after a day. In a cloud in memory, at prices of us-east-1.
///
/// Arguments: number of rows, then hours away (`24`, or `1,24,168`), percents changed (`0,1,10`), and `vitrine` where
/// no other program deletes anything.
public final class ComingBackHarness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double READ_UNIT = 0.125e-6;
    private static final double STREAM_REQUEST = 0.2e-6;
    private static final double BYTE = 0.09e-9;
    private static final List<String> WORDS = List.of(
            "sea boat harbour train summer evening hike birthday anna otto garden cat snow river old town".split(" "));

    private final Random random = new Random(1);
    private final Wire wire = new Wire();
    private final List<ImageRecord> rows = new ArrayList<>();
    private boolean isAlone;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final DynamoModel model = new DynamoModel((InstantSource) () -> now);
    private final S3Model s3 =
            new S3Model(() -> now, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());

    public static void main(String[] args) throws IOException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var harness = new ComingBackHarness();
        harness.isAlone = args.length > 3 && args[3].equals("vitrine");
        harness.run(count, args.length > 1 ? args[1] : "1,24,168", args.length > 2 ? args[2] : "0,1,10");
        System.exit(0);
    }

    /// Counts what passes.
    private final class Wire {
        private long requests;
        private long streams;
        private long bytes;
        private double units;
        private boolean counts;

        WireAnswer answer(WireRequest request) {
            if (request.header("x-amz-target").isEmpty()) {
                WireAnswer answer = s3.answer(request);
                if (counts) {
                    countBytes(answer);
                }
                return answer;
            }
            try {
                boolean isStream = request.header("x-amz-target").orElse("").startsWith("DynamoDBStreams");
                ObjectNode body = (ObjectNode) JSON.readTree(request.body());
                boolean isRead = request.header("x-amz-target").orElse("").matches(".*(Scan|Query|Get).*") && !isStream;
                if (isRead) {
                    body.put("ReturnConsumedCapacity", "TOTAL");
                }
                WireAnswer answer = model.answer(new WireRequest(
                        request.method(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        JSON.writeValueAsBytes(body)));
                if (counts) {
                    count(answer, isStream, isRead);
                }
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized void count(WireAnswer answer, boolean isStream, boolean isRead) throws IOException {
            requests++;
            streams += isStream ? 1 : 0;
            bytes += answer.body().length;
            if (isRead) {
                JsonNode used = json(answer).path("ConsumedCapacity");
                units += used.isArray()
                        ? used.valueStream()
                                .mapToDouble(each -> each.path("CapacityUnits").asDouble())
                                .sum()
                        : used.path("CapacityUnits").asDouble();
            }
        }

        private synchronized void countBytes(WireAnswer answer) {
            requests++;
            bytes += answer.body().length;
        }

        private static JsonNode json(WireAnswer answer) throws IOException {
            return answer.headers().containsKey("Content-Encoding")
                    ? JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(answer.body())))
                    : JSON.readTree(answer.body());
        }

        synchronized void begin() {
            requests = 0;
            streams = 0;
            bytes = 0;
            units = 0;
            counts = true;
        }

        synchronized void print(String what) {
            counts = false;
            System.out.printf(
                    "%-28s %,8d requests %,12d bytes %,10.0f units  $%.5f%n",
                    what, requests, bytes, units, units * READ_UNIT + streams * STREAM_REQUEST + bytes * BYTE);
        }
    }

    private void run(int count, String hours, String percents) throws IOException {
        WireModel cloud =
                request -> request.header("x-amz-target").isPresent() ? model.answer(request) : s3.answer(request);
        Path folder = Files.createTempDirectory("vitrine-back");
        AwsSettings plain = DirectClients.SETTINGS;
        try (AwsClients others = DirectClients.over(plain, new DirectHttp(cloud));
                AwsClients before = DirectClients.over(plain, new DirectHttp(wire::answer));
                AwsClients after = DirectClients.over(DirectClients.onAws(), new DirectHttp(wire::answer));
                SqliteCatalog earlier = SqliteCatalog.openMirror(folder.resolve("before"));
                SqliteCatalog catalog = SqliteCatalog.openMirror(folder.resolve("after"));
                SqliteCatalog staying = SqliteCatalog.openMirror(folder.resolve("staying"));
                SqliteCatalog listed = SqliteCatalog.openMirror(folder.resolve("listed"))) {
            var setup = new AwsSetup(others);
            setup.apply(setup.plan().steps(), _ -> {});
            write(others, count, () -> now.minus(random.nextLong(400L * 86_400_000_000L), ChronoUnit.MICROS));
            now = now.plus(Duration.ofDays(2)); // of which the streams know nothing any more
            visit("first reading, before", before, earlier);
            visit("first reading, after", after, catalog);
            stay(after, staying, folder);
            visitWithLists("first reading, with lists", after, listed, folder);
            publishAndBegin(after, catalog, folder);
            for (String away : hours.split(",")) {
                for (String percent : percents.split(",")) {
                    Duration half = Duration.ofMinutes(30L * Integer.parseInt(away));
                    now = now.plus(half);
                    change(others, count * Integer.parseInt(percent) / 100);
                    stay(after, staying, folder);
                    now = now.plus(half);
                    String what = away + " h away, " + percent + " %, ";
                    forget(earlier);
                    visit(what + "before", before, earlier);
                    visit(what + "after", after, catalog);
                    stay(after, staying, folder);
                    visitWithLists(what + "with lists", after, listed, folder);
                    if (!all(earlier).equals(all(catalog)) || !all(earlier).equals(all(listed))) {
                        throw new IllegalStateException("The mirrors differ.");
                    }
                }
            }
        }
    }

    /// A window that has all rows publishes them; another one begins with that an hour later, and compares the next
    /// day.
    private void publishAndBegin(AwsClients clients, SqliteCatalog whole, Path folder) throws IOException {
        visit("back at once", clients, whole);
        wire.begin();
        long begun = System.nanoTime();
        try (MirrorSync sync = MirrorSync.start(
                new DynamoRows(clients), whole, PollingPace.USUAL, Clock.fixed(now, ZoneOffset.UTC), () -> {})) {
            awaitLive(sync);
            var publisher = new RowsPublisher(
                    sync,
                    published(clients, folder),
                    clients.settings().bucket(),
                    new Rights(),
                    Clock.fixed(now, ZoneOffset.UTC));
            System.out.println(publisher.publishNow() + " in "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        }
        wire.print("publishing");
        PublishedCopy copy = published(clients, folder).list().newest().orElseThrow();
        System.out.printf(
                "%,d rows in %,d bytes: %.1f a row%n",
                copy.rows(), copy.sizeBytes(), (double) copy.sizeBytes() / copy.rows());
        Instant before = now;
        for (int hours : List.of(1)) {
            now = before.plus(Duration.ofHours(hours));
            Path home = folder.resolve("new-" + hours);
            try (SqliteCatalog catalog = SqliteCatalog.openMirror(home)) {
                for (int later : List.of(0, 21 * 60)) {
                    Clock clock = Clock.fixed(now.plus(Duration.ofMinutes(later)), ZoneOffset.UTC);
                    wire.begin();
                    long start = System.nanoTime();
                    try (MirrorSync sync = MirrorSync.startFrom(
                            published(clients, folder),
                            new DynamoRows(clients),
                            catalog,
                            PollingPace.USUAL,
                            clock,
                            () -> {})) {
                        awaitLive(sync);
                    }
                    wire.print("copy " + hours + " h old, after " + later + " min");
                    System.out.println(
                            "  " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
                }
                if (!all(catalog).equals(all(whole))) {
                    throw new IllegalStateException("The mirrors differ.");
                }
            }
        }
    }

    private PublishedRows published(AwsClients clients, Path folder) {
        return new PublishedRows(
                new S3ObjectStore(clients, folder.resolve("open-uploads")),
                clients.settings().table(),
                new DynamoRows(clients)::identity,
                folder,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private void visit(String what, AwsClients clients, SqliteCatalog catalog) {
        wire.begin();
        long begun = System.nanoTime();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try (MirrorSync sync = MirrorSync.start(new DynamoRows(clients), catalog, PollingPace.USUAL, clock, () -> {})) {
            awaitLive(sync);
        }
        wire.print(what);
        System.out.println("  " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    /// Another window, which was there all the time and leaves a list of what changed. What it costs is not
    /// counted.
    private void stay(AwsClients clients, SqliteCatalog catalog, Path folder) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try (MirrorSync sync = MirrorSync.start(new DynamoRows(clients), catalog, PollingPace.USUAL, clock, () -> {})) {
            awaitLive(sync);
            var rights = new Rights();
            rights.use(Rights.Right.EDIT_ROWS, () -> {});
            new RowsPublisher(
                            sync, published(clients, folder), clients.settings().bucket(), rights, clock)
                    .publishIfDue();
        }
    }

    private void visitWithLists(String what, AwsClients clients, SqliteCatalog catalog, Path folder) {
        wire.begin();
        long begun = System.nanoTime();
        try (MirrorSync sync = MirrorSync.startFrom(
                published(clients, folder),
                new DynamoRows(clients),
                catalog,
                PollingPace.USUAL,
                Clock.fixed(now, ZoneOffset.UTC),
                () -> {})) {
            awaitLive(sync);
        }
        wire.print(what);
        System.out.println("  " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
    }

    private static void awaitLive(MirrorSync sync) {
        while (sync.status().state() != SyncState.LIVE) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// That the facts were read: then all is read again, as it was before.
    private static void forget(SqliteCatalog catalog) {
        Map<String, String> state = new HashMap<>(catalog.mirrorNotes().state());
        state.keySet().removeAll(List.of("complete", "attributes"));
        catalog.mirrorNotes().setState(state);
    }

    private static List<ImageRecord> all(SqliteCatalog catalog) {
        return catalog.findAll(catalog.idsAfter("", 10_000_000));
    }

    /// A third is new, a third edited, and of the rest half is in the trash and half gone, as the Python service
    /// deletes; all of it is in the trash where there is no such service.
    private void change(AwsClients others, int count) {
        write(others, count / 3, () -> now.minus(random.nextLong(1_000_000_000L), ChronoUnit.MICROS));
        var store = new DynamoMetadataStore(others);
        for (int i = 0; i < count / 3; i++) {
            int at = random.nextInt(rows.size());
            ImageRecord row = rows.get(at);
            rows.set(at, store.update(new ImageEdit(row, caption()), now));
        }
        for (int i = 0; i < count / 3; i++) {
            ImageRecord row = rows.remove(random.nextInt(rows.size()));
            if (isAlone || i % 2 == 0) {
                store.trash(row.imageId(), now);
            } else {
                others.dynamo()
                        .deleteItem(delete ->
                                delete.tableName(others.settings().table()).key(DynamoItem.key(row.imageId())));
            }
        }
    }

    private void write(AwsClients others, int count, Supplier<Instant> times) {
        String table = others.settings().table();
        for (int begin = 0; begin < count; begin += 25) {
            List<WriteRequest> puts = new ArrayList<>();
            for (int i = begin; i < Math.min(count, begin + 25); i++) {
                ImageRecord row = row(times.get());
                rows.add(row);
                puts.add(WriteRequest.builder()
                        .putRequest(put ->
                                put.item(DynamoItem.write(row, others.settings().bucket())))
                        .build());
            }
            others.dynamo().batchWriteItem(write -> write.requestItems(Map.of(table, puts)));
        }
    }

    private ImageRecord row(Instant at) {
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return new ImageRecord(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "user-" + random.nextInt(50),
                caption(),
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.SIZE_BYTES, 2_000_000L + random.nextInt(7_000_000))
                        .with(Attribute.WIDTH, 4000)
                        .with(Attribute.HEIGHT, 3000)
                        .with(
                                Attribute.TAKEN_AT,
                                LocalDateTime.ofInstant(at, ZoneOffset.UTC).withNano(0))
                        .with(Attribute.ORIGINAL_NAME, "DSC_%05d.JPG".formatted(random.nextInt(100_000)))
                        .with(Attribute.CONTENT_SHA256, HexFormat.of().formatHex(hash))
                        .with(Attribute.AVERAGE_COLOR, "#%06x".formatted(random.nextInt(1 << 24))),
                at);
    }

    private Caption caption() {
        return new Caption(
                random.nextBoolean() ? "DSC_%05d".formatted(random.nextInt(100_000)) : words(2),
                random.nextInt(10) < 7 ? "" : words(6),
                List.of(words(1), "tag-" + random.nextInt(100)));
    }

    private String words(int count) {
        return String.join(
                " ", random.ints(count, 0, WORDS.size()).mapToObj(WORDS::get).toList());
    }
}
