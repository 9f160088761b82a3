package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Unchecked;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.source.Bandwidth;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BandwidthTest {
    private final Bandwidth bandwidth = new Bandwidth();

    @TempDir
    private Path temp;

    @Test
    void withoutALimitEverythingMayGoAtOnce() throws IOException {
        assertEquals(1 << 30, bandwidth.share().take(1 << 30));
    }

    @Test
    void noMoreIsSentThanTheLimitAllows() throws IOException {
        bandwidth.limit(200_000);
        Bandwidth.Share share = bandwidth.share();
        long begun = System.nanoTime();

        int sent = 0;
        while (sent < 60_000) {
            int taken = share.take(100_000);
            assertTrue(taken > 0 && taken <= 10_000, taken + " bytes in one turn");
            sent += taken;
        }

        Duration min = Duration.ofNanos(System.nanoTime() - begun);
        assertTrue(min.compareTo(Duration.ofMillis(200)) > 0, "60 KB at 200 KB/s after " + min);
    }

    @Test
    void anUploadOverManyConnectionsGetsNoMoreThanOneOverASingleOne() {
        bandwidth.limit(400_000);
        Bandwidth.Share wide = bandwidth.share();
        Bandwidth.Share narrow = bandwidth.share();
        var ofWide = new AtomicLong();
        var ofNarrow = new AtomicLong();
        try (var connections = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                connections.execute(() -> sendUntil(wide, ofWide, ofNarrow));
            }
            connections.execute(() -> sendUntil(narrow, ofNarrow, ofNarrow));
        }
        assertTrue(ofWide.get() < 3 * ofNarrow.get(), ofWide + " against " + ofNarrow);
    }

    private static void sendUntil(Bandwidth.Share share, AtomicLong sent, AtomicLong watched) {
        try {
            while (watched.get() < 200_000) {
                sent.addAndGet(share.take(20_000));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void liftingTheLimitFreesWhoeverWaits() throws Exception {
        bandwidth.limit(1);
        Bandwidth.Share share = bandwidth.share();
        share.take(1);
        share.take(4096);
        var waiting = CompletableFuture.supplyAsync(() -> {
            return Unchecked.get(() -> share.take(5000));
        });

        bandwidth.limit(Bandwidth.NO_LIMIT);

        assertEquals(5000, waiting.get());
    }

    @Test
    void waitingForItsTurnCanBeInterrupted() throws IOException {
        bandwidth.limit(1);
        Bandwidth.Share share = bandwidth.share();
        share.take(4096);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedIOException.class, () -> share.take(4096));

        assertTrue(Thread.interrupted());
    }

    @Test
    void aLimitedUploadGoesOnAtOnceWhenTheLimitIsLifted() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        try (TestLibrary library = TestLibrary.open(temp.resolve("library"));
                var queue =
                        new UploadQueue(library.images(), temp.resolve("queue").resolve("uploads.db"), 2)) {
            queue.limit(1);
            long batch = queue.add(List.of(file), new UploadForm("alice", List.of(), "", ""));
            UploadItem sending = Await.item(queue, UploadState.SENDING);
            Await.until(
                    "a first piece is sent",
                    () -> queue.item(sending.id()).orElseThrow().sentBytes() > 0);
            assertTrue(queue.item(sending.id()).orElseThrow().sentBytes() <= 1024);

            queue.limit(0);

            assertEquals(1, Await.complete(queue, batch).uploaded());
        }
    }
}
