package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.picture.Samples;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.thumbnail.Thumbnail;
import dev.vitrine.service.upload.item.UploadForm;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every library does, whatever keeps it; each kind runs these tests unchanged.
@Timeout(120)
public abstract class LibraryContract {
    /// How soon a change made elsewhere must show.
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    private Path downloads;

    private Library library;
    private ImageService images;

    /// Opens one and the same library, empty at the first call of a test. It may be open more than once.
    protected abstract Library open();

    @BeforeEach
    final void openLibrary() {
        library = open();
        images = library.images();
    }

    @AfterEach
    final void closeLibrary() {
        library.close();
    }

    @Test
    void anEmptyLibraryIsEmpty() {
        assertEquals(0, images.search(ImageQuery.ALL).size());
        assertEquals(Facets.NONE, images.facets(ImageQuery.ALL));
        assertEquals(Optional.empty(), images.find("nothing"));
    }

    @Test
    void anUploadKnowsEverythingAboutItsBytes() {
        byte[] bytes = SampleImages.jpeg(640, 480, Color.RED);
        var source = ImageSource.ofBytes("Red wall.jpg", bytes);
        ImageRecord added = images.upload(
                new NewImage("alice", new Caption("", "A wall", List.of("red", "wall")), source), sent -> {});
        assertEquals(new Caption("Red wall", "A wall", List.of("red", "wall")), added.caption());
        assertEquals(
                "image/jpeg 640 × 480 Red wall.jpg " + bytes.length,
                added.facts().contentType() + " " + added.facts().width() + " × "
                        + added.facts().height() + " " + added.facts().originalName() + " "
                        + added.facts().sizeBytes());
        assertEquals(Sha256.of(source, read -> {}), added.facts().contentSha256());
        assertTrue(
                added.facts().averageColor().matches("#[0-9a-f]{6}"),
                added.facts().averageColor());
        assertEquals(Optional.of(added), images.find(added.imageId()));
    }

    @Test
    void anUploadIsFoundByItsLooksWhateverIsDoneToIt() {
        byte[] bytes = Samples.jpeg(640, 480);
        ImageRecord added =
                images.upload(new NewImage("alice", Caption.EMPTY, ImageSource.ofBytes("a.jpg", bytes)), sent -> {});
        ImageRecord smaller = images.upload(
                new NewImage("bob", Caption.EMPTY, ImageSource.ofBytes("b.jpg", Samples.jpeg(320, 240))), sent -> {});
        upload("alice", "beach.jpg", Color.YELLOW);
        Set<String> alike = Set.of(added.imageId(), smaller.imageId());
        ImageQuery similar =
                SearchText.parse("similar:" + added.imageId(), ImageQuery.ALL).query();
        assertEquals(alike, found(similar));
        images.edit(new ImageEdit(smaller, smaller.caption().withTag("sea")));
        images.trash(List.of(added.imageId()));
        assertEquals(Set.of(smaller.imageId()), found(similar));
        images.restore(List.of(added.imageId()), Progress.UNSEEN);
        assertEquals(alike, found(similar));
        assertEquals(
                added.facts().text(Attribute.LOOK_HASH),
                images.find(added.imageId()).orElseThrow().facts().text(Attribute.LOOK_HASH));
    }

    @Test
    void imagesAreFoundByUserAndTag() {
        String beach = upload("alice", "beach.jpg", Color.YELLOW, "trip", "sea").imageId();
        String hill = upload("alice", "hill.jpg", Color.GREEN, "trip").imageId();
        String cat = upload("bob", "cat.jpg", Color.GRAY).imageId();
        assertEquals(Set.of(beach, hill, cat), found(ImageQuery.ALL));
        assertEquals(Set.of(beach, hill), found(ImageQuery.ALL.withUsers(Set.of("alice"))));
        assertEquals(
                Set.of(beach), found(ImageQuery.ALL.withUsers(Set.of("alice")).withAllTags(Set.of("sea", "trip"))));
        assertEquals(Set.of(cat, hill), found(ImageQuery.ALL.withNoTags(Set.of("sea"))));
        assertEquals(Set.of(cat), found(ImageQuery.ALL.withUntagged(true)));
        assertEquals(
                List.of(new Facets.Count<>("alice", 2), new Facets.Count<>("bob", 1)),
                images.facets(ImageQuery.ALL).users());
        assertEquals(
                List.of(new Facets.Count<>("trip", 2), new Facets.Count<>("sea", 1)),
                images.facets(ImageQuery.ALL).tags());
    }

    @Test
    void anEditShowsAtOnceAndKeepsWhatOthersChanged() {
        ImageRecord seen = upload("alice", "beach.jpg", Color.YELLOW, "trip");
        images.edit(new ImageEdit(seen, seen.caption().withTag("sea")));
        ImageRecord edited = images.edit(
                new ImageEdit(seen, seen.caption().withTitle("The beach").withTag("sun")));
        assertEquals(new Caption("The beach", "", List.of("trip", "sea", "sun")), edited.caption());
        assertEquals(Set.of(seen.imageId()), found(ImageQuery.ALL.withAllTags(Set.of("sea", "sun"))));
        assertThrows(
                ImageException.Conflict.class,
                () -> images.edit(new ImageEdit(seen, seen.caption().withTitle("Another"))));
    }

