package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.DamagedBytes;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.Purge;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.aws.CloudTestLibrary;
import dev.vitrine.store.aws.FaultyHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// “There already” is said of bytes that are there: an upload of the same file mends a library that lost or damaged
/// them, under the id that its row has.
@Timeout(120)
class HealingUploadTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");
    private static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(5));

    @TempDir
    private Path temp;

    private UploadQueue queue(ImageService images) {
        return new UploadQueue(images, temp.resolve("queue").resolve("uploads.db"), 2, QUICK, Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource
    void anUploadMendsALocalLibrary(DamagedBytes damage) throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        byte[] bytes = Files.readAllBytes(file);
        try (TestLibrary library = TestLibrary.open(temp.resolve("library"));
                UploadQueue queue = queue(library.images())) {
            Await.complete(queue, queue.add(List.of(file), FORM));
            ImageRecord row = library.rows().getFirst();
            Path stored = library.originals().getFirst();
            byte[] damaged = damage.of(bytes);
            Files.delete(stored);
            if (damage != DamagedBytes.GONE) {
                Files.write(stored, damaged);
            }

            Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));

            assertEquals(Map.of(UploadState.DUPLICATE, 1L), receipt.files());
            assertEquals(
                    row.imageId(),
                    Await.item(queue, UploadState.DUPLICATE).imageId().orElseThrow());
            assertEquals(List.of(row), library.rows());
            assertEquals(List.of(stored), library.originals());
            assertArrayEquals(bytes, Files.readAllBytes(stored));
            if (damage != DamagedBytes.GONE) {
                Path aside = temp.resolve("library/objects")
                        .resolve(row.key().quarantined().path());
                assertArrayEquals(damaged, Files.readAllBytes(aside), "what was there is put aside, not lost");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUploadMendsACloudLibrary(DamagedBytes damage) throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        byte[] bytes = Files.readAllBytes(file);
        try (CloudTestLibrary library = CloudTestLibrary.over(new FaultyHttp(), temp.resolve("library"));
                UploadQueue queue = queue(library.images())) {
            Await.complete(queue, queue.add(List.of(file), FORM));
            ImageRecord row = library.rows().getFirst();
            library.objects().delete(row.key());
            if (damage != DamagedBytes.GONE) {
                byte[] damaged = damage.of(bytes);
                library.objects().put(row.key(), ImageSource.ofBytes("x", damaged), "image/png", "", _ -> {});
            }

            Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));

            assertEquals(Map.of(UploadState.DUPLICATE, 1L), receipt.files());
            assertEquals(List.of(row), library.rows());
            assertEquals(Map.of(row.imageId(), row.facts().contentSha256()), library.originals());
        }
    }

    /// The kept copy of a pasted picture is the only one that the person has.
    @Test
    void aPastedPictureIsKeptUntilItsBytesAreThere() throws IOException {
        byte[] bytes = Files.readAllBytes(TestImages.png(temp.resolve("in").resolve("a.png"), 1));
        try (TestLibrary library = TestLibrary.open(temp.resolve("library"));
                UploadQueue queue = queue(library.images())) {
            Await.complete(queue, queue.add(ImageSource.ofBytes("a.png", bytes), FORM));
            Files.delete(library.originals().getFirst());
            Await.complete(queue, queue.add(ImageSource.ofBytes("a.png", bytes), FORM));
            assertArrayEquals(bytes, Files.readAllBytes(library.originals().getFirst()));
        }
    }

    /// The row says that it arrived, and the bytes were lost: neither the end of a failed try nor the next try
    /// believes it.
    @Test
    void anEarlierTryCountsOnlyWithItsBytes() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        var lost = new AtomicBoolean();
        Runnable lose = () -> {
            if (lost.compareAndSet(false, true)) {
                deleteAll(temp.resolve("library/objects/alice"));
                throw new ImageException.Failed("The disk failed.");
            }
        };
        try (TestLibrary library = new TestLibrary(
                        temp.resolve("library"), store -> store, rows -> new HookedRows(rows, () -> {}, lose));
                UploadQueue queue = queue(library.images())) {
            long batch = queue.add(List.of(file), FORM);
            assertEquals(
                    Map.of(UploadState.FAILED, 1L), Await.complete(queue, batch).files());
            queue.retryFailed();
            Await.item(queue, UploadState.DONE);
            assertEquals(1, library.rows().size());
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(library.originals().getFirst()));
        }
    }

    /// Mirrors can be old: what was deleted elsewhere is not there already.
    @Test
    void aRowThatIsGoneIsNoDuplicate() throws IOException {
        Path file = TestImages.png(temp.resolve("in").resolve("a.png"), 1);
        try (CloudTestLibrary library = CloudTestLibrary.over(new FaultyHttp(), temp.resolve("library"));
                UploadQueue queue = queue(library.images())) {
            Await.complete(queue, queue.add(List.of(file), FORM));
            ImageRecord row = library.rows().getFirst();
            Purge.row(library.tables(), row.imageId());
            library.objects().delete(row.key());
            Receipt receipt = Await.complete(queue, queue.add(List.of(file), FORM));
            assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
            assertEquals(1, library.originals().size());
            assertEquals(
                    library.originals().keySet().iterator().next(),
                    library.rows().getFirst().imageId());
        }
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
