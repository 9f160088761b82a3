package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.Eventually;
import dev.vitrine.TestClock;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.mirror.RowsPublisher;
import dev.vitrine.service.mirror.RowsPublisher.PublishResult;
import dev.vitrine.service.published.PublishedCopy;
import dev.vitrine.service.published.PublishedRows;
import dev.vitrine.service.published.RowsFile;
import dev.vitrine.store.GuardedObjects;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;

/// Several windows publish the rows of one library, over networks that break and servers that refuse.
class PublishedRowsCloudTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    private Path folder;

    private volatile Instant now = NOW;
    private final Policy s3 = new Policy(
            new S3Model(() -> now, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey()),
            _ -> false);
    private final DynamoModel dynamo = new DynamoModel(() -> now);
    private final WireModel cloud =
            request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
    private final AwsClients sound = DirectClients.over(new DirectHttp(cloud));
    private SqliteCatalog catalog;
    private MirrorSync mirror;

    @BeforeEach
    void mirrorALibrary() {
        DirectClients.setUp(sound, true);
        catalog = SqliteCatalog.openMirror(folder);
        var rows = new DynamoMetadataStore(sound);
        for (int i = 0; i < 5; i++) {
            rows.put(new ImageRecord(
                    "image-" + i, "alice", new Caption("Title " + i, "", List.of("sea")), ImageFacts.UNKNOWN, NOW));
        }
        mirror = MirrorSync.start(new DynamoRows(sound), catalog, PollingPace.USUAL, clock(), () -> {});
        Eventually.await(() -> mirror.status().state() == SyncState.LIVE);
    }

    @AfterEach
    void close() {
        mirror.close();
        catalog.close();
        sound.close();
    }

    @Test
    void ofManyWindowsAtOnceOnePublishes() throws Exception {
        for (int round = 1; round <= 3; round++) {
            var results = new ConcurrentHashMap<Integer, PublishResult>();
            IntFunction<AtOnce.Step> window = i -> {
                RowsPublisher publisher = publisher(new DirectHttp(cloud), writer());
                return () -> results.put(i, publisher.publishIfDue());
            };
            AtOnce.run(4, window);
            assertEquals(
                    1,
                    results.values().stream().filter(PublishResult.DONE::equals).count(),
                    results.toString());
            assertEquals(
                    Set.of(PublishResult.DONE, PublishResult.BUSY, PublishResult.NOT_DUE),
                    Stream.concat(results.values().stream(), Stream.of(PublishResult.BUSY, PublishResult.NOT_DUE))
                            .collect(Collectors.toSet()));
            assertEquals(round, copies().size());
            pass(Duration.ofDays(1));
            edit("image-1");
        }
    }

    /// The machine stops before or after any request. What is published is whole, and another one goes on an hour
    /// later.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtAnyRequestItLeavesNothingHalf(boolean before) {
        boolean isOver = false;
        for (int last = 1; !isOver; last++) {
            pass(Duration.ofDays(1));
            var dying = new DyingHttp(new DirectHttp(cloud), last, before);
            try {
                assertEquals(PublishResult.DONE, publisher(dying, writer()).publishNow());
                isOver = dying.requests() < last;
            } catch (DyingHttp.Killed _) {
                // As meant.
            }
            allAreWhole();
            pass(Duration.ofMinutes(61));
            assertEquals(
                    PublishResult.DONE,
                    publisher(new DirectHttp(cloud), writer()).publishNow());
            allAreWhole();
        }
        assertEquals(
                copies().size(),
                copies().stream().map(PublishedCopy::number).distinct().count());
        assertTrue(copies().size() < 20, "old ones are removed");
    }

    /// The answer to what was done is lost, so it is asked again and refused: the claim is known to be our own.
    @Test
    void aLostAnswerIsNoOtherPublisher() {
        var lost = new AtomicBoolean();
        var network = new DirectHttp(request -> {
            WireAnswer answer = cloud.answer(request);
            boolean isClaim = request.method().equals("PUT") && request.path().endsWith(".claim");
            return isClaim && lost.compareAndSet(false, true) ? new WireAnswer(500, Map.of(), new byte[0]) : answer;
        });
        assertEquals(PublishResult.DONE, publisher(network, writer()).publishNow());
        assertTrue(lost.get());
    }

    @Test
    void whoeverOnlyLooksNeverTries() {
        s3.deny(_ -> true);
        var rights = new Rights();
        rights.use(Right.STORE_PREVIEWS, () -> "");
        assertEquals(
                PublishResult.NOT_ALLOWED,
                publisher(new DirectHttp(cloud), rights).publishIfDue());
        assertEquals(List.of(), s3.refused());
    }

    @Test
    void whoMayNotStoreIsRefusedOnceAndAsksNoMore() {
        s3.deny("PUT"::equals);
        Rights rights = writer();
        RowsPublisher publisher = publisher(new DirectHttp(cloud), rights);
        assertThrows(ImageException.Denied.class, publisher::publishIfDue);
        assertEquals(PublishResult.NOT_ALLOWED, publisher.publishIfDue());
        assertEquals(1, s3.refused().size(), s3.refused().toString());
        assertEquals(Set.of(Right.PUBLISH_ROWS), rights.refused().keySet());
    }

    /// As Backblaze B2 answers: nothing is there afterwards.
    @Test
    void aServerWithoutConditionsGetsNoCopy() {
        var puts = new ConcurrentHashMap<String, String>();
        var network = new DirectHttp(request -> {
            if (request.method().equals("PUT")) {
                puts.put(request.path(), "");
                if (request.header("if-none-match").isPresent()) {
                    return new WireAnswer(
                            501,
                            Map.of("Content-Type", "application/xml"),
                            "<Error><Code>NotImplemented</Code><Message>A header you provided implies functionality that is not implemented.</Message></Error>"
                                    .getBytes(StandardCharsets.UTF_8));
                }
            }
            return cloud.answer(request);
        });
        RowsPublisher publisher = publisher(network, writer());
        var failure = assertThrows(ImageException.Failed.class, publisher::publishIfDue);
        assertTrue(failure.getMessage().contains("on the condition"), failure.getMessage());
        assertThrows(ImageException.Failed.class, publisher::publishIfDue);
        assertEquals(1, puts.size());
        assertEquals(List.of(), copies());
        assertEquals(0, DirectClients.objects(sound).size());
    }

    /// It takes no notice of conditions and says nothing: the claim that came last is the one that counts.
    @Test
    void aClaimThatSomebodyElseReplacedIsNotOurs() {
        var network = new DirectHttp(request -> {
            WireAnswer answer = cloud.answer(request);
            if (request.method().equals("PUT") && request.path().endsWith(".claim")) {
                String claim = request.path().substring(request.path().indexOf(".vitrine/"));
                sound.s3()
                        .putObject(
                                put -> put.bucket(DirectClients.SETTINGS.bucket())
                                        .key(claim),
                                RequestBody.fromString("{\"by\": \"another\"}"));
            }
            return answer;
        });
        assertEquals(PublishResult.BUSY, publisher(network, writer()).publishNow());
        assertEquals(List.of(), copies());
    }

    @Test
    void itIsPublishedWhenEnoughHasChangedInADayOrAnythingInAWeek() {
        RowsPublisher publisher = publisher(new DirectHttp(cloud), writer());
        assertEquals(PublishResult.DONE, publisher.publishIfDue());
        pass(Duration.ofDays(2));
        assertEquals(PublishResult.NOT_DUE, publisher.publishIfDue(), "nothing has changed");
        edit("image-1");
        assertEquals(PublishResult.DONE, publisher.publishIfDue());
        edit("image-1");
        assertEquals(PublishResult.NOT_DUE, publisher.publishIfDue(), "younger than a day");
        pass(Duration.ofDays(22));
        assertEquals(PublishResult.DONE, publisher.publishIfDue(), "its facts would become too old");
    }

    /// The copies are what it is brought back from.
    @Test
    void anEmptiedTableIsNotPublished() {
        RowsPublisher publisher = publisher(new DirectHttp(cloud), writer());
        assertEquals(PublishResult.DONE, publisher.publishIfDue());
        pass(Duration.ofDays(3));
        for (int i = 0; i < 5; i++) {
            String id = "image-" + i;
            sound.dynamo()
                    .deleteItem(delete ->
                            delete.tableName(DirectClients.SETTINGS.table()).key(DynamoItem.key(id)));
        }
        Eventually.await(() -> catalog.count() == 0);
        assertEquals(PublishResult.EMPTY, publisher.publishNow());
        assertEquals(5, copies().getFirst().rows());
    }

    private void edit(String id) {
        var store = new DynamoMetadataStore(sound);
        ImageRecord row = store.find(id).orElseThrow();
        ImageRecord edited = store.update(new ImageEdit(row, new Caption("edited " + now, "", List.of())), now);
        Eventually.await(() -> catalog.find(id).equals(Optional.of(edited)));
    }

    /// Away for longer than the feed reaches back, it compares.
    private void pass(Duration duration) {
        now = now.plus(duration);
        Eventually.await(() -> {
            mirror.wake();
            return mirror.status().state() == SyncState.LIVE
                    && !mirror.status().asOf().orElseThrow().isBefore(now);
        });
    }

    private void allAreWhole() {
        PublishedRows rows = place(sound, new Rights());
        for (PublishedCopy copy : copies()) {
            RowsFile.Contents contents =
                    rows.fetched(copy, file -> RowsFile.check(copy.key().path(), file));
            assertEquals(5, contents.rows());
        }
    }

    private List<PublishedCopy> copies() {
        return place(sound, new Rights()).list().copies();
    }

    /// Of somebody who has written something before.
    private static Rights writer() {
        var rights = new Rights();
        rights.use(Right.EDIT_ROWS, () -> "");
        return rights;
    }

    private RowsPublisher publisher(SdkHttpClient http, Rights rights) {
        return new RowsPublisher(
                mirror, place(DirectClients.over(http), rights), DirectClients.SETTINGS.bucket(), rights, clock());
    }

    private PublishedRows place(AwsClients clients, Rights rights) {
        var objects = new GuardedObjects(new S3ObjectStore(clients, folder.resolve("open-uploads")), rights);
        return new PublishedRows(
                objects, DirectClients.SETTINGS.table(), new DynamoRows(sound)::identity, folder, clock());
    }

    private Clock clock() {
        return TestClock.of(() -> now);
    }
}
