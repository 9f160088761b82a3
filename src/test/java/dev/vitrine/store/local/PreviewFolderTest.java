package dev.vitrine.store.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.PreviewCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewFolderTest {
    @TempDir
    private Path temp;

    private Path folder;

    @AutoClose
    private FolderObjectStore objects;

    @BeforeEach
    void open() {
        folder = temp.resolve("objects");
        objects = new FolderObjectStore(folder);
    }

    @Test
    void theLeastRecentlyUsedGoFirst() throws Exception {
        preview("oldest", 512, 40, 9);
        preview("old", 2048, 40, 8);
        preview("new", 512, 40, 2);
        try (var _ = objects.open(ObjectKey.preview("oldest", 512))) {
            objects.previews().setLimit(100);
        }
        Eventually.await(() -> previews().equals(List.of("512/new.jpg", "512/oldest.jpg")));
    }

    @Test
    void withoutALimitNothingGoes() throws IOException {
        preview("one", 512, 1000, 400);
        objects.previews().setLimit(PreviewCache.NO_LIMIT);
        preview("two", 512, 1000, 400);
        objects.close();
        assertEquals(List.of("512/one.jpg", "512/two.jpg"), previews());
    }

    @Test
    void newPreviewsPushOldOnesOut() throws Exception {
        objects.previews().setLimit(1000);
        for (int i = 0; i < 30; i++) {
            put("image-" + i, 512, 100);
        }
        Eventually.await(() -> objects.previews().size() <= 1000);
        assertTrue(previews().contains("512/image-29.jpg"), "the newest is still there");
    }

    @Test
    void clearingRemovesPreviewsAndNothingElse() throws IOException {
        preview("one", 512, 300, 1);
        preview("two", 2048, 700, 1);
        objects.put(
                ObjectKey.original("alice", "one"), ImageSource.ofBytes("", new byte[50]), "image/png", "", _ -> {});
        Path foreign = Files.write(folder.resolve(".vitrine/thumb/512/notes.txt"), new byte[10]);
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
        Path linked = Files.write(elsewhere.resolve("mine.jpg"), new byte[20]);
        Files.createSymbolicLink(folder.resolve(".vitrine/thumb/1024"), elsewhere);

        assertEquals(1000, objects.previews().size());
        assertEquals(1000, objects.previews().clear());
        assertEquals(0, objects.previews().size());
        assertTrue(Files.exists(folder.resolve("alice/one")));
        assertTrue(Files.exists(foreign));
        assertTrue(Files.exists(linked));
    }

    @Test
    void nothingIsRemovedFromAFolderThatWasClosed() throws IOException {
        preview("one", 512, 300, 1);
        objects.close();
        assertEquals(0, objects.previews().clear());
        assertEquals(List.of("512/one.jpg"), previews());
    }

    @Test
    void aLibraryWithoutPreviewsTakesNothing() {
        assertEquals(0, objects.previews().size());
        assertEquals(0, objects.previews().clear());
    }

    private void preview(String imageId, int edge, int bytes, int daysAgo) throws IOException {
        put(imageId, edge, bytes);
        Path file = folder.resolve(".vitrine/thumb/" + edge + "/" + imageId + ".jpg");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    private void put(String imageId, int edge, int bytes) {
        objects.put(
                ObjectKey.preview(imageId, edge), ImageSource.ofBytes("", new byte[bytes]), "image/jpeg", "", _ -> {});
    }

    private List<String> previews() {
        Path thumb = folder.resolve(".vitrine/thumb");
        try (Stream<Path> files = Files.walk(thumb)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> thumb.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
