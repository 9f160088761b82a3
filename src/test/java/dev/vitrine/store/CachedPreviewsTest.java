package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedPreviewsTest {
    private static final ObjectKey PREVIEW = ObjectKey.preview("a", 512);
    private static final ObjectKey ORIGINAL = ObjectKey.original("alice", "a");
    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    private Path folder;

    private FolderObjectStore farFolder;
    private FolderObjectStore near;
    private boolean offline;
    private boolean readOnly;
    private CachedPreviews store;

    @BeforeEach
    void open() {
        farFolder = new FolderObjectStore(folder.resolve("far"));
        near = new FolderObjectStore(folder.resolve("near"));
        store = new CachedPreviews(new Far(), near);
    }

    @AfterEach
    void close() {
        store.close();
        near.close();
        farFolder.close();
    }

    @Test
    void aPreviewThatWasLookedAtShowsOffline() throws IOException {
        farFolder.put(PREVIEW, source(), "image/jpeg", "", _ -> {});
        assertArrayEquals(BYTES, read(PREVIEW));
        offline = true;
        assertArrayEquals(BYTES, read(PREVIEW));
    }

    @Test
    void originalsStayFar() throws IOException {
        store.put(ORIGINAL, source(), "image/jpeg", "", _ -> {});
        assertArrayEquals(BYTES, read(ORIGINAL));
        offline = true;
        assertThrows(ImageException.Unreachable.class, () -> store.open(ORIGINAL));
        assertTrue(near.find(ORIGINAL).isEmpty());
    }

    @Test
    void whoeverMayNotWriteStillKeepsWhatWasMade() throws IOException {
        readOnly = true;
        assertThrows(ImageException.Denied.class, () -> store.put(PREVIEW, source(), "image/jpeg", "", _ -> {}));
        assertArrayEquals(BYTES, read(PREVIEW));
        assertTrue(farFolder.find(PREVIEW).isEmpty());
    }

    @Test
    void whatIsDeletedIsGoneNearbyToo() {
        store.put(PREVIEW, source(), "image/jpeg", "", _ -> {});
        assertEquals(3, farFolder.find(PREVIEW).orElseThrow().sizeBytes());
        store.delete(PREVIEW);
        assertThrows(ImageException.NotFound.class, () -> store.open(PREVIEW));
        assertTrue(near.find(PREVIEW).isEmpty());
    }

    @Test
    void aDocumentThatWasReadShowsOfflineAndIsNotReplacedByThat() {
        ObjectKey key = ObjectKey.album(UUID.randomUUID());
        store.replace(key, BYTES, "");
        store.document(key, 10);
        offline = true;
        ObjectStore.Document kept = store.document(key, 10).orElseThrow();
        assertArrayEquals(BYTES, kept.content());
        assertThrows(ImageException.Unreachable.class, () -> store.replace(key, new byte[1], kept.version()));
        assertThrows(ImageException.Unreachable.class, () -> store.document(ObjectKey.album(UUID.randomUUID()), 10));
        offline = false;
        farFolder.delete(key);
        assertEquals(Optional.empty(), store.document(key, 10));
        offline = true;
        assertThrows(ImageException.Unreachable.class, () -> store.document(key, 10), "it is gone nearby, too");
    }

    @Test
    void documentsThatWereReadAreListedOfflineUntilTheyAreGone() {
        ObjectKey key = ObjectKey.album(UUID.randomUUID());
        store.replace(key, BYTES, "");
        store.document(key, 10);
        offline = true;
        assertEquals(List.of(key.path()), albums());
        offline = false;
        farFolder.delete(key);
        assertEquals(List.of(), albums());
        offline = true;
        assertThrows(ImageException.Unreachable.class, this::albums, "nothing is known of any");
    }

    @Test
    void aDocumentThatIsDeletedIsGoneNearbyToo() {
        ObjectKey key = ObjectKey.album(UUID.randomUUID());
        store.replace(key, BYTES, "");
        store.delete(key, store.document(key, 10).orElseThrow().version());
        assertEquals(Optional.empty(), near.document(key, 10));
    }

    private List<String> albums() {
        var paths = new ArrayList<String>();
        store.list(ObjectKey.ALBUMS, each -> paths.add(each.path()));
        return paths;
    }

    private byte[] read(ObjectKey key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private static ImageSource source() {
        return ImageSource.ofBytes("a.jpg", BYTES);
    }

    private final class Far implements ForwardingObjectStore {
        @Override
        public ObjectStore store() {
            return farFolder;
        }

        @Override
        public Optional<Document> document(ObjectKey key, int maxBytes) {
            if (offline) {
                throw new ImageException.Unreachable("no network", new IOException());
            }
            return farFolder.document(key, maxBytes);
        }

        @Override
        public void list(String prefix, Consumer<Listed> found) {
            if (offline) {
                throw new ImageException.Unreachable("no network", new IOException());
            }
            farFolder.list(prefix, found);
        }

        @Override
        public void replace(ObjectKey key, byte[] content, String version) {
            if (offline) {
                throw new ImageException.Unreachable("no network", new IOException());
            }
            farFolder.replace(key, content, version);
        }

        @Override
        public InputStream open(ObjectKey key) {
            if (offline) {
                throw new ImageException.Unreachable("no network", new IOException());
            }
            return farFolder.open(key);
        }

        @Override
        public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
            if (readOnly) {
                throw new ImageException.Denied("read-only", new IOException());
            }
            farFolder.put(key, source, contentType, sha256, progress);
        }
    }
}
