package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.ObjectStore.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store of bytes promises; each one runs these tests unchanged. Keys are new in every test, so that a
/// shared bucket will do.
public abstract class ObjectStoreContract {
    private static final String NO_HASH = "";

    @AutoClose
    private ObjectStore store;

    private String id;

    /// An open store.
    protected abstract ObjectStore open() throws Exception;

    /// True when the store keeps the content type beside the bytes.
    protected abstract boolean keepsContentType();

    /// For test servers that keep each user as a folder: how many bytes its name may have there.
    protected int longestNameInBytes() {
        return Integer.MAX_VALUE;
    }

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
        id = UUID.randomUUID().toString();
    }

    @Test
    void whatWasPutIsReadBack() throws IOException {
        byte[] bytes = bytes(300_000);
        put(original(), bytes);
        assertArrayEquals(bytes, read(original()));
    }

    @Test
    void aDocumentIsReplacedByWhoeverReadItLast() {
        ObjectKey key = document();
        assertEquals(Optional.empty(), store.document(key, 100));
        store.replace(key, text("one"), "");
        ObjectStore.Document one = store.document(key, 100).orElseThrow();
        store.replace(key, text("two"), one.version());
        assertArrayEquals(text("two"), store.document(key, 100).orElseThrow().content());
        assertThrows(ImageException.Conflict.class, () -> store.replace(key, text("three"), one.version()));
        assertThrows(ImageException.Conflict.class, () -> store.replace(key, text("three"), ""));
        assertArrayEquals(text("two"), store.document(key, 100).orElseThrow().content());
    }

    @Test
    void aDocumentThatIsGoneIsNotReplaced() {
        ObjectKey key = document();
        store.replace(key, text("one"), "");
        String version = store.document(key, 100).orElseThrow().version();
        store.delete(key);
        assertThrows(ImageException.Conflict.class, () -> store.replace(key, text("two"), version));
        assertEquals(Optional.empty(), store.document(key, 100));
    }

    @Test
    void aDocumentIsDeletedByWhoeverReadItLast() {
        ObjectKey key = document();
        store.replace(key, text("one"), "");
        String one = store.document(key, 100).orElseThrow().version();
        store.replace(key, text("two"), one);
        assertThrows(ImageException.Conflict.class, () -> store.delete(key, one));
        String two = store.document(key, 100).orElseThrow().version();
        store.delete(key, two);
        assertEquals(Optional.empty(), store.document(key, 100));
        store.delete(key, two);
    }

    @Test
    void aDocumentLongerThanAnyOfOursIsNotRead() {
        ObjectKey key = document();
        store.replace(key, text("0123456789"), "");
        assertTrue(store.document(key, 10).isPresent());
        assertThrows(ImageException.Failed.class, () -> store.document(key, 9));
    }

    @Test
    void documentsAreListedByWhatTheirKeysBeginWith() {
        ObjectKey key = document();
        store.replace(key, text("one"), "");
        var found = new ArrayList<String>();
        store.list(ObjectKey.ALBUMS, each -> found.add(each.path()));
        assertTrue(found.contains(key.path()), found.toString());
        assertTrue(found.stream().allMatch(path -> path.startsWith(ObjectKey.ALBUMS)), found.toString());
    }

    private ObjectKey document() {
        return ObjectKey.album(UUID.fromString(id));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void noBytesAreBytesToo() throws IOException {
        put(original(), new byte[0]);
        assertArrayEquals(new byte[0], read(original()));
    }

    @Test
    void manyMegabytesAreReadBack() throws IOException {
        byte[] bytes = bytes(20 << 20);
        put(original(), bytes);
        assertArrayEquals(bytes, read(original()));
    }

    @Test
    void aStoredObjectIsFoundWithSizeAndType() {
        put(original(), bytes(1234));
        assertEquals(
                Optional.of(new StoredObject(original(), 1234, keepsContentType() ? "image/png" : "")),
                store.find(original())
                        .map(found -> new StoredObject(found.key(), found.sizeBytes(), found.contentType())));
    }

    @Test
    void whatWasNeverPutIsNotFound() {
        assertEquals(Optional.empty(), store.find(original()));
        assertThrows(ImageException.NotFound.class, () -> store.open(original()));
        assertThrows(ImageException.NotFound.class, () -> store.open(original(), 0, 1));
    }

    @Test
    void anOriginalIsNeverReplaced() throws IOException {
        byte[] first = bytes(1000);
        put(original(), first);
        assertThrows(ImageException.Conflict.class, () -> put(original(), bytes(2000)));
        assertArrayEquals(first, read(original()));
    }

    @Test
    void evenTheSameBytesConflict() {
        byte[] bytes = bytes(1000);
        put(original(), bytes);
        assertThrows(ImageException.Conflict.class, () -> put(original(), bytes));
    }

    @Test
    void ofManyWritersOfOneOriginalExactlyOneWins() throws Exception {
        List<byte[]> contents = new ArrayList<>();
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] content = bytes(200_000 + i);
            contents.add(content);
            writers.add(() -> {
                try {
                    put(original(), content);
                    return true;
                } catch (ImageException.Conflict _) {
                    return false;
                }
            });
        }
        List<Boolean> won = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> writer : threads.invokeAll(writers)) {
                won.add(writer.get());
            }
        }
        assertEquals(1, Collections.frequency(won, true));
        assertArrayEquals(contents.get(won.indexOf(true)), read(original()));
    }

    /// Each window writes a copy of its own: the rows may have changed between.
    @Test
    void ofManyPublishersOfOneNumberExactlyOneWins() throws Exception {
        ObjectKey claim = ObjectKey.published("table-" + id, "00000001.claim");
        var won = new ConcurrentLinkedQueue<byte[]>();
        AtOnce.run(6, i -> () -> {
            byte[] mine = bytes(100 + i);
            try {
                put(claim, mine);
                won.add(mine);
            } catch (ImageException.Conflict _) {
                // Somebody else was faster.
            }
        });
        assertEquals(1, won.size());
        assertArrayEquals(won.element(), read(claim));
        assertEquals(List.of(claim.path()), listed(ObjectKey.PUBLISHED + "table-" + id + "/"));
    }

    @Test
    void aLargePublishedCopyIsNotReplacedEither() throws IOException {
        ObjectKey copy = ObjectKey.published("table-" + id, "00000001-5.jsonl.gz");
        byte[] bytes = bytes(20 << 20);
        put(copy, bytes);
        assertThrows(ImageException.Conflict.class, () -> put(copy, bytes((20 << 20) + 1)));
        assertArrayEquals(bytes, read(copy));
        store.delete(copy);
        assertEquals(List.of(), listed(ObjectKey.PUBLISHED + "table-" + id + "/"));
    }

    private List<String> listed(String prefix) {
        var paths = new ArrayList<String>();
        store.list(prefix, each -> paths.add(each.path()));
        return paths;
    }

    @Test
    void aPreviewIsReplaced() throws IOException {
        put(preview(), bytes(1000));
        byte[] second = bytes(500);
        put(preview(), second);
        assertArrayEquals(second, read(preview()));
    }

    @Test
    void bytesThatDoNotMatchTheirHashAreNotStored() {
        String hash = Sha256.of(ImageSource.ofBytes("other", bytes(10)), read -> {});
        var source = ImageSource.ofBytes("photo.png", bytes(5000));
        assertThrows(ImageException.Failed.class, () -> store.put(original(), source, "image/png", hash, sent -> {}));
        assertEquals(Optional.empty(), store.find(original()));
    }

    @Test
    void bytesThatMatchTheirHashAreStored() throws IOException {
        byte[] bytes = bytes(5000);
        var source = ImageSource.ofBytes("photo.png", bytes);
        store.put(original(), source, "image/png", Sha256.of(source, read -> {}), sent -> {});
        assertArrayEquals(bytes, read(original()));
    }

    @Test
    void progressGrowsUpToTheSize() {
        List<Long> reported = Collections.synchronizedList(new ArrayList<>());
        store.put(original(), ImageSource.ofBytes("photo.png", bytes(1 << 20)), "image/png", NO_HASH, reported::add);
        assertEquals(1L << 20, reported.getLast());
        assertEquals(reported.stream().sorted().toList(), reported);
        assertTrue(reported.size() > 1, "told more than once for a megabyte");
    }

    @Test
    void aRangeIsReadOnItsOwn() throws IOException {
        byte[] bytes = bytes(100_000);
        put(original(), bytes);
        try (InputStream range = store.open(original(), 40_000, 1000)) {
            assertArrayEquals(Arrays.copyOfRange(bytes, 40_000, 41_000), range.readAllBytes());
        }
    }

    @Test
    void aRangeEndsWithTheBytes() throws IOException {
        byte[] bytes = bytes(1000);
        put(original(), bytes);
        try (InputStream range = store.open(original(), 900, 5000)) {
            assertArrayEquals(Arrays.copyOfRange(bytes, 900, 1000), range.readAllBytes());
        }
    }

    @Test
    void aRangeBehindTheBytesIsEmpty() throws IOException {
        put(original(), bytes(1000));
        try (InputStream range = store.open(original(), 1000, 10)) {
            assertEquals(-1, range.read());
        }
    }

    @Test
    void aDeletedObjectIsGone() {
        put(original(), bytes(10));
        store.delete(original());
        assertEquals(Optional.empty(), store.find(original()));
        assertThrows(ImageException.NotFound.class, () -> store.open(original()));
    }

    @Test
    void deletingNothingIsFine() {
        assertDoesNotThrow(() -> store.delete(original()));
        assertDoesNotThrow(() -> store.delete(preview()));
    }

    @Test
    void deletingOneLeavesTheOthers() throws IOException {
        byte[] bytes = bytes(100);
        put(original(), bytes);
        put(preview(), bytes);
        put(ObjectKey.original("bob", id), bytes);
        store.delete(original());
        assertArrayEquals(bytes, read(preview()));
        assertArrayEquals(bytes, read(ObjectKey.original("bob", id)));
    }

    @Test
    void anOriginalCanBePutAgainAfterItWasDeleted() throws IOException {
        put(original(), bytes(10));
        store.delete(original());
        byte[] second = bytes(20);
        put(original(), second);
        assertArrayEquals(second, read(original()));
    }

    @Test
    void everyUserNameThatIsAllowedIsAPlaceOfItsOwn() throws IOException {
        List<String> names = List.of(
                        "alice",
                        "alice bob",
                        "alice ",
                        "al%20ice",
                        "a:b",
                        "a\\b",
                        "con",
                        "CON.txt",
                        "lpt1",
                        "name.",
                        "José",
                        "日本語",
                        "x?*<>|\"y",
                        "a+b&c=d",
                        "~",
                        "-rf",
                        "名".repeat(128),
                        "😀".repeat(64),
                        "%",
                        "%2F",
                        "a;b@c,d$e!f(g)h'i")
                .stream()
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length <= longestNameInBytes())
                .toList();
        for (String name : names) {
            put(ObjectKey.original(name, id), name.getBytes(StandardCharsets.UTF_8));
        }
        for (String name : names) {
            assertEquals(name, new String(read(ObjectKey.original(name, id)), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aSourceThatCannotBeReadLeavesNothing() {
        assertThrows(
                ImageException.class,
                () -> store.put(
                        original(), new Breaking(new IOException("drive is gone")), "image/png", NO_HASH, sent -> {}));
        assertEquals(Optional.empty(), store.find(original()));
    }

    @Test
    void anInterruptStopsAPutAndLeavesNothing() throws InterruptedException {
        var outcome = new AtomicReference<Throwable>();
        var source = new Endless();
        Thread writer = Thread.startVirtualThread(() -> {
            try {
                store.put(original(), source, "image/png", NO_HASH, sent -> {});
            } catch (RuntimeException e) {
                outcome.set(e);
            }
        });
        source.begun.await();
        writer.interrupt();
        writer.join(10_000);
        assertFalse(writer.isAlive(), "still writing");
        assertEquals(ImageException.Cancelled.class, outcome.get().getClass());
        assertEquals(Optional.empty(), store.find(original()));
    }

    @Test
    void nobodySeesAPartOfWhatIsBeingPut() throws InterruptedException {
        var source = new Endless();
        Thread writer = Thread.startVirtualThread(() -> assertThrows(
                ImageException.Cancelled.class, () -> store.put(original(), source, "image/png", NO_HASH, sent -> {})));
        source.begun.await();
        assertEquals(Optional.empty(), store.find(original()));
        writer.interrupt();
        writer.join();
    }

    @Test
    void whatIsStoredIsListedAtOnce() {
        put(original(), bytes(1234));
        put(preview(), bytes(56));
        put(ObjectKey.original("bob", id), bytes(7));
        store.delete(ObjectKey.original("bob", id));
        assertEquals(
                Map.of(original().path(), 1234L, preview().path(), 56L),
                listed().stream().collect(Collectors.toMap(Listed::path, Listed::sizeBytes)));
        assertEquals(
                Set.of(original(), preview()),
                listed().stream().flatMap(each -> each.key().stream()).collect(Collectors.toSet()));
        Instant now = Instant.now();
        assertTrue(
                listed().stream()
                        .allMatch(each ->
                                Duration.between(each.modifiedAt(), now).abs().toHours() < 1),
                listed().toString());
    }

    @Test
    void everyUserNameThatIsAllowedIsListedAsItsKey() {
        Set<ObjectKey> keys = Stream.of(
                        "alice bob",
                        "alice ",
                        "al%20ice",
                        "a+b",
                        "a:b",
                        "con",
                        "name.",
                        "日本語",
                        "名".repeat(80),
                        "x?*<>|\"y",
                        "%2F")
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length <= longestNameInBytes())
                .map(name -> ObjectKey.original(name, id))
                .collect(Collectors.toSet());
        keys.forEach(key -> put(key, bytes(1)));
        assertEquals(
                keys, listed().stream().flatMap(each -> each.key().stream()).collect(Collectors.toSet()));
    }

    @Test
    void bytesAreMovedAndBack() throws IOException {
        byte[] bytes = bytes(1000);
        put(original(), bytes);
        store.move(original(), original().quarantined());
        assertEquals(Optional.empty(), store.find(original()));
        assertArrayEquals(bytes, read(original().quarantined()));
        assertEquals(
                List.of(Optional.of(original().quarantined())),
                listed().stream().map(Listed::key).toList());
        assertThrows(
                ImageException.NotFound.class,
                () -> store.move(original(), original().quarantined().quarantined()));
        store.move(original().quarantined(), original());
        assertArrayEquals(bytes, read(original()));
    }

    @Test
    void aCopyHasTheSameBytesAndTheOriginalStays() throws IOException {
        byte[] bytes = bytes(1000);
        ObjectKey copy = ObjectKey.original("Somebody else", original().imageId());
        put(original(), bytes);
        store.copy(original(), copy);
        store.copy(original(), copy);
        assertArrayEquals(bytes, read(original()));
        assertArrayEquals(bytes, read(copy));
        store.delete(original());
        assertArrayEquals(bytes, read(copy));
        store.delete(copy);
    }

    @Test
    void aCopyNeverReplacesWhatIsThere() throws IOException {
        ObjectKey taken = ObjectKey.original("Somebody else", original().imageId());
        byte[] there = bytes(10);
        put(taken, there);
        put(original(), bytes(20));
        assertThrows(ImageException.Conflict.class, () -> store.copy(original(), taken));
        assertArrayEquals(there, read(taken));
        assertArrayEquals(bytes(20), read(original()));
        store.delete(taken);
        store.delete(original());
        assertThrows(ImageException.NotFound.class, () -> store.copy(original(), taken));
        assertEquals(Optional.empty(), store.find(taken));
    }

    @Test
    void aMoveThatWasInterruptedEndsWithTheNext() throws IOException {
        byte[] bytes = bytes(1000);
        put(original().quarantined(), bytes);
        put(original(), bytes);
        store.move(original(), original().quarantined());
        assertEquals(Optional.empty(), store.find(original()));
        assertArrayEquals(bytes, read(original().quarantined()));
    }

    @Test
    void movingNeverReplacesWhatIsThere() throws IOException {
        byte[] first = bytes(10);
        put(original().quarantined(), first);
        put(original(), bytes(20));
        assertThrows(
                ImageException.Conflict.class,
                () -> store.move(original(), original().quarantined()));
        assertArrayEquals(first, read(original().quarantined()));
        assertArrayEquals(bytes(20), read(original()));
    }

    /// What this test put: a bucket may be shared.
    private List<Listed> listed() {
        var listed = new ArrayList<Listed>();
        store.list(listed::add);
        return listed.stream().filter(each -> each.path().contains(id)).toList();
    }

    private ObjectKey original() {
        return ObjectKey.original("alice", id);
    }

    private ObjectKey preview() {
        return ObjectKey.preview(id, 512);
    }

    @Test
    void anOriginalOfOursIsFoundAmongWhateverElseIsThere() {
        // A shared bucket may hold some of other tests.
        boolean before = store.hasOriginals();
        put(ObjectKey.preview(UUID.randomUUID().toString(), 512), new byte[] {1});
        put(ObjectKey.original("alice", "no-id-of-ours-" + id), new byte[] {1});
        assertEquals(before, store.hasOriginals());
        put(ObjectKey.original("alice", UUID.randomUUID().toString()), new byte[] {1});
        assertTrue(store.hasOriginals());
    }

    private void put(ObjectKey key, byte[] bytes) {
        store.put(key, ImageSource.ofBytes("photo.png", bytes), "image/png", NO_HASH, sent -> {});
    }

    private byte[] read(ObjectKey key) throws IOException {
        try (InputStream bytes = store.open(key)) {
            return bytes.readAllBytes();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /// Gives some bytes, then breaks.
    private record Breaking(IOException failure) implements ImageSource {
        @Override
        public String name() {
            return "breaking.png";
        }

        @Override
        public long size() {
            return 1 << 20;
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
                @Override
                public int read() throws IOException {
                    throw failure;
                }
            });
        }
    }

    /// Gives bytes slowly until its reader is interrupted.
    private static final class Endless implements ImageSource {
        private final CountDownLatch begun = new CountDownLatch(3);

        @Override
        public String name() {
            return "endless.png";
        }

        @Override
        public long size() {
            return 1L << 30;
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    begun.countDown();
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        throw new InterruptedIOException();
                    }
                    return length;
                }
            };
        }
    }
}
