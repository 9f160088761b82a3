package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.Progress;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.Rights.Right;
import java.awt.Color;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A library that may only be looked at: a backup on a stick, a share, a disk that was mounted again read-only.
class ReadOnlyLibraryTest {
    @TempDir
    private Path temp;

    private OpenOptions options() {
        AppFolders folders = AppFolders.inOne(temp.resolve("home"));
        return OpenOptions.of(new ConnectionProfile.Local(temp.resolve("stick")), folders, Optional.empty())
                .direct();
    }

    private Library checkedIds() {
        return Library.openLocal(
                new ConnectionProfile.Local(temp.resolve("stick")),
                LocalStores.Access.LOOK,
                options(),
                new Resources());
    }

    /// The disk that the system mounted again read-only is most often that of the whole account.
    @Test
    void itIsSeenWhereNothingElseMayBeWrittenEither() throws Exception {
        ImageRecord live;
        try (Library writing = Library.open(options())) {
            live = writing.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        }
        Path nowhere = Files.createFile(temp.resolve("nowhere"));
        var options = OpenOptions.of(
                new ConnectionProfile.Local(temp.resolve("stick")),
                new AppFolders(nowhere.resolve("data"), nowhere.resolve("config"), nowhere.resolve("cache")),
                Optional.empty());
        try (Library library = Library.openLocal(
                new ConnectionProfile.Local(temp.resolve("stick")),
                LocalStores.Access.LOOK,
                options,
                new Resources())) {
            assertEquals(
                    List.of(live.imageId()),
                    library.images().search(ImageQuery.ALL).ids(0, 1));
            assertEquals(List.of(), library.uploads().items(List.of(UploadState.values()), 0, 1));
        }
    }

    /// The library lies on a good disk, what this machine notes down does not.
    @Test
    void nothingIsUploadedWhereItCannotBeNotedDown() throws Exception {
        Path data = Files.createFile(temp.resolve("data"));
        var options = OpenOptions.of(
                new ConnectionProfile.Local(temp.resolve("stick")),
                new AppFolders(data, temp.resolve("config"), temp.resolve("cache")),
                Optional.empty());
        try (Library library = Library.open(options)) {
            ImageRecord live = library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
            library.images().edit(new ImageEdit(live, live.caption().withTitle("new")));
            assertEquals(List.of(), library.uploads().items(List.of(UploadState.values()), 0, 1));
            String reason = assertThrows(
                            ImageException.Denied.class, () -> library.rights().require(Right.NOTE_WORK))
                    .getMessage();
            assertTrue(reason.contains(data.toString()), reason);
        }
    }

    @Test
    void everythingIsSeenAndNothingIsChanged() throws Exception {
        try (Library writing = Library.open(options())) {
            ImageRecord live = writing.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
            ImageRecord trashed = writing.images().upload(SampleImages.newImage("alice", "b.jpg", Color.BLUE), _ -> {});
            writing.images().trash(List.of(trashed.imageId()));
            byte[] original = bytes(writing, live);
            // The last rows are in SQLite's log still.
            Map<String, String> before = tree();
            try (Library library = checkedIds()) {
                assertEquals(
                        List.of(live.imageId()),
                        library.images().search(ImageQuery.ALL).ids(0, 1));
                assertEquals(live, library.images().find(live.imageId()).orElseThrow());
                assertTrue(library.images().findUploaded(trashed.imageId()).isPresent());
                assertArrayEquals(original, bytes(library, live));
                assertEquals(
                        2,
                        library.doctor()
                                        .examine(Integer.MAX_VALUE, (_, _, _) -> {})
                                        .checked()
                                + 1);
                for (Executable change : List.<Executable>of(
                        () -> library.images().upload(SampleImages.newImage("alice", "c.jpg", Color.GREEN), _ -> {}),
                        () -> library.images()
                                .edit(new ImageEdit(live, live.caption().withTitle("new"))))) {
                    String message =
                            assertThrows(ImageException.Denied.class, change).getMessage();
                    assertTrue(message.contains("may only be looked at"), message);
                }
                for (var outcome : List.of(
                        library.images().trash(List.of(live.imageId())),
                        library.images().restore(List.of(trashed.imageId()), Progress.UNSEEN),
                        library.images().deletePermanently(List.of(SeenImage.of(live)), Progress.UNSEEN))) {
                    assertEquals(1, outcome.failed().size());
                }
            }
            assertEquals(before, tree());
        }
        assertEquals(List.of(), FolderContent.in(options().folders().cache().resolve("read-only")));
    }

