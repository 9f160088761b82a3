package dev.vitrine.service.album;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlbumsTest {
    private static final Progress TO_THE_END = (_, _) -> true;
    private static final Album ICELAND = new Album("Iceland 2026");

    @TempDir
    private Path folder;

    @AutoClose
    private AlbumLibrary library;

    private Albums albums;

    @BeforeEach
    void open() {
        library = new AlbumLibrary(folder);
        albums = new Albums(library.images, library.objects);
        library.put(ICELAND, List.of("a", "b", "c", "d", "e"));
    }

    @Test
    void whatNobodyPlacedIsInOrderOfTaking() {
        assertEquals(List.of("a", "b", "c", "d", "e"), order());
    }

    @Test
    void imagesArePutBeforeAnother() {
        albums.place(ICELAND, List.of("e", "d"), Optional.of("b"));
        assertEquals(List.of("a", "e", "d", "b", "c"), order());
        albums.place(ICELAND, List.of("a"), Optional.of("d"));
        assertEquals(List.of("e", "a", "d", "b", "c"), order());
    }

    @Test
    void imagesArePutToTheEnd() {
        albums.place(ICELAND, List.of("b", "a"), Optional.empty());
        assertEquals(List.of("c", "d", "e", "b", "a"), order());
    }

    /// Only as much is placed by hand as stands before the place.
    @Test
    void theRestOfALargeAlbumStaysInOrderOfTaking() {
        albums.place(ICELAND, List.of("e"), Optional.of("a"));
        assertEquals(List.of("e"), file().order());
    }

    @Test
    void imagesAreNotPutBeforeThemselves() {
        assertThrows(ImageException.Invalid.class, () -> albums.place(ICELAND, List.of("a", "b"), Optional.of("b")));
    }

    @Test
    void whatIsNoImageOfTheAlbumIsInNobodysWay() {
        albums.place(ICELAND, List.of("gone", "e"), Optional.of("b"));
        assertEquals(List.of("a", "e", "b", "c", "d"), order());
        albums.remove(ICELAND, List.of("e"), TO_THE_END);
        assertEquals(List.of("a", "b", "c", "d"), order());
        albums.add(ICELAND, List.of("e"), TO_THE_END);
        assertEquals(List.of("a", "e", "b", "c", "d"), order(), "it comes back to its place");
    }

    @Test
    void anImageInTheTrashKeepsItsPlace() {
        albums.place(ICELAND, List.of("e"), Optional.of("b"));
        library.trash("e");
        assertEquals(List.of("a", "b", "c", "d"), order());
        library.restore("e");
        assertEquals(List.of("a", "e", "b", "c", "d"), order());
    }

    @Test
    void anOrderIsReadByPagesAndFindsEachImage() {
        albums.place(ICELAND, List.of("d", "b"), Optional.of("a"));
        PinnedFirst shown = albums.inOrder(file());
        List<String> all = List.of("d", "b", "a", "c", "e");
        for (int from = 0; from <= 5; from++) {
            for (int to = from; to <= 5; to++) {
                assertEquals(all.subList(from, to), shown.ids(from, to));
                assertEquals(
                        all.subList(from, to),
                        shown.images(from, to).stream()
                                .map(image -> image.imageId())
                                .toList());
            }
        }
        all.forEach(id -> assertEquals(all.indexOf(id), shown.indexOf(id).orElseThrow()));
        assertTrue(shown.indexOf("other").isEmpty());
        assertEquals(5, shown.aspects().halves().length);
    }

    @Test
    void whatWasPlacedGoesBackToWhereEachStood() {
        List<Albums.Placing> back = List.of(
                new Albums.Placing(List.of("d"), Optional.of("e")), new Albums.Placing(List.of("b"), Optional.of("c")));
        albums.place(ICELAND, List.of("b", "d"), Optional.of("a"));
        assertEquals(List.of("b", "d", "a", "c", "e"), order());
        albums.place(ICELAND, back);
        assertEquals(List.of("a", "b", "c", "d", "e"), order());
    }

    @Test
    void aSearchWithinAnAlbumIsInItsOrder() {
        albums.place(ICELAND, List.of("e", "c"), Optional.of("a"));
        ImageQuery asked = Albums.members(ICELAND).withOrder(ImageQuery.Order.TITLE);
        PinnedFirst shown = albums.inOrder(ICELAND, asked);
        assertEquals(List.of("e", "c", "a", "b", "d"), shown.ids(0, 5));
        assertEquals(asked, shown.query());
        albums.place(ICELAND, List.of("d"), Optional.of("c"));
        assertEquals(
                List.of("e", "d", "c", "a", "b"),
                albums.inOrder(ICELAND, asked).ids(0, 5),
                "one's own acts are seen at once");
    }

    @Test
    void anEmptyAlbumIsThereByItsFileAndOneWithoutAFileByItsTags() {
        albums.create(new Album("Empty"), "", "Nothing yet");
        assertEquals(
                Map.of("Empty", 0L, "Iceland 2026", 5L),
                albums.list().stream()
                        .collect(Collectors.toMap(entry -> entry.album().name(), AlbumEntry::images)));
        assertThrows(ImageException.Conflict.class, () -> albums.create(new Album("Empty"), "", ""));
    }

    @Test
    void aNameInOtherLettersIsTheAlbumThatIsThere() {
        assertEquals(ICELAND, albums.named(" iceland 2026"));
        assertEquals(new Album("Norway"), albums.named("Norway"));
        assertThrows(ImageException.Invalid.class, () -> albums.named("x".repeat(AlbumFile.LONGEST_TEXT + 1)));
    }

    @Test
    void aRenamedAlbumKeepsItsOrderCoverAndDescription() {
        albums.place(ICELAND, List.of("e"), Optional.of("a"));
        albums.cover(ICELAND, "c");
        albums.describe(ICELAND, "", "Ring road");
        var renamed = new Album("Iceland");
        EditOutcome outcome = albums.rename(ICELAND, renamed, TO_THE_END).edited();
        assertEquals(5, outcome.changed().size());
        AlbumFile file = albums.existing(renamed);
        assertEquals("c", file.cover());
        assertEquals("Ring road", file.description());
        assertEquals(List.of("e", "a", "b", "c", "d"), albums.inOrder(file).ids(0, 5));
        assertEquals(Optional.empty(), albums.file(ICELAND));
        assertThrows(ImageException.NotFound.class, () -> albums.existing(ICELAND));
    }

    @Test
    void aDeletedAlbumLeavesItsImagesAndComesBackAsItWas() {
        albums.place(ICELAND, List.of("e"), Optional.of("a"));
        AlbumFile file = file();
        EditOutcome outcome = albums.delete(ICELAND, TO_THE_END).edited();
        assertEquals(List.of(), albums.list());
        assertEquals(5, library.images.search(ImageQuery.ALL).size());
        new BulkEdits(library.images).apply(outcome.inverse(), TO_THE_END);
        albums.restore(file);
        assertEquals(List.of("e", "a", "b", "c", "d"), order());
    }

    @Test
    void aDescriptionThatSomebodyElseWroteIsNotWrittenOver() {
        albums.describe(ICELAND, "", "One");
        assertThrows(ImageException.Conflict.class, () -> albums.describe(ICELAND, "", "Two"));
        albums.describe(ICELAND, "One", "Two");
        assertEquals("Two", file().description());
    }

    @Test
    void theSearchOfASmartAlbumIsChangedAndOnesOfOthersStay() {
        Album best = new Album("Best");
        AlbumFile seen = albums.create(best, "rating:5", "");
        albums.describe(best, "", "Ours");
        AlbumFile theirs = albums.edit(seen, seen.withSearch("rating:4.."));
        assertEquals("rating:4..", theirs.search());
        assertEquals("Ours", theirs.description());
        assertThrows(ImageException.Conflict.class, () -> albums.edit(seen, seen.withSearch("rating:3..")));
        assertThrows(ImageException.Invalid.class, () -> albums.edit(theirs, theirs.withSearch(" ")));
        assertEquals("rating:4..", albums.existing(best).search());
        AlbumFile iceland = albums.existing(ICELAND);
        assertThrows(ImageException.Invalid.class, () -> albums.edit(iceland, iceland.withSearch("rating:5")));
    }

    @Test
    void nothingIsPutIntoASmartAlbum() {
        var best = new Album("Best");
        albums.create(best, "rating:5", "");
        assertThrows(ImageException.Invalid.class, () -> albums.add(best, List.of("a"), TO_THE_END));
        assertTrue(albums.list().getFirst().isSmart());
    }

    @Test
    void noAlbumBecomesASmartOneOverItsImages() {
        var best = new Album("Best");
        albums.create(best, "rating:5", "");
        albums.create(new Album("Empty"), "", "");
        assertThrows(ImageException.Invalid.class, () -> albums.create(ICELAND, "tag:sea", ""));
        assertThrows(ImageException.Invalid.class, () -> albums.rename(best, ICELAND, TO_THE_END));
        assertThrows(ImageException.Invalid.class, () -> albums.rename(ICELAND, best, TO_THE_END));
        assertThrows(ImageException.Invalid.class, () -> albums.rename(best, new Album("Empty"), TO_THE_END));
        assertFalse(albums.existing(ICELAND).isSmart());
        albums.rename(best, new Album("Better"), TO_THE_END);
        assertTrue(albums.existing(new Album("Better")).isSmart());
    }

    @Test
    void aNameInOtherLettersIsAlsoTheAlbumThatHasNoImages() {
        albums.create(new Album("Best"), "rating:5", "");
        assertEquals(new Album("Best"), albums.named("BEST"));
        assertEquals(new Album("BEST"), albums.named("BEST", new Album("Best")));
        assertEquals(ICELAND, albums.named("ICELAND 2026", new Album("Best")));
    }

    @Test
    void whatIsWrittenWhileAnAlbumIsRenamedGoesAlong() {
        var renamed = new Album("Iceland");
        var theirs = new ArrayDeque<>(List.of("Theirs", "Later"));
        albums.describe(ICELAND, "", "Old");
        var between = new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return library.objects;
            }

            @Override
            public void replace(ObjectKey key, byte[] content, String version) {
                ForwardingObjectStore.super.replace(key, content, version);
                if (key.equals(renamed.key()) && !theirs.isEmpty()) {
                    String seen = albums.existing(ICELAND).description();
                    albums.describe(ICELAND, seen, theirs.removeFirst());
                    albums.place(ICELAND, List.of("e"), Optional.empty());
                }
            }
        };
        new Albums(library.images, between).rename(ICELAND, renamed, TO_THE_END);
        assertEquals("Later", albums.existing(renamed).description());
        assertTrue(albums.existing(renamed).order().contains("e"));
        assertEquals(Optional.empty(), albums.file(ICELAND));
    }

    @Test
    void whatIsWrittenRightBeforeTheOldFileIsDeletedGoesAlongToo() {
        albums.describe(ICELAND, "", "Old");
        var theirs = new ArrayDeque<>(List.of("Theirs"));
        var between = new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return library.objects;
            }

            @Override
            public void delete(ObjectKey key, String version) {
                while (!theirs.isEmpty()) {
                    albums.describe(ICELAND, "Old", theirs.removeFirst());
                }
                ForwardingObjectStore.super.delete(key, version);
            }
        };
        var renamed = new Album("North");
        new Albums(library.images, between).rename(ICELAND, renamed, TO_THE_END);
        assertEquals("Theirs", albums.existing(renamed).description());
        assertEquals(Optional.empty(), albums.file(ICELAND));
    }

    /// Asked for again, it would bring back what somebody deletes meanwhile.
    @Test
    void anAlbumIsMadeAtMostOnce() {
        var made = new ArrayDeque<ObjectKey>();
        var once = new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return library.objects;
            }

            @Override
            public void create(ObjectKey key, byte[] content) {
                made.add(key);
                ForwardingObjectStore.super.create(key, content);
            }
        };
        var north = new Album("North");
        new Albums(library.images, once).create(north, "", "");
        assertEquals(List.of(north.key()), List.copyOf(made));
    }

    @Test
    void aFileThatCannotBeDeletedHidesNotWhatWasDoneWithTheTags() {
        albums.describe(ICELAND, "", "Ring road");
        var undeletable = new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return library.objects;
            }

            @Override
            public void delete(ObjectKey key, String version) {
                throw new ImageException.Failed("no", null);
            }
        };
        Albums.AlbumOutcome outcome = new Albums(library.images, undeletable).delete(ICELAND, TO_THE_END);
        assertEquals(5, outcome.edited().changed().size());
        assertEquals("no", outcome.fileFailure().orElseThrow().getMessage());
    }

    @Test
    void aListingThatFailedIsNoAnswer() {
        albums.create(new Album("Empty"), "", "");
        var offline = new AtomicBoolean(true);
        var sometimes = new Albums(library.images, new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return library.objects;
            }

            @Override
            public void list(String prefix, Consumer<Listed> found) {
                if (offline.get()) {
                    throw new ImageException.Unreachable("offline", null);
                }
                store().list(prefix, found);
            }
        });
        assertThrows(ImageException.Unreachable.class, sometimes::known);
        offline.set(false);
        assertEquals(2, sometimes.known().size());
    }

    @Test
    void fieldsThatOthersWroteAreKept() throws Exception {
        write("""
                {"vitrine_album": 1, "name": "Iceland 2026", "order": ["e"], "theirs": {"x": [1, 2]}}""");
        albums.place(ICELAND, List.of("d"), Optional.of("e"));
        String written = Files.readString(path());
        assertTrue(written.contains("\"theirs\":{\"x\":[1,2]}"), written);
        assertEquals(List.of("d", "e", "a", "b", "c"), order());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{} {}",
                "{\"vitrine_album\": 2, \"name\": \"Iceland 2026\"}",
                "{\"vitrine_album\": \"1\", \"name\": \"Iceland 2026\"}",
                "{\"vitrine_album\": 1, \"name\": \"Another\"}",
                "{\"vitrine_album\": 1, \"name\": \"Iceland 2026\", \"order\": [1]}",
                "{\"vitrine_album\": 1, \"name\": \"Iceland 2026\", \"order\": \"a\"}",
                "{\"vitrine_album\": 1, \"name\": \"Iceland 2026\", \"cover\": []}"
            })
    void whatIsNotUnderstoodIsSaidAndNotWrittenOver(String content) throws Exception {
        write(content);
        assertThrows(ImageException.Failed.class, () -> albums.place(ICELAND, List.of("d"), Optional.of("a")));
        assertThrows(ImageException.Failed.class, () -> albums.rename(ICELAND, new Album("Other"), TO_THE_END));
        assertEquals(5, albums.list().getFirst().images(), "it is there by its tags");
        assertEquals(
                1, albums.remove(ICELAND, List.of("e"), TO_THE_END).changed().size());
        assertEquals(1, albums.add(ICELAND, List.of("e"), TO_THE_END).changed().size());
        assertEquals(List.of("a", "b", "c", "d", "e"), order());
        Albums.AlbumOutcome deleted = albums.delete(ICELAND, TO_THE_END);
        assertEquals(5, deleted.edited().changed().size());
        assertTrue(deleted.fileFailure().orElseThrow().getMessage().contains("stays as it is"));
        assertEquals(content, Files.readString(path()));
        assertTrue(albums.isDamaged(ICELAND));
        assertEquals(Optional.empty(), albums.deleteDamaged(ICELAND, TO_THE_END).fileFailure());
        assertFalse(Files.exists(path()));
    }

    @Test
    void aFileOfAnySizeIsReadToABoundAndLeft() throws Exception {
        write("{\"vitrine_album\": 1, \"name\": \"Iceland 2026\", \"x\": \"" + "x".repeat(AlbumFile.MAX_BYTES) + "\"}");
        assertThrows(ImageException.Failed.class, () -> albums.cover(ICELAND, "a"));
        assertEquals(1, albums.list().size());
    }

    @Test
    void thousandsCanBePlacedByHandAndNoMore() {
        var large = new Album("Large");
        List<String> ids = IntStream.range(0, AlbumFile.MOST_PLACED)
                .mapToObj(i -> "large-" + i)
                .toList();
        albums.place(large, ids, Optional.empty());
        assertEquals(
                List.of("x"),
                albums.place(large, List.of("x"), Optional.empty()).order(),
                "those that are gone make room");
    }

    @Test
    void aLibraryThatMayOnlyBeLookedAtShowsItsOrder() {
        albums.place(ICELAND, List.of("e"), Optional.of("a"));
        try (var readOnly = FolderObjectStore.readOnly(folder.resolve("objects"))) {
            var looking = new Albums(library.images, readOnly);
            assertEquals(List.of("e"), looking.existing(ICELAND).order());
            assertThrows(ImageException.Denied.class, () -> looking.cover(ICELAND, "a"));
        }
    }

    @Test
    void twoWindowsThatMakeOneAlbumAtOnceMakeOne() throws Exception {
        AtOnce.run(
                2,
                i -> () -> new Albums(library.images, library.objects)
                        .place(new Album("New"), List.of("window-" + i), Optional.empty()));
        assertEquals(
                Set.of("window-0", "window-1"),
                Set.copyOf(albums.existing(new Album("New")).order()));
    }

    @Test
    void namesThatCannotBeTagsAreNoAlbums() {
        assertFalse(Album.isAlbum("album:"));
        assertFalse(Album.isAlbum("album: x"));
        assertFalse(Album.isAlbum("Album:x"));
        assertEquals(
                List.of("album:x", "album:x", "album:", "album: a\nb", "Album: x", "sea"),
                List.of("album: x ", "album:x", "album:", "album: a\nb", "Album: x", "sea").stream()
                        .map(Album::typed)
                        .toList());
        assertTrue(Album.isAlbum("album:x"));
        assertThrows(ImageException.Invalid.class, () -> new Album(" "));
        assertThrows(ImageException.Invalid.class, () -> new Album("a\nb"));
        assertEquals(ICELAND, Album.ofTag(ICELAND.tag()).orElseThrow());
    }

    private AlbumFile file() {
        return albums.existing(ICELAND);
    }

    private List<String> order() {
        PinnedFirst shown = albums.inOrder(file());
        return shown.ids(0, shown.size());
    }

    private Path path() {
        return folder.resolve("objects").resolve(ICELAND.key().path());
    }

    private void write(String content) throws Exception {
        Files.createDirectories(path().getParent());
        Files.write(path(), content.getBytes(StandardCharsets.UTF_8));
    }
}
