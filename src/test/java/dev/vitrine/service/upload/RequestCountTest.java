package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import dev.vitrine.store.aws.CloudTestLibrary;
import dev.vitrine.store.aws.FaultyHttp;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// How often one request goes to a service that stays broken, whoever asks, with the retries of the program: at most as
/// often as [RetryPolicy#USUAL] says, and only half as often where nobody but the store is patient.
@Timeout(120)
class RequestCountTest {
    /// As in the program, but at once.
    private static final RetryPolicy USUAL = new RetryPolicy(RetryPolicy.USUAL.maxAttempts(), Duration.ZERO);
    private static final int MOST = RetryPolicy.USUAL.maxAttempts();
    private static final int OF_A_STORE = RetryPolicy.REQUEST.maxAttempts();

    /// The ways in which a service is broken.
    private enum Broken {
        DOWN {
            @Override
            void apply(FaultyHttp network) {
                network.answer(1000, 503, Map.of(), "");
            }
        },
        BUSY {
            @Override
            void apply(FaultyHttp network) {
                network.answer(1000, 429, Map.of(), "");
            }
        },
        CUT {
            @Override
            void apply(FaultyHttp network) {
                network.fail(1000, new IOException("Connection reset"));
            }
        };

        abstract void apply(FaultyHttp network);
    }

    private interface Act {
        void run() throws Exception;
    }

    @TempDir
    private static Path temp;

    private static FaultyHttp network;

    @AutoClose
    private static CloudTestLibrary library;

    private static ImageRecord image;

    @BeforeAll
    static void open() throws IOException {
        network = new FaultyHttp();
        library = CloudTestLibrary.asInTheProgram(network, temp.resolve("library"));
        image = library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
    }

    /// Does something against a service that breaks for these requests, in every way, and counts them.
    private void assertAsked(int max, Predicate<SdkHttpRequest> which, Act act) throws Exception {
        for (Broken broken : Broken.values()) {
            network.failOnly(which);
            int before = network.chosen();
            broken.apply(network);
            act.run();
            int asked = network.chosen() - before;
            network.recover();
            assertTrue(asked > 0 && asked <= max, broken + ": asked " + asked + " times, at most " + max);
        }
    }

    private void assertFails(int max, Predicate<SdkHttpRequest> which, Act act) throws Exception {
        assertAsked(max, which, () -> {
            var failure = assertThrows(ImageException.class, act::run);
            assertTrue(RetryPolicy.isWorthAnotherTry(failure), failure.toString());
        });
    }

    private void uploadFails(byte[] bytes) throws IOException {
        Path file = Files.createTempDirectory(temp, "in").resolve("b.png");
        Files.write(file, bytes);
        try (var queue = new UploadQueue(
                library.images(),
                Files.createTempDirectory(temp, "queue").resolve("uploads.db"),
                2,
                USUAL,
                Clock.systemUTC())) {
            Receipt receipt =
                    Await.complete(queue, queue.add(List.of(file), new UploadForm("alice", List.of(), "", "")));
            assertEquals(Map.of(UploadState.FAILED, 1L), receipt.files());
        }
    }

    @Test
    void theBytesOfAnUpload() throws Exception {
        assertAsked(MOST, FaultyHttp::sendsOriginal, () -> uploadFails(TestImages.png(1)));
    }

    @Test
    void aPartOfALargeUpload() throws Exception {
        byte[] large = Arrays.copyOf(TestImages.png(1), 17 << 20);
        assertAsked(
                MOST,
                request -> request.firstMatchingRawQueryParameter("partNumber")
                        .filter("2"::equals)
                        .isPresent(),
                () -> uploadFails(large));
    }

    @Test
    void theRowOfAnUpload() throws Exception {
        assertAsked(MOST, FaultyHttp::writesRow, () -> uploadFails(TestImages.png(1)));
    }

    @Test
    void aDownload() throws Exception {
        assertFails(
                MOST,
                FaultyHttp.asksBucket(SdkHttpMethod.GET),
                () -> new Downloads(library.objects(), USUAL)
                        .saveInto(image, Files.createTempDirectory(temp, "out"), _ -> {}));
    }