    @Test
    void aFolderThatMayNotBeWrittenIsOpenedToLookAt() throws IOException {
        Library.open(options()).close();
        File folder = temp.resolve("stick").toFile();
        assumeFalse(!folder.setWritable(false) || folder.canWrite(), "this account may write everywhere");
        try (Library library = Library.open(options())) {
            assertEquals(0, library.images().search(ImageQuery.ALL).size());
            assertThrows(
                    ImageException.Denied.class,
                    () -> library.images().upload(SampleImages.newImage("alice", "c.jpg", Color.GREEN), _ -> {}));
        } finally {
            assertTrue(folder.setWritable(true));
        }
    }

    /// SQLite writes beside a catalog that it reads. Previews are made again; what cannot be had again stays.
    @Test
    void aFullDiskIsGivenTheRoomOfPreviewsAndThenLookedAt() throws Exception {
        ImageRecord live;
        try (Library writing = Library.open(options())) {
            live = writing.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        }
        var tried = new ArrayList<LocalStores.Access>();
        Path folder = temp.resolve("stick");
        Path previews = folder.resolve("objects/.vitrine/thumb");
        LocalStores.open(folder, access -> {
            tried.add(access);
            if (access == LocalStores.Access.WRITE) {
                throw ImageException.Failed.untilThereIsRoom("full", null);
            }
            return "looked at";
        });
        assertEquals(List.of(LocalStores.Access.WRITE, LocalStores.Access.LOOK_AS_DISK_IS_FULL), tried);
        assertTrue(hasFile(previews), "so few bytes help nobody");

        tried.clear();
        Files.write(previews.resolve("512/other.jpg"), new byte[1 << 20]);
        String opened = LocalStores.open(folder, access -> {
            tried.add(access);
            if (hasFile(previews)) {
                throw ImageException.Failed.untilThereIsRoom("full", null);
            }
            return "with room";
        });
        assertEquals("with room", opened);
        assertEquals(List.of(LocalStores.Access.WRITE, LocalStores.Access.WRITE), tried);

        try (Library library = LocalStores.open(folder, access -> {
            if (access == LocalStores.Access.WRITE) {
                throw ImageException.Failed.untilThereIsRoom("full", null);
            }
            return Library.openLocal(new ConnectionProfile.Local(folder), access, options(), new Resources());
        })) {
            assertEquals(live, library.images().find(live.imageId()).orElseThrow());
            for (String refused : List.of(
                    assertThrows(
                                    ImageException.Denied.class,
                                    () -> library.images()
                                            .upload(SampleImages.newImage("alice", "c.jpg", Color.GREEN), _ -> {}))
                            .getMessage(),
                    library.images()
                            .trash(List.of(live.imageId()))
                            .failed()
                            .get(live.imageId())
                            .getMessage())) {
                assertTrue(refused.contains("is full, so it may only be looked at"), refused);
            }
        }
    }

    @Test
    void whatElseIsWrongWithALibraryIsSaidAsItIs() {
        Path folder = temp.resolve("stick");
        var other = new ImageException.Failed("damaged");
        assertSame(
                other,
                assertThrows(
                        ImageException.Failed.class,
                        () -> LocalStores.open(folder, _ -> {
                            throw other;
                        })));
        var full = ImageException.Failed.untilThereIsRoom("full, and nothing is there yet", null);
        assertSame(
                full,
                assertThrows(
                        ImageException.Failed.class,
                        () -> LocalStores.open(folder, _ -> {
                            throw full;
                        })));
    }

    private static boolean hasFile(Path folder) {
        return !FolderContent.files(folder).isEmpty();
    }

    private static byte[] bytes(Library library, ImageRecord image) throws IOException {
        try (var in = library.images().original(image).open()) {
            return in.readAllBytes();
        }
    }

    private Map<String, String> tree() throws IOException {
        var tree = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(temp.resolve("stick"))) {
            for (Path each : all.toList()) {
                tree.put(each.toString(), Files.size(each) + " " + Files.getLastModifiedTime(each));
            }
        }
        return tree;
    }
}
