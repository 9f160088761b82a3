package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.cloud.AccountModel.Fault;
import dev.vitrine.files.PartHashes;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.watch.FolderWatch;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.aws.CloudTestLibrary;
import dev.vitrine.store.aws.SignedInCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The queue on a library whose sign-in ends half way.
@Timeout(120)
class SignInUploadTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of("cloud"), "", "");
    private static final int FILES = 6;

    @TempDir
    private Path temp;

    private UploadQueue queue(CloudTestLibrary library) {
        var timing = new QueueTiming(
                new RetryPolicy(2, Duration.ofMillis(1)),
                Optional.of(RetryPolicy.forever(Duration.ofMillis(5), Duration.ofMillis(20))),
                FolderWatch.Rhythm.USUAL);
        return new UploadQueue(
                library.images(), temp.resolve("queue").resolve("uploads.db"), 2, timing, Clock.systemUTC());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "museum | The AWS sign-in has expired. Sign in again (aws sso login --profile museum). Nothing is lost meanwhile.",
                "role | A code of “arn:aws:iam::123456789012:mfa/alice” is wanted: type it in the window or on a terminal. Nothing is lost meanwhile.",
                "console | The AWS sign-in has expired. Sign in again (aws login --profile console). Nothing is lost meanwhile.",
            })
    @StandardError.MaySay("is not kept")
    void aSignInThatEndsInTheMiddleHoldsTheQueueAndLosesNothing(String profile, String reason) throws Exception {
        var cloud = new SignedInCloud(profile, temp.resolve("account"));
        cloud.signIn();
        try (CloudTestLibrary library = cloud.library(temp.resolve("library"));
                UploadQueue queue = queue(library)) {
            cloud.account().endAfterStoring(FILES / 2);
            long drop = queue.add(List.of(TestImages.folder(temp.resolve("in"), FILES)), FORM);
            Await.until("the queue waits for a person: " + queue.snapshot(), () -> held(queue, reason));
            assertEquals(Cause.DENIED, queue.snapshot().held().orElseThrow().cause());
            assertTrue(
                    queue.receipt(drop).orElseThrow().files().getOrDefault(UploadState.DONE, 0L) < FILES,
                    "it ended in the middle");

            cloud.signIn();
            queue.probeNow();

            Receipt receipt = Await.complete(queue, drop);
            assertEquals(Map.of(UploadState.DONE, (long) FILES), receipt.files());
            assertEquals(FILES, library.rows().size());
            assertEquals(FILES, library.originals().size());
        }
    }

    /// The keys run out in the middle, and whoever gives out others is slow, busy or breaks off: nobody has to do
    /// anything.
    @ParameterizedTest
    @CsvSource({"museum, BUSY", "museum, SLOWS_DOWN", "console, HANGS_UP", "plain, STAYS_SILENT", "behind, BREAKS_OFF"})
    @StandardError.MaySay("is not kept")
    void keysThatRunOutAreWaitedForUntilTheirServiceIsWellAgain(String profile, Fault fault) throws Exception {
        var cloud = new SignedInCloud(profile, temp.resolve("account"));
        if (!profile.equals("plain")) {
            cloud.signIn();
        }
        try (CloudTestLibrary library = cloud.hurriedLibrary(temp.resolve("library"));
                UploadQueue queue = queue(library)) {
            cloud.account().endSessionsAfterStoring(FILES / 2, fault, fault == Fault.STAYS_SILENT ? 1 : 6);
            long drop = queue.add(List.of(TestImages.folder(temp.resolve("in"), FILES)), FORM);
            Receipt receipt = Await.complete(queue, drop);
            assertEquals(Map.of(UploadState.DONE, (long) FILES), receipt.files());
            assertEquals(0, cloud.account().faultsLeft());
            assertEquals(FILES, library.rows().size());
            assertEquals(FILES, library.originals().size());
        }
    }

    /// What was stored of it before is gone on with.
    @ParameterizedTest
    @CsvSource({"museum", "role", "console"})
    @StandardError.MaySay("is not kept")
    void aSignInThatEndsBetweenThePartsOfAFileLosesNone(String profile) throws Exception {
        var cloud = new SignedInCloud(profile, temp.resolve("account"));
        cloud.signIn();
        Path large = large(temp.resolve("in"));
        try (CloudTestLibrary library = cloud.library(temp.resolve("library"));
                UploadQueue queue = queue(library)) {
            cloud.account().endAfterStoring(1);
            long drop = queue.add(List.of(large), FORM);
            Await.until(
                    "the queue waits for a person: " + queue.snapshot(),
                    () -> queue.snapshot().held().isPresent());
            assertEquals(1, library.openUploads());

            cloud.signIn();
            queue.probeNow();

            assertEquals(
                    Map.of(UploadState.DONE, 1L), Await.complete(queue, drop).files());
            assertEquals(
                    Map.of(library.rows().getFirst().imageId(), Sha256.of(ImageSource.ofFile(large), _ -> {})),
                    library.originals());
            assertEquals(0, library.openUploads());
        }
    }

    /// A picture of three parts.
    private static Path large(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] behind = new byte[(int) (2 * PartHashes.PART + 100)];
        new Random(1).nextBytes(behind);
        Path file = TestImages.png(folder.resolve("large.png"), 1);
        return Files.write(file, behind, StandardOpenOption.APPEND);
    }

    private static boolean held(UploadQueue queue, String reason) {
        return queue.snapshot()
                .held()
                .map(UploadSnapshot.Held::reason)
                .filter(reason::equals)
                .isPresent();
    }

    /// Sessions that a service ends too early are replaced, as long as somebody is signed in.
    @ParameterizedTest
    @CsvSource({"museum", "console", "plain", "behind"})
    void keysThatAreTakenNoMoreAreReplacedWithoutAnybody(String profile) throws Exception {
        var cloud = new SignedInCloud(profile, temp.resolve("account"));
        if (!profile.equals("plain")) {
            cloud.signIn();
        }
        try (CloudTestLibrary library = cloud.library(temp.resolve("library"));
                UploadQueue queue = queue(library)) {
            Await.complete(queue, queue.add(List.of(TestImages.folder(temp.resolve("first"), 2)), FORM));
            cloud.account().endSessions();
            Path more = temp.resolve("more");
            Files.createDirectories(more);
            TestImages.png(more.resolve("a.png"), 50);
            Receipt receipt = Await.complete(queue, queue.add(List.of(more), FORM));
            assertEquals(Map.of(UploadState.DONE, 1L), receipt.files());
        }
    }
}
