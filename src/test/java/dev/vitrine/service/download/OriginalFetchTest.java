package dev.vitrine.service.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads over connections that break.
class OriginalFetchTest {
    private static final int SIZE = 1_000_000;

    @TempDir
    private Path library;

    @TempDir
    private Path folder;

    private final byte[] bytes = new byte[SIZE];
    private final List<Long> offsets = new ArrayList<>();

    OriginalFetchTest() {
        new Random(7).nextBytes(bytes);
    }

    @Test
    void aCutConnectionGoesOnWhereItBroke() throws IOException {
        ImageRecord image = stored(true);
        Path saved = downloads(new Cut(300_000, 3)).saveInto(image, folder, _ -> {});
        assertArrayEquals(bytes, Files.readAllBytes(saved));
        assertEquals(List.of(0L, 300_000L, 600_000L, 900_000L), offsets);
        assertEquals(List.of("a.jpg"), FolderContent.names(folder));
    }

    @Test
    void aStreamThatEndsTooEarlyWithoutAWordGoesOnToo() throws IOException {
        for (boolean checked : List.of(true, false)) {
            offsets.clear();
            Path saved = downloads(new Cut(400_000, 2).silently()).saveInto(stored(checked), folder, _ -> {});
            assertArrayEquals(bytes, Files.readAllBytes(saved));
            assertEquals(List.of(0L, 400_000L, 800_000L), offsets);
        }
    }

    /// The store says that there is more: nothing is damaged but the way.
    @Test
    void aServerThatNeverGivesAllIsATroubleThatPasses() throws IOException {
        for (boolean checked : List.of(true, false)) {
            var failure = assertThrows(
                    ImageException.Unreachable.class,
                    () -> downloads(new Cut(0, 100).silently()).saveInto(stored(checked), folder, _ -> {}));
            assertTrue(failure.getMessage().contains("ended too early"), failure.getMessage());
        }
    }

    @Test
    void whatALostConnectionLeavesIsUsedByTheNextTry() throws IOException {
        ImageRecord image = stored(true);
        var failure = assertThrows(
                ImageException.Unreachable.class,
                () -> downloads(new Cut(300_000, 1).thenDead()).saveInto(image, folder, _ -> {}));
        assertTrue(failure.getMessage().contains("goes on where it stopped"), failure.getMessage());
        offsets.clear();
        List<Long> reported = new ArrayList<>();
        Path saved = downloads(new Cut(SIZE, 0)).saveInto(image, folder, reported::add);
        assertArrayEquals(bytes, Files.readAllBytes(saved));
        assertEquals(List.of(300_000L), offsets);
        assertTrue(reported.getFirst() > 300_000, reported.toString());
        assertEquals(List.of("a.jpg"), FolderContent.names(folder));
    }

    @Test
    void leftoversThatDoNotFitAreNotUsed() throws IOException {
        ImageRecord image = stored(true);
        String purpose = image.key().path() + "\n" + image.facts().contentSha256();
        try (var leftover = WholeFile.resumed(folder, purpose)) {
            leftover.copy(ImageSource.ofBytes("other", new byte[500_000]), _ -> {});
            leftover.keep();
        }
        Path saved = downloads(new Cut(SIZE, 0)).saveInto(image, folder, _ -> {});
        assertArrayEquals(bytes, Files.readAllBytes(saved));
        assertEquals(List.of(500_000L, 0L), offsets);
    }

    @Test
    void aServerThatDoesNotKnowRangesIsNotBelieved() throws IOException {
        ImageRecord image = stored(true);
        Path saved = downloads(new Cut(300_000, 1).withoutRanges()).saveInto(image, folder, _ -> {});
        assertArrayEquals(bytes, Files.readAllBytes(saved));
    }

