package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.aws.CloudTestLibrary;
import dev.vitrine.store.aws.FaultyHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The queue on a cloud library whose network or service fails. After each: no row without bytes, one row and one
/// object for a file at most, the stored SHA-256 is the source's, the receipt adds up.
@Timeout(120)
class CloudFaultsTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of("cloud"), "", "");
    /// Two rounds: the network of these tests tries each request twice.
    private static final RetryPolicy QUICK = new RetryPolicy(4, Duration.ofMillis(5));

    @TempDir
    private Path temp;

    private CloudTestLibrary library;
    private UploadQueue queue;

    @AfterEach
    void close() {
        if (queue != null) {
            queue.close();
        }
        if (library != null) {
            library.close();
        }
    }

    private void open(FaultyHttp network) throws IOException {
        library = CloudTestLibrary.over(network, temp.resolve("library"));
        queue = newQueue();
    }

    private UploadQueue newQueue() {
        return new UploadQueue(
                library.images(), temp.resolve("queue").resolve("uploads.db"), 2, QUICK, Clock.systemUTC());
    }

    private static FaultyHttp bytes() {
        return FaultyHttp.forOnly(FaultyHttp::sendsOriginal);
    }

    private static FaultyHttp rows() {
        return FaultyHttp.forOnly(FaultyHttp::writesRow);
    }

    private Path pictures(int count) throws IOException {
        return TestImages.folder(temp.resolve("in"), count);
    }

    private Receipt upload(Path... files) {
        return Await.complete(queue, queue.add(List.of(files), FORM));
    }

    /// Exactly these files are in the library, each once, with its own bytes; the receipt says the same.
    private void assertStored(Receipt receipt, Path folder, int count) throws IOException {
        assertEquals(
                receipt.selected(),
                receipt.uploaded() + receipt.duplicates() + receipt.refused() + receipt.failed() + receipt.cancelled());
        assertEquals(count, receipt.uploaded(), receipt::toString);
        var sources = new TreeSet<String>();
        for (Path file : FolderContent.files(folder)) {
            sources.add(Sha256.of(ImageSource.ofFile(file), _ -> {}));
        }
        var ofRows = new TreeMap<String, String>();
        for (ImageRecord row : library.rows()) {
            ofRows.put(row.imageId(), row.facts().contentSha256());
        }
        assertEquals(library.originals(), ofRows, "objects and rows");
        assertEquals(count, ofRows.size());
        assertEquals(count, new TreeSet<>(ofRows.values()).size(), "no file twice");
        assertTrue(sources.containsAll(ofRows.values()), "only bytes of the sources");
        assertEquals(0, library.openUploads());
    }

    /// Fails for this cause while the fault lasts, leaves nothing behind, and is stored when it is tried again
    /// after.
    private UploadItem assertFailsThenRecovers(FaultyHttp network, Cause cause) throws IOException {
        open(network);
        Path folder = pictures(1);
        Receipt receipt = upload(folder);
        assertEquals(Map.of(UploadState.FAILED, 1L), receipt.files());
        UploadItem item = Await.item(queue, UploadState.FAILED);
        assertEquals(cause, item.cause(), item.reason());
        assertStored(receipt, folder, 0);
        network.recover();
        assertStored(retried(receipt), folder, 1);
        return item;
    }

    private Receipt retried(Receipt failed) {
        queue.retryFailed();
        Await.until(
                "what failed is stored: " + queue.snapshot(),
                () -> queue.receipt(failed.batchId())
                        .filter(receipt -> receipt.complete() && receipt.failed() == 0)
                        .isPresent());
        return queue.receipt(failed.batchId()).orElseThrow();
    }

    @Test
    void aRefusedConnectionPassesByItselfOrSaysSo() throws IOException {
        open(bytes().fail(3, new ConnectException("Connection refused")));
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void aServerThatStaysAwayIsToldAndTriedAgainLater() throws IOException {
        UploadItem item = assertFailsThenRecovers(
                bytes().fail(100, new ConnectException("Connection refused")), Cause.UNREACHABLE);
        assertTrue(item.reason().startsWith("Nothing answers at "), item.reason());
    }

    @Test
    void aConnectionThatBreaksHalfWayIsBegunAgain() throws IOException {
        open(bytes().breakHalfWay(3));
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void aConnectionThatBreaksHalfWayEachTimeLeavesNothing() throws IOException {
        assertFailsThenRecovers(bytes().breakHalfWay(100), Cause.UNREACHABLE);
    }

    @Test
    void anAnswerLostAfterTheBytesWereStoredMakesNoSecondObject() throws IOException {
        open(bytes().loseAnswer());
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void everyAnswerLostAfterTheBytesWereStoredMakesNoSecondObject() throws IOException {
        open(bytes().loseAnswer().fail(1, new IOException("Connection reset")));
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void anAnswerLostAfterTheRowWasStoredMakesNoSecondRow() throws IOException {
        open(rows().loseAnswer());
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void everyAnswerLostAfterTheRowWasStoredHasSucceededAllTheSame() throws IOException {
        open(rows().loseAnswer().fail(100, new IOException("Connection reset")));
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void anErrorInsideTheServicePasses() throws IOException {
        open(bytes().answerS3(2, 500, "InternalError", "We encountered an internal error.")
                .answerS3(1, 503, "ServiceUnavailable", "Unavailable."));
        Path folder = pictures(1);
        assertStored(upload(folder), folder, 1);
    }

    @Test
    void aServiceThatStaysBrokenIsToldAndTriedAgainLater() throws IOException {
        assertFailsThenRecovers(
                bytes().answerS3(100, 500, "InternalError", "We encountered an internal error."), Cause.UNREACHABLE);
    }

    @Test
    void aTableThatStaysBrokenLeavesNoBytesBehind() throws IOException {
        assertFailsThenRecovers(rows().answerDynamo(100, 500, "InternalServerError", "Internal."), Cause.UNREACHABLE);
    }

    @Test
    void beingAskedToSlowDownIsNoFailureWhenItPasses() throws IOException {
        open(bytes().answerS3(2, 503, "SlowDown", "Reduce your request rate."));
        Path folder = pictures(6);
        assertStored(upload(folder), folder, 6);
    }

    @Test
    void beingAskedToSlowDownByTheTableIsNoFailureWhenItPasses() throws IOException {
        open(rows().answerDynamo(2, 400, "ProvisionedThroughputExceededException", "Slow down."));
        Path folder = pictures(4);
        assertStored(upload(folder), folder, 4);
    }

    @Test
    void beingAskedToSlowDownForEverIsTold() throws IOException {
        assertFailsThenRecovers(bytes().answerS3(100, 503, "SlowDown", "Reduce your request rate."), Cause.THROTTLED);
    }

    @Test
    void bytesThatChangeOnTheirWayAreNeverStored() throws IOException {
        UploadItem item = assertFailsThenRecovers(bytes().garble(100), Cause.LIBRARY);
        assertTrue(item.reason().contains("checksum"), item.reason());
    }

    @Test
    void aServerThatTakesTheBytesAndNeverAnswersIsGivenUpAndTriedAgain() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            var nowhere = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            var network = FaultyHttp.forOnly(FaultyHttp::sendsOriginal, Duration.ofMillis(300))
                    .divert(3, nowhere);
            open(network);
            Path folder = pictures(1);
            assertStored(upload(folder), folder, 1);
        }
    }

    @Test
    void credentialsThatExpireInTheMiddleLoseNothing() throws IOException {
        var network = bytes().work(3).answerS3(100, 400, "ExpiredToken", "The provided token has expired.");
        open(network);
        Path folder = pictures(8);

        Receipt receipt = upload(folder);

        assertEquals(Map.of(UploadState.DONE, 3L, UploadState.FAILED, 5L), receipt.files());
        assertStored(receipt, folder, 3);
        UploadItem item = Await.item(queue, UploadState.FAILED);
        assertEquals(Cause.DENIED, item.cause());
        assertTrue(item.reason().startsWith("The AWS sign-in has expired."), item.reason());
        network.recover();
        assertStored(retried(receipt), folder, 8);
    }

    @Test
    void aWrongClockIsToldAndNothingIsLost() throws IOException {
        var network = bytes().answerS3(
                        100,
                        403,
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the current time is too large.");
        UploadItem item = assertFailsThenRecovers(network, Cause.DENIED);
        assertTrue(item.reason().startsWith("The clock of this computer is wrong"), item.reason());
    }

    @Test
    void aLargeImageGoesOnWithTheMissingPartsAfterEveryFault() throws IOException {
        var network = bytes().work(1)
                .breakHalfWay(2)
                .answerS3(1, 503, "SlowDown", "Slow.")
                .garble(1)
                .loseAnswer();
        open(network);
        Path folder = Files.createDirectories(temp.resolve("in"));
        large(folder.resolve("large.png"));

        Receipt receipt = upload(folder);
        if (receipt.failed()
                == 1) { // a part that arrived garbled ends this try, as it should: bytes were not what they were said
            // to be
            receipt = retried(receipt);
        }

        assertStored(receipt, folder, 1);
    }

    /// A real picture, and something behind it that makes it large.
    private static void large(Path file) throws IOException {
        byte[] picture = TestImages.png(1);
        byte[] all = Arrays.copyOf(picture, 40 << 20);
        for (int i = picture.length; i < all.length; i++) {
            all[i] = (byte) (i * 31 >> 3);
        }
        Files.write(file, all);
    }

    @Test
    void twoQueuesOnOneJournalStoreEachFileOnce() throws IOException {
        open(bytes().loseAnswer()
                .breakHalfWay(1)
                .answerS3(1, 503, "SlowDown", "Slow.")); // fewer than one file has tries
        Path folder = pictures(24);
        TestImages.png(folder.resolve("copy-1.png"), 0);
        TestImages.png(folder.resolve("copy-2.png"), 1);
        try (UploadQueue other = newQueue()) {
            Receipt receipt = upload(folder);

            assertEquals(2, receipt.duplicates());
            assertStored(receipt, folder, 24);
            assertEquals(
                    receipt.files(),
                    other.receipt(receipt.batchId()).orElseThrow().files());
        }
    }
}