    @Test
    void openingFindingListingMovingAndDeletingBytes() throws Exception {
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.GET),
                () -> library.objects().open(image.key()));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.GET),
                () -> library.objects().open(image.key(), 5, 10));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.GET),
                () -> library.objects().list(_ -> {}));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.GET),
                () -> library.objects().unfinished());
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.GET),
                () -> library.objects().sharedCopies());
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.HEAD),
                () -> library.objects().find(image.key()));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.PUT),
                () -> library.objects().move(image.key(), image.key().quarantined()));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.DELETE),
                () -> library.objects().delete(image.key()));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asksBucket(SdkHttpMethod.DELETE),
                () -> library.objects()
                        .discard(new ObjectStore.Unfinished(image.key().path(), "gone", Instant.EPOCH)));
    }

    @Test
    void readingRows() throws Exception {
        assertFails(
                OF_A_STORE, FaultyHttp.asks("GetItem"), () -> library.tables().find("nobody"));
        assertFails(
                OF_A_STORE, FaultyHttp.asks("GetItem"), () -> library.tables().knows("nobody"));
        assertFails(OF_A_STORE, FaultyHttp.asks("Scan"), () -> library.tables().list(ImagePage.Request.first(10)));
        assertFails(
                OF_A_STORE, FaultyHttp.asks("Scan"), () -> library.tables().listTrashed(ImagePage.Request.first(10)));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("Query"),
                () -> library.tables()
                        .list(new ImagePage.Request(Optional.of("alice"), Optional.empty(), 10, Optional.empty())));
    }

    @Test
    void changingRows() throws Exception {
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("UpdateItem"),
                () -> library.images().edit(new ImageEdit(image, image.caption().withTitle("New"))));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("TransactWriteItems"),
                () -> library.tables().trash(image.imageId(), Instant.now()));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("TransactWriteItems"),
                () -> library.tables().put(image));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("DeleteItem"),
                () -> library.tables().endPurge(image.imageId()));
    }

    @Test
    void changingManyRows() throws Exception {
        assertFails(
                MOST,
                FaultyHttp.asks("UpdateItem"),
                () -> new BulkExecutor(4, USUAL, () -> {})
                        .request(() -> library.images()
                                .edit(new ImageEdit(image, image.caption().withTitle("New")))));
        assertFails(
                MOST,
                FaultyHttp.asks("TransactWriteItems"),
                () -> new BulkExecutor(4, USUAL, () -> {})
                        .request(() -> library.tables().trash(image.imageId(), Instant.now())));
    }

    @Test
    void aPageOfTheMirror() throws Exception {
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("Scan"),
                () -> library.source().read(new RowSource.RowPart(false, 0, 1), Optional.empty(), false));
        assertFails(OF_A_STORE, FaultyHttp.asks("Scan"), () -> library.source().glance(10));
        assertFails(OF_A_STORE, FaultyHttp.asks("Query"), () -> library.source().newestOf("alice", 10));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("BatchGetItem"),
                () -> library.source().readAll(List.of(image.imageId())));
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("DescribeTable"),
                () -> library.source().roughCount());
        // The first round of a mirror, up to when it says that it is offline: its next one is another question.
        assertAsked(MOST, FaultyHttp.asks("Scan"), () -> {
            Path folder = Files.createTempDirectory(temp, "mirror");
            RetryPolicy nextDay = RetryPolicy.forever(Duration.ofDays(1), Duration.ofDays(1));
            try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder);
                    MirrorSync mirror = MirrorSync.start(
                            library.source(),
                            catalog,
                            new PollingPace(1, Duration.ofDays(1), Duration.ofDays(1), USUAL, nextDay),
                            Clock.systemUTC(),
                            () -> {})) {
                Await.until("offline", () -> mirror.status().state() == MirrorStatus.SyncState.OFFLINE);
            }
        });
    }

    /// The service is not broken, it only leaves out what was asked for.
    @Test
    void rowsThatAreLeftOutOfEveryAnswer() throws Exception {
        network.failOnly(FaultyHttp.asks("BatchGetItem"));
        int before = network.chosen();
        network.leaveOutEverything(1000);
        assertThrows(ImageException.Throttled.class, () -> library.source().readAll(List.of(image.imageId())));
        assertEquals(OF_A_STORE, network.chosen() - before);
        network.recover();
    }

    @Test
    void theStreamOfChanges() throws Exception {
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("DescribeStream"),
                () -> library.source().feedEnd());
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("GetShardIterator"),
                () -> library.source().feedEnd());
        assertFails(
                OF_A_STORE,
                FaultyHttp.asks("GetRecords"),
                () -> library.source().changesAfter(library.source().feedEnd().orElseThrow()));
    }
}
