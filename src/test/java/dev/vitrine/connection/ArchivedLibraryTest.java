package dev.vitrine.connection;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.search.SearchText;
import dev.vitrine.service.Previews;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.BringBack.Tier;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.S3ObjectStore;
import java.awt.Color;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A library whose originals lie in an archive: what is known of that, and how they come back.
class ArchivedLibraryTest {
    private AwsSettings settings;

    @TempDir
    private Path temp;

    @BeforeEach
    void makeLibrary() {
        assumeTrue(AwsServers.areOwn(), "not every server knows classes");
        settings = AwsServers.settings();
        AwsServers.library(settings).close();
    }

    private Library open(String home, StorageClass chosen) {
        return open(home, chosen, true);
    }

    private Library open(String home, StorageClass chosen, boolean follows) {
        AppFolders folders = AppFolders.inOne(temp.resolve(home));
        var options =
                OpenOptions.of(new ConnectionProfile.Cloud(settings.storingIn(chosen)), folders, CloudServers.KEYS);
        return Library.open(follows ? options : options.direct());
    }

    private static ImageRecord upload(Library library, Color color) {
        return library.images().upload(SampleImages.newImage("alice", color.getRGB() + ".jpg", color), _ -> {});
    }

    private void archive(ImageRecord image, String storageClass) {
        AwsServers.moveToClass(settings, image.key(), storageClass);
    }

    private static List<String> found(Library library, String search) {
        var result =
                library.images().search(SearchText.parse(search, ImageQuery.ALL).query());
        return result.ids(0, result.size());
    }

    @Test
    void whatIsUploadedIntoAnArchiveIsFoundByItsClassFromAnyMachine() {
        try (Library one = open("one", StorageClass.DEEP_ARCHIVE);
                Library other = open("other", StorageClass.STANDARD)) {
            ImageRecord cold = upload(one, Color.RED);
            ImageRecord warm = upload(other, Color.BLUE);

            assertEquals("DEEP_ARCHIVE", cold.facts().storage().storageClass());
            assertEquals(Stage.ARCHIVED, cold.facts().storage().stage());
            await(() -> other.images().search(ImageQuery.ALL).size() == 2);
            for (String search :
                    List.of("class:archive", "class:deep-archive", "class:\"DEEP_ARCHIVE\"", "class:DEEP_ARCHIVE")) {
                assertEquals(List.of(cold.imageId()), found(other, search), search);
            }
            assertEquals(List.of(), found(other, "class:standard-ia"));
            assertEquals("", warm.facts().storage().storageClass());
        }
    }

    /// Later there is nothing to make them from.
    @Test
    void bothPreviewsOfWhatGoesIntoAnArchiveAreMadeBefore() {
        try (Library library = open("one", StorageClass.GLACIER);
                AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            ImageRecord cold = upload(library, Color.RED);

            for (int edge : List.of(Previews.TILE, Previews.SCREEN)) {
                assertTrue(new S3ObjectStore(clients, temp)
                        .find(ObjectKey.preview(cold.imageId(), edge))
                        .isPresent());
            }
        }
    }

    @Test
    void whatARuleMovedIsNoticedWhenItIsLookedAt() {
        try (Library library = open("one", StorageClass.STANDARD)) {
            ImageRecord image = upload(library, Color.RED);
            archive(image, "GLACIER");
            assertEquals(List.of(), found(library, "class:archive"));

            ImageRecord located = library.images().withStorage(image);

            assertEquals(Stage.ARCHIVED, located.facts().storage().stage());
            assertEquals(List.of(image.imageId()), found(library, "class:archive"));
            assertEquals(List.of(image.imageId()), found(library, "class:glacier"));
        }
    }

    @Test
    void whatARuleMovedIsNoticedWhenReadingItIsRefused() {
        try (Library library = open("one", StorageClass.STANDARD)) {
            ImageRecord image = upload(library, Color.RED);
            archive(image, "GLACIER");

            var refusal = assertThrows(
                    ImageException.Failed.class,
                    () -> library.images().original(image).open());

            assertTrue(refusal.isArchived());
            assertEquals(List.of(image.imageId()), found(library, "class:glacier"));
        }
    }

    @Test
    void whatARuleMovedIsNoticedByTheDoctor() {
        try (Library library = open("one", StorageClass.STANDARD)) {
            ImageRecord image = upload(library, Color.RED);
            ImageRecord other = upload(library, Color.BLUE);
            archive(image, "DEEP_ARCHIVE");

            library.doctor().examine(0, (_, _, _) -> {});

            assertEquals(List.of(image.imageId()), found(library, "class:archive"));
            assertEquals(
                    "",
                    library.images()
                            .find(other.imageId())
                            .orElseThrow()
                            .facts()
                            .storage()
                            .storageClass());
        }
    }

