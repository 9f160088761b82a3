package dev.vitrine.store.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.files.DiskForces;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreTest extends ObjectStoreContract {
    private static final ObjectKey KEY = ObjectKey.original("alice", "image-1");

    @TempDir
    private Path folder;

    @Override
    protected ObjectStore open() {
        return new FolderObjectStore(folder);
    }

    @Override
    protected boolean keepsContentType() {
        return false;
    }

    @Test
    void theFolderIsLaidOutLikeABucket() throws IOException {
        ObjectStore store = open();
        put(store, KEY, "original");
        put(store, ObjectKey.preview("image-1", 512), "preview");
        assertEquals(List.of(".vitrine/thumb/512/image-1.jpg", "alice/image-1"), FolderContent.paths(folder));
    }

    @Test
    void otherProgramsAreToldWhereTheBytesAre() {
        ObjectStore store = open();
        put(store, KEY, "original");
        assertEquals(
                Optional.of(folder.resolve("alice").resolve("image-1")),
                new StoredOriginal(store, SampleImages.row("image-1", "sea")).onDisk());
        assertEquals(Optional.empty(), store.onDisk(ObjectKey.original("alice", "another")));
    }

    @Test
    void filesThatNobodyOfUsWroteAreListedAndAreNoKeys() throws IOException {
        ObjectStore store = open();
        for (String path : List.of("no-folder", "a/b/c/d", "al%2fice/lower", "al%ZZ/broken", "bob/image")) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        Files.createSymbolicLink(folder.resolve("bob/link"), folder.resolve("no-folder"));
        var listed = new ArrayList<ObjectStore.Listed>();
        store.list(listed::add);
        assertEquals(
                List.of("/al%2fice/lower", "/al%ZZ/broken", "a/b/c/d", "bob/image", "no-folder"),
                listed.stream().map(ObjectStore.Listed::path).sorted().toList());
        assertEquals(
                List.of(ObjectKey.original("bob", "image")),
                listed.stream().flatMap(each -> each.key().stream()).toList());
    }

    @Test
    void whatMayOnlyBeLookedAtIsNotChanged() throws IOException {
        put(open(), KEY, "original");
        var part = new ObjectStore.Unfinished(".vitrine/incoming/.half" + WholeFile.SUFFIX, "", Instant.now());
        Files.writeString(folder.resolve(part.path()), "half");
        List<String> before = FolderContent.paths(folder);
        try (ObjectStore store = FolderObjectStore.readOnly(folder)) {
            ObjectKey other = ObjectKey.original("alice", "image-2");
            assertThrows(ImageException.Denied.class, () -> put(store, other, "another"));
            assertThrows(ImageException.Denied.class, () -> store.move(KEY, other));
            assertThrows(ImageException.Denied.class, () -> store.delete(KEY));
            assertThrows(ImageException.Denied.class, () -> store.unblock(KEY));
            assertThrows(ImageException.Denied.class, () -> store.discard(part));
        }
        assertEquals(before, FolderContent.paths(folder));
    }

    /// A drive that was unplugged: its bytes are not gone, nobody can look.
    @Test
    void aFolderThatIsNotThereIsNotAnEmptyOne() throws IOException {
        ObjectStore store = open();
        put(store, KEY, "original");
        Files.move(folder, folder.resolveSibling(folder.getFileName() + "-elsewhere"));
        assertThrows(ImageException.Unreachable.class, () -> store.find(KEY));
        assertThrows(ImageException.Unreachable.class, () -> store.list(_ -> {}));
        Files.move(folder.resolveSibling(folder.getFileName() + "-elsewhere"), folder);
        assertTrue(store.find(KEY).isPresent());
    }

    @Test
    void temporaryFilesAreToldAndRemovedAndNothingElseIs() throws IOException {
        ObjectStore store = open();
        put(store, KEY, "original");
        Path part = Files.writeString(folder.resolve(".vitrine/incoming/.half" + WholeFile.SUFFIX), "half");
        List<ObjectStore.Unfinished> unfinished = store.unfinished();
        assertEquals(1, unfinished.size());
        var listed = new ArrayList<ObjectStore.Listed>();
        store.list(listed::add);
        assertEquals(1, listed.size(), "what is under way is not listed as stored");
        unfinished.forEach(store::discard);
        assertFalse(Files.exists(part));
        assertThrows(
                ImageException.Invalid.class,
                () -> store.discard(new ObjectStore.Unfinished("alice/image-1", "", Instant.now())));
        assertThrows(
                ImageException.Invalid.class,
                () -> store.discard(new ObjectStore.Unfinished(
                        ".vitrine/incoming/../../alice/image-1" + WholeFile.SUFFIX, "", Instant.now())));
        assertTrue(Files.exists(folder.resolve("alice/image-1")));
    }

    @Test
    void nothingTemporaryStaysBehind() throws IOException {
        ObjectStore store = open();
        put(store, KEY, "first");
        assertThrows(ImageException.Conflict.class, () -> put(store, KEY, "second"));
        assertThrows(
                ImageException.Failed.class,
                () -> store.put(
                        ObjectKey.original("alice", "image-2"), source("x"), "image/png", "0".repeat(64), sent -> {}));
        assertThrows(
                ImageException.Cancelled.class,
                () -> store.put(ObjectKey.original("alice", "image-3"), source("x"), "image/png", "", sent -> {
                    throw new ImageException.Cancelled("Stopped.");
                }));
        assertEquals(List.of("alice/image-1"), FolderContent.paths(folder));
    }

    @Test
    void leftoversOfACrashAreRemovedOnceTheyAreOld() throws IOException {
        open();
        Path old = leftover("old", Duration.ofDays(2));
        Path young = leftover("young", Duration.ofMinutes(1));
        open();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young), "another process may be writing it");
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotFollowed(@TempDir Path outside) throws IOException {
        assumeTrue(hasPosixPermissions());
        Path secret = Files.writeString(outside.resolve("image-1"), "secret");
        ObjectStore store = open();
        Files.createSymbolicLink(folder.resolve("alice"), outside);
        Files.createDirectory(folder.resolve("bob"));
        Files.createSymbolicLink(folder.resolve("bob").resolve("image-1"), secret);

        for (String user : List.of("alice", "bob")) {
            ObjectKey key = ObjectKey.original(user, "image-1");
            assertEquals(Optional.empty(), store.find(key));
            assertThrows(ImageException.NotFound.class, () -> store.open(key));
            store.delete(key);
            assertThrows(ImageException.class, () -> put(store, key, "mine"));
        }
        assertThrows(ImageException.class, () -> put(store, ObjectKey.original("alice", "image-2"), "mine"));
        assertEquals(List.of("image-1"), names(outside));
        assertEquals("secret", Files.readString(secret));
    }

    @Test
    void aReadOnlyFolderSaysSo() throws IOException {
        assumeTrue(hasPosixPermissions());
        ObjectStore store = open();
        put(store, KEY, "kept");
        Path incoming = folder.resolve(".vitrine").resolve("incoming");
        Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(incoming), "this account may write everywhere");
            var denied = assertThrows(
                    ImageException.Denied.class, () -> put(store, ObjectKey.original("alice", "image-2"), "new"));
            assertTrue(denied.getMessage().contains("may not be written to"), denied.getMessage());
        } finally {
            Files.setPosixFilePermissions(incoming, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertArrayEquals("kept".getBytes(), store.open(KEY).readAllBytes());
    }

    @Test
    void aFileInPlaceOfTheFolderSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThrows(ImageException.class, () -> new FolderObjectStore(file));
    }

    @Test
    void aVanishedFolderSaysSo() throws IOException {
        ObjectStore store = open();
        Files.delete(folder.resolve(".vitrine").resolve("incoming"));
        Files.delete(folder.resolve(".vitrine"));
        Files.delete(folder);
        assertThrows(ImageException.Unreachable.class, () -> store.open(KEY));
        assertThrows(ImageException.Unreachable.class, () -> put(store, KEY, "new"));
        assertFalse(Files.exists(folder), "a drive that is not connected must not be made up");
        Files.createDirectory(folder);
    }

    @Test
    void anOriginalIsOnTheDiskWithItsNameWhenItIsStored() throws Exception {
        ObjectStore store = open();
        Path root = folder.toRealPath();
        List<Path> forced = DiskForces.during(() -> put(store, KEY, "original"));
        assertEquals(
                List.of(root, root.resolve(".vitrine").resolve("incoming"), root.resolve("alice")),
                forced.stream()
                        .map(path -> path.toString().endsWith(WholeFile.SUFFIX) ? path.getParent() : path)
                        .toList());
        assertEquals(
                1,
                forced.stream()
                        .filter(path -> path.toString().endsWith(WholeFile.SUFFIX))
                        .count());
    }

    @Test
    void whatIsMovedHasItsNewNameOnTheDisk() throws Exception {
        ObjectStore store = open();
        put(store, KEY, "original");
        List<Path> forced = DiskForces.during(() -> store.move(KEY, KEY.quarantined()));
        assertEquals(folder.toRealPath().resolve(KEY.quarantined().path()).getParent(), forced.getLast());
    }

    private void put(ObjectStore store, ObjectKey key, String content) {
        store.put(key, source(content), "image/png", "", sent -> {});
    }

    private static ImageSource source(String content) {
        return ImageSource.ofBytes("photo.png", content.getBytes());
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path file = Files.writeString(
                folder.resolve(".vitrine").resolve("incoming").resolve("." + name + WholeFile.SUFFIX), "part");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static List<String> names(Path folder) throws IOException {
        return FolderContent.names(folder);
    }

    private boolean hasPosixPermissions() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
