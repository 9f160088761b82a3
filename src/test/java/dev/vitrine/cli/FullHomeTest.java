package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.catalog.FullDisk;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.upload.FullJournal;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.store.RowSource;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the commands say when the disk of the home folder is full: that, and nothing of a library out of reach.
@Timeout(60)
class FullHomeTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);

    @TempDir
    private Path folder;

    @Test
    void aSearchOfACloudLibraryNamesTheFullDisk() {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            FullDisk.begin(catalog);
            try (MirrorSync mirror =
                    MirrorSync.start(new LongRows(), catalog, PollingPace.USUAL, Clock.systemUTC(), () -> {})) {
                ImageException failure =
                        assertThrows(ImageException.class, () -> MirrorWait.await(mirror, Instant.now(), terminal));
                assertEquals(ExitCode.FAILED, ExitCode.of(failure));
                assertTrue(
                        failure.getMessage().startsWith("The disk of “")
                                && failure.getMessage().contains("is full"),
                        failure.getMessage());
            }
        }
    }

    /// The list of uploads cannot be written, so nothing is there that could go on later: that is said in time. The
    /// drop is not lost while the program runs.
    @Test
    @StandardError.Says("make room on it")
    void anUploadEndsWhenItsListCannotBeWritten() throws IOException {
        var vitrine = new TypedLine(folder.resolve("home"));
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        try (Library library = Library.open(OpenOptions.of(vitrine.connections.local(), vitrine.connections.folders())
                .direct())) {
            UploadQueue queue = library.uploads();
            FullJournal.begin(queue);
            long drop = queue.add(List.of(file), new UploadForm("alice", List.of(), "", "x".repeat(200_000)));
            try (var follow = new UploadFollow(queue, terminal, Duration.ofSeconds(1), () -> {})) {
                ImageException failure =
                        assertThrows(ImageException.Failed.class, () -> follow.untilComplete(drop, _ -> {}));
                assertTrue(failure.getMessage().contains("is full"), failure.getMessage());
                assertEquals(ExitCode.FAILED, ExitCode.of(failure));
            }
            assertTrue(err.toString(StandardCharsets.UTF_8).contains("is full: make room on it"), err.toString());

            FullJournal.end(queue);

            Eventually.await(() -> queue.receipt(drop).filter(Receipt::complete).isPresent());
            assertEquals(1, queue.receipt(drop).orElseThrow().uploaded());
        }
    }

    /// A hundred rows of long texts.
    private static final class LongRows implements RowSource {
        @Override
        public long count(UserSpan span, long max) {
            throw new AssertionError(span);
        }

        @Override
        public Duration spansBehind() {
            return Duration.ZERO;
        }

        @Override
        public String identity() {
            return "long";
        }

        @Override
        public long roughCount() {
            return 100;
        }

        @Override
        public boolean hasTrash() {
            return false;
        }

        @Override
        public Page read(RowPart part, Optional<String> after, boolean exact) {
            return new Page(part.number() == 0 ? rows() : List.of(), Optional.empty(), 1);
        }

        @Override
        public Page readTexts(RowPart part, Optional<String> after, boolean exact) {
            return read(part, after, exact);
        }

        @Override
        public Changed readChanged(RowPart part, Optional<String> after, boolean exact, LocalDate since) {
            throw new AssertionError(since);
        }

        @Override
        public Times readTimes(RowPart part, Optional<String> after, boolean exact) {
            throw new AssertionError(part);
        }

        @Override
        public List<ImageRecord> glance(int max) {
            return List.of();
        }

        @Override
        public List<ImageRecord> newestOf(String userId, int max) {
            return List.of();
        }

        @Override
        public Optional<String> feedEnd() {
            return Optional.empty();
        }

        @Override
        public Changes changesAfter(String position) {
            return new Changes(Set.of(), position);
        }

        @Override
        public List<ImageRecord> readAll(Collection<String> imageIds, Runnable onHidden) {
            return List.of();
        }

        private static List<ImageRecord> rows() {
            return IntStream.range(0, 100)
                    .mapToObj(i -> SampleImages.row("image-" + i, "x")
                            .withCaption(new Caption("x", "x".repeat(100_000), List.of()), Instant.EPOCH))
                    .toList();
        }
    }
}