    /// The row only knows how it began.
    @Test
    void whatIsKnownOutlivesAnotherReadingOfTheRow() {
        ImageRecord image;
        try (Library library = open("one", StorageClass.STANDARD)) {
            image = upload(library, Color.RED);
            archive(image, "GLACIER");
            library.images().withStorage(image);
            library.images().edit(new ImageEdit(image, image.caption().withTitle("other")));
            assertEquals(List.of(image.imageId()), found(library, "class:archive"));
        }
        try (Library again = open("one", StorageClass.STANDARD)) {
            assertEquals(List.of(image.imageId()), found(again, "class:archive other"));
        }
        try (Library direct = open("one", StorageClass.STANDARD, false)) {
            ImagePage page = direct.images()
                    .list(new ImagePage.Request(Optional.empty(), Optional.empty(), 10, Optional.empty()));
            assertEquals("GLACIER", page.images().getFirst().facts().storage().storageClass());
            assertEquals("GLACIER", direct.fields(page.images().getFirst()).get("storage_class"));
        }
    }

    @Test
    void whatWasAskedForIsKnownSinceWhenAndThenUntilWhen() {
        try (Library library = open("one", StorageClass.GLACIER)) {
            ImageRecord image = upload(library, Color.RED);

            assertEquals(
                    List.of(image.imageId()),
                    library.images()
                            .bringBack(List.of(image.imageId()), new BringBack(Tier.STANDARD, 7), (_, _) -> true)
                            .done());

            ImageRecord coming = library.images().withStorage(row(library, image));
            assertEquals(Stage.COMING, coming.facts().storage().stage());
            assertTrue(coming.facts().storage().at().isPresent());
            assertEquals("STANDARD", coming.facts().storage().way());
            // Asking the store again forgets nothing: it does not say since when.
            assertEquals(coming.facts().storage(), row(library, image).facts().storage());
        }
        try (Library library = open("two", StorageClass.GLACIER)) {
            ImageRecord image = upload(library, Color.BLUE);
            library.images().bringBack(List.of(image.imageId()), new BringBack(Tier.EXPEDITED, 7), (_, _) -> true);

            ImageRecord back = library.images().withStorage(row(library, image));

            assertEquals(Stage.BACK, back.facts().storage().stage());
            assertTrue(back.facts().storage().isReadable());
            assertEquals(Stage.BACK, row(library, image).facts().storage().stage());
        }
    }

    private static ImageRecord row(Library library, ImageRecord image) {
        return library.images().find(image.imageId()).orElseThrow();
    }

    @Test
    void trashAndPermanentDeletionAskNothingOfAnArchive() {
        try (Library library = open("one", StorageClass.GLACIER)) {
            ImageRecord image = upload(library, Color.RED);
            List<String> ids = List.of(image.imageId());

            assertEquals(ids, library.images().trash(ids).done());
            assertEquals(ids, library.images().restore(ids, Progress.UNSEEN).done());
            assertEquals(
                    ids,
                    library.images()
                            .deletePermanently(library.images().seen(ids), Progress.UNSEEN)
                            .done());
            assertThrows(ImageException.NotFound.class, () -> library.images().withStorage(image));
        }
    }

    @Test
    void linksToWhatIsArchivedAreNotGivenOut() {
        try (Library library = open("one", StorageClass.GLACIER)) {
            ImageRecord image = upload(library, Color.RED);

            var refusal = assertThrows(
                    ImageException.Failed.class, () -> library.images().requireBytes(image));

            assertTrue(refusal.isArchived());
            assertTrue(refusal.getMessage().contains("Bring it back"), refusal.getMessage());
        }
    }

    /// Bytes in an archive cannot be compared with those of a file.
    @Test
    void theSameFileAgainIsADuplicateOfWhatIsArchived() {
        try (Library library = open("one", StorageClass.GLACIER)) {
            ImageRecord image = upload(library, Color.RED);

            var source = SampleImages.newImage("alice", "again.jpg", Color.RED).source();
            var duplicate = library.images()
                    .duplicate(List.of(image), source, image.facts().contentSha256(), _ -> {
                        throw new AssertionError("nothing is to be healed");
                    });

            assertEquals(image.imageId(), duplicate.orElseThrow().image().imageId());
        }
    }
}