    @Test
    void theBytesComeBackUnchanged() throws IOException {
        ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW);
        byte[] bytes = SampleImages.jpeg(640, 480, Color.YELLOW);
        assertArrayEquals(bytes, Files.readAllBytes(library.downloads().saveInto(image, downloads, saved -> {})));
        try (InputStream original = images.original(image).open()) {
            assertArrayEquals(bytes, original.readAllBytes());
        }
    }

    @Test
    void theTrashGivesBackWhatItTook() {
        ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW, "trip");
        String id = image.imageId();
        assertEquals(List.of(id), images.trash(List.of(id)).done());
        assertEquals(Set.of(), found(ImageQuery.ALL));
        assertEquals(Set.of(id), found(ImageQuery.ALL.withScope(Scope.TRASH)));
        assertEquals(Optional.empty(), images.find(id));
        assertEquals(1, images.facets(ImageQuery.ALL).trash());
        assertEquals(List.of(id), images.restore(List.of(id), Progress.UNSEEN).done());
        assertEquals(Set.of(id), found(ImageQuery.ALL));
        assertEquals(Optional.of(image), images.find(id));
    }

    @Test
    void whatIsDeletedPermanentlyIsGoneWithItsBytes() {
        ImageRecord live = upload("alice", "beach.jpg", Color.YELLOW);
        ImageRecord trashed = upload("alice", "hill.jpg", Color.GREEN);
        images.trash(List.of(trashed.imageId()));
        assertEquals(
                List.of(live.imageId(), trashed.imageId()),
                images.deletePermanently(images.seen(List.of(live.imageId(), trashed.imageId())), Progress.UNSEEN)
                        .done());
        assertEquals(Set.of(), found(ImageQuery.ALL));
        assertEquals(Set.of(), found(ImageQuery.ALL.withScope(Scope.TRASH)));
        assertThrows(ImageException.NotFound.class, () -> images.original(live).open());
        assertThrows(
                ImageException.NotFound.class, () -> images.original(trashed).open());
        assertEquals(
                Set.of(live.imageId()),
                images.restore(List.of(live.imageId()), Progress.UNSEEN)
                        .failed()
                        .keySet());
    }

    @Test
    void theSameBytesOfOneUserAreRecognised() {
        ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW);
        assertEquals(
                Optional.of(image.imageId()),
                images.findDuplicate("alice", image.facts().contentSha256()).map(ImageRecord::imageId));
        assertEquals(Optional.empty(), images.findDuplicate("bob", image.facts().contentSha256()));
        assertEquals(Optional.empty(), images.findDuplicate("alice", ""));
    }

    @Test
    void aThumbnailIsThereAfterAnUpload() throws Exception {
        ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW);
        var answer = new CompletableFuture<Thumbnail>();
        library.thumbnails().load(image, 512, answer::complete);
        var ready = assertInstanceOf(Thumbnail.Ready.class, answer.get(20, TimeUnit.SECONDS));
        assertEquals(
                "512 × 384", ready.picture().width() + " × " + ready.picture().height());
    }

    @Test
    void aDroppedFolderIsUploadedInTheBackground(@TempDir Path dropped) throws IOException {
        Files.write(dropped.resolve("one.jpg"), SampleImages.jpeg(320, 240, Color.RED));
        Files.write(
                Files.createDirectory(dropped.resolve("more")).resolve("two.png"),
                SampleImages.png(320, 240, Color.BLUE));
        library.uploads().add(List.of(dropped), new UploadForm("alice", List.of("drop"), "", ""));
        await(
                Duration.ofSeconds(30),
                () -> images.search(ImageQuery.ALL.withAllTags(Set.of("drop"))).size() == 2);
    }

    @Test
    void aDropBegunBeforeTheLibraryClosesIsInItsUploads(@TempDir Path dropped) throws Exception {
        Files.write(dropped.resolve("one.jpg"), SampleImages.jpeg(320, 240, Color.RED));
        library.uploads();
        Library closing = library;
        Runnable drop = closing.underWay()
                .begun(() -> closing.uploads().add(List.of(dropped), new UploadForm("alice", List.of("drop"), "", "")));
        Thread closer = Thread.ofVirtual().start(closing::close);
        await(SOON, () -> closer.getState() == Thread.State.TIMED_WAITING); // for what is under way
        drop.run();
        closer.join();
        openLibrary();
        library.uploads();
        await(
                Duration.ofSeconds(30),
                () -> images.search(ImageQuery.ALL.withAllTags(Set.of("drop"))).size() == 1);
    }

    @Test
    void whatIsMovedToAnotherUserIsHisEverywhereAtOnce() throws Exception {
        try (Library other = open();
                AutoCloseable _ = other.images().subscribe(() -> {})) {
            ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW, "sea");
            ImageRecord stays = upload("alice", "hill.jpg", Color.GREEN);
            await(SOON, () -> other.images().search(ImageQuery.ALL).size() == 2);
            String id = image.imageId();
            assertEquals(
                    List.of(id),
                    library.moves()
                            .move(List.of(id), "bob", (_, _) -> true)
                            .images()
                            .done());
            ImageRecord moved = images.find(id).orElseThrow();
            assertEquals(image.withUserId("bob", moved.updatedAt()), moved);
            assertEquals(Set.of(id), found(ImageQuery.ALL.withUsers(Set.of("bob"))));
            assertEquals(Set.of(stays.imageId()), found(ImageQuery.ALL.withUsers(Set.of("alice"))));
            assertArrayEquals(
                    SampleImages.jpeg(640, 480, Color.YELLOW),
                    images.original(moved).open().readAllBytes());
            assertThrows(
                    ImageException.NotFound.class, () -> images.original(image).open());
            var bobs = ImageQuery.ALL.withUsers(Set.of("bob"));
            await(SOON, () -> other.images().search(bobs).size() == 1);
            assertEquals(
                    List.of(1, 1),
                    other.images().facets(ImageQuery.ALL).users().stream()
                            .map(Facets.Count::images)
                            .toList());
            assertArrayEquals(
                    SampleImages.jpeg(640, 480, Color.YELLOW),
                    other.images()
                            .original(other.images().find(id).orElseThrow())
                            .open()
                            .readAllBytes());
        }
    }

    @Test
    void whoGaveAnImageAwayCanUploadItAgain(@TempDir Path dropped) throws IOException {
        Files.write(dropped.resolve("one.jpg"), SampleImages.jpeg(320, 240, Color.RED));
        var form = new UploadForm("alice", List.of(), "", "");
        var alices = ImageQuery.ALL.withUsers(Set.of("alice"));
        library.uploads().add(List.of(dropped), form);
        await(Duration.ofSeconds(30), () -> images.search(alices).size() == 1);
        String given = found(alices).iterator().next();
        library.moves().move(List.of(given), "bob", (_, _) -> true);
        assertEquals(Set.of(), found(alices));
        library.uploads().add(List.of(dropped), form);
        await(Duration.ofSeconds(30), () -> images.search(alices).size() == 1);
        assertEquals(Set.of(given), found(ImageQuery.ALL.withUsers(Set.of("bob"))));
    }

    @Test
    void openedAgainItIsTheSame() {
        ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW, "trip");
        String trashed = upload("bob", "cat.jpg", Color.GRAY).imageId();
        images.trash(List.of(trashed));
        Facets before = images.facets(ImageQuery.ALL);
        closeLibrary();
        openLibrary();
        assertEquals(List.of(image), images.search(ImageQuery.ALL).images(0, 1));
        assertEquals(Set.of(trashed), found(ImageQuery.ALL.withScope(Scope.TRASH)));
        assertEquals(before, images.facets(ImageQuery.ALL));
    }

    @Test
    void twoWhoHaveItOpenSeeEachOthersChanges() throws Exception {
        try (Library other = open();
                AutoCloseable _ = other.images().subscribe(() -> {})) {
            ImageRecord image = upload("alice", "beach.jpg", Color.YELLOW);
            await(SOON, () -> other.images().search(ImageQuery.ALL).size() == 1);
            images.edit(new ImageEdit(image, image.caption().withTag("sea")));
            await(
                    SOON,
                    () -> other.images()
                                    .search(ImageQuery.ALL.withAllTags(Set.of("sea")))
                                    .size()
                            == 1);
            other.images().trash(List.of(image.imageId()));
            await(SOON, () -> images.search(ImageQuery.ALL).size() == 0);
            other.images().deletePermanently(other.images().seen(List.of(image.imageId())), Progress.UNSEEN);
            await(SOON, () -> images.facets(ImageQuery.ALL).trash() == 0);
        }
    }

    @Test
    void whoListensHearsOfOwnAndOthersChanges() throws Exception {
        var heard = new AtomicInteger();
        try (Library other = open();
                AutoCloseable _ = images.subscribe(heard::incrementAndGet)) {
            upload("alice", "beach.jpg", Color.YELLOW);
            images.search(ImageQuery.ALL);
            await(SOON, () -> heard.get() >= 1);
            int before = heard.get();
            other.images().upload(SampleImages.newImage("bob", "cat.jpg", Color.GRAY), sent -> {});
            await(SOON, () -> heard.get() > before);
        }
    }

    private ImageRecord upload(String user, String name, Color color, String... tags) {
        return images.upload(SampleImages.newImage(user, name, color, tags), sent -> {});
    }

    private Set<String> found(ImageQuery query) {
        var result = images.search(query);
        return Set.copyOf(result.ids(0, result.size()));
    }

    /// Looks again and again until it holds or the time is up.
    private static void await(Duration atMost, BooleanSupplier condition) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "did not happen within " + atMost);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
