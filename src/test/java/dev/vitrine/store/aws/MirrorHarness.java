package dev.vitrine.store.aws;

import static dev.vitrine.Eventually.await;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RowSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Measures, on demand: filling a mirror from nothing (rows a second, requests), and how soon another machine's change
/// shows.
///
/// Arguments: number of rows. Endpoints as for the tests.
public final class MirrorHarness {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CHANGES = 30;

    private MirrorHarness() {}

    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path folder = Files.createTempDirectory("vitrine-mirror");
        try (AwsClients clients = AwsServers.library(AwsServers.settings());
                SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            write(clients, rows);
            measureReadingAlone(clients);
            long start = System.nanoTime();
            MirrorSync sync =
                    MirrorSync.start(new DynamoRows(clients), catalog, PollingPace.USUAL, Clock.systemUTC(), () -> {});
            while (catalog.idsAfter("", 1).isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            System.out.printf("first rows after %.2f s%n", (System.nanoTime() - start) / 1e9);
            // Also where the server of the tests was too busy to answer in time: the mirror goes on by
            // itself then.
            while (sync.status().state() == SyncState.FILLING || sync.status().state() == SyncState.OFFLINE) {
                LockSupport.parkNanos(1_000_000);
            }
            MirrorStatus status = sync.status();
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "filled %,d rows in %.1f s: %,.0f rows/s, %,d requests, then %s%n",
                    status.read(), seconds, status.read() / seconds, status.requests(), status.state());
            if (status.state() == SyncState.LIVE) {
                measureLatency(new DynamoMetadataStore(clients), catalog);
            }
            sync.close();
        }
        System.exit(0);
    }

    /// The same reading without a catalog behind it: what is left is the price of mirroring.
    private static void measureReadingAlone(AwsClients clients) throws Exception {
        var source = new DynamoRows(clients);
        int parts = PollingPace.USUAL.parts();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, parts)
                    .mapToObj(part -> (Callable<String>) () -> {
                        Optional<String> after = Optional.empty();
                        do {
                            after = source.read(new RowSource.RowPart(false, part, parts), after, false)
                                    .next();
                        } while (after.isPresent());
                        return "";
                    })
                    .toList());
        }
        System.out.printf("reading alone: %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static void measureLatency(DynamoMetadataStore others, SqliteCatalog catalog) {
        var millis = new long[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            String id = "live-" + i;
            others.put(image(id, i));
            long written = System.nanoTime();
            await(() -> catalog.find(id).isPresent());
            millis[i] = (System.nanoTime() - written) / 1_000_000;
            LockSupport.parkNanos((i * 37L % 1000) * 1_000_000);
        }
        Arrays.sort(millis);
        System.out.printf(
                "another machine's upload shows after %d ms (median), %d ms (slowest of %d)%n",
                millis[CHANGES / 2], millis[CHANGES - 1], CHANGES);
    }

    private static void write(AwsClients clients, int rows) throws Exception {
        AwsSettings settings = clients.settings();
        try (var threads = Executors.newFixedThreadPool(4)) {
            threads.invokeAll(IntStream.range(0, (rows + 24) / 25)
                    .mapToObj(batch -> (Callable<String>) () -> {
                        List<WriteRequest> puts = IntStream.range(batch * 25, Math.min(rows, batch * 25 + 25))
                                .mapToObj(i -> WriteRequest.builder()
                                        .putRequest(PutRequest.builder()
                                                .item(DynamoItem.write(
                                                        image("image-%07d".formatted(i), i), settings.bucket()))
                                                .build())
                                        .build())
                                .toList();
                        Map<String, List<WriteRequest>> left = Map.of(settings.table(), puts);
                        while (!left.isEmpty()) {
                            Map<String, List<WriteRequest>> asked = left;
                            left = clients.dynamo()
                                    .batchWriteItem(write -> write.requestItems(asked))
                                    .unprocessedItems();
                        }
                        return "";
                    })
                    .toList());
        }
    }

    private static ImageRecord image(String id, int i) {
        return new ImageRecord(
                id,
                "user-" + i % 50,
                new Caption(
                        "Picture " + i, "Somewhere on the way, seen from the train", List.of("trip", "tag-" + i % 100)),
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.SIZE_BYTES, 3_000_000 + i)
                        .with(Attribute.WIDTH, 4000)
                        .with(Attribute.HEIGHT, 3000)
                        .with(
                                Attribute.TAKEN_AT,
                                LocalDateTime.parse("2025-06-01T12:00:00").plusMinutes(i))
                        .with(Attribute.ORIGINAL_NAME, "DSC_%05d.JPG".formatted(i))
                        .with(Attribute.CONTENT_SHA256, "ab".repeat(32))
                        .with(Attribute.AVERAGE_COLOR, "#405060"),
                START.plusSeconds(i));
    }
}