    @Test
    void bytesThatWereChangedInTheStoreAreRefusedAlsoInPieces() throws IOException {
        ImageRecord image = stored(true);
        Path object = library.resolve("alice").resolve("one");
        byte[] damaged = bytes.clone();
        damaged[500_000]++;
        Files.write(object, damaged);
        var failure = assertThrows(
                ImageException.Failed.class,
                () -> downloads(new Cut(300_000, 3)).saveInto(image, folder, _ -> {}));
        assertTrue(failure.getMessage().contains("damaged"), failure.getMessage());
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void aDeadServerIsGivenUpAfterSoManyTriesAndLeavesNothing() throws IOException {
        var store = new Cut(0, 0).thenDead();
        assertThrows(ImageException.Unreachable.class, () -> downloads(store).saveInto(stored(true), folder, _ -> {}));
        assertEquals(4, offsets.size());
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void twoAtOnceOnTheSameImageDoNotMix() throws IOException {
        ImageRecord image = stored(true);
        try (FetchedOriginal first = downloads(new Cut(SIZE, 0)).fetch(image, folder, _ -> {});
                FetchedOriginal second = downloads(new Cut(SIZE, 0)).fetch(image, folder, _ -> {})) {
            assertTrue(!first.file().temporary().equals(second.file().temporary()));
            assertEquals(first.sha256(), second.sha256());
        }
        assertEquals(List.of(), FolderContent.names(folder));
    }

    @Test
    void oldLeftoversAreSweptAndNothingElse() throws IOException {
        try (var leftover = WholeFile.resumed(folder, "x")) {
            leftover.keep();
        }
        Files.writeString(folder.resolve("mine.jpg"), "mine");
        Leftovers.sweep(folder, Instant.now().minus(Duration.ofDays(1)));
        assertEquals(2, FolderContent.names(folder).size());
        Leftovers.sweep(folder, Instant.now().plusSeconds(1));
        assertEquals(List.of("mine.jpg"), FolderContent.names(folder));
    }

    private Downloads downloads(ObjectStore store) {
        return new Downloads(store, new RetryPolicy(4, Duration.ZERO));
    }

    private ImageRecord stored(boolean checked) {
        var source = ImageSource.ofBytes("a.jpg", bytes);
        String hash = Sha256.of(source, _ -> {});
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.SIZE_BYTES, SIZE)
                .with(Attribute.ORIGINAL_NAME, "a.jpg")
                .with(Attribute.CONTENT_SHA256, checked ? hash : "");
        ImageRecord image = SampleImages.row("one", "Title", facts);
        try (var objects = new FolderObjectStore(library)) {
            if (objects.find(image.key()).isEmpty()) {
                objects.put(image.key(), source, "image/jpeg", hash, _ -> {});
            }
        }
        return image;
    }

    /// Breaks so many connections after so many bytes each.
    private final class Cut implements ForwardingObjectStore {
        private final ObjectStore store = new FolderObjectStore(library);
        private final int after;
        private int cuts;
        private boolean silent;
        private boolean dead;
        private boolean ranges = true;

        Cut(int after, int cuts) {
            this.after = after;
            this.cuts = cuts;
        }

        Cut silently() {
            silent = true;
            return this;
        }

        Cut thenDead() {
            dead = true;
            return this;
        }

        Cut withoutRanges() {
            ranges = false;
            return this;
        }

        @Override
        public ObjectStore store() {
            return store;
        }

        @Override
        public InputStream open(ObjectKey key) {
            return opened(key, 0);
        }

        @Override
        public InputStream openRest(ObjectKey key, long offset, String version) {
            return opened(key, offset);
        }

        private InputStream opened(ObjectKey key, long offset) {
            offsets.add(offset);
            if (cuts == 0 && dead) {
                throw new ImageException.Unreachable("Nobody answers. Try again: it goes on where it stopped.", null);
            }
            InputStream whole = store.open(key, ranges ? offset : 0, Long.MAX_VALUE);
            if (cuts == 0) {
                return whole;
            }
            cuts--;
            return new FilterInputStream(whole) {
                private int left = after;

                @Override
                public int read(byte[] into, int at, int length) throws IOException {
                    if (left == 0) {
                        if (silent) {
                            return -1;
                        }
                        throw new IOException("reset by peer");
                    }
                    int read = super.read(into, at, Math.min(left, length));
                    left -= Math.max(0, read);
                    return read;
                }
            };
        }
    }
}
