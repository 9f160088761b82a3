package dev.vitrine.service.move;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryCopyTest {
    @TempDir
    private Path work;

    @AutoClose
    private final Resources resources = new Resources();

    private Place source;
    private Place target;

    private record Place(FolderObjectStore objects, LiveCatalog catalog) {
        ImageService images() {
            return images(catalog.rows(), objects);
        }

        ImageService images(MetadataStore rows, ObjectStore bytes) {
            return new ImageService(rows, bytes, catalog, new PictureReader());
        }

        Set<String> originals() {
            var paths = new TreeSet<String>();
            objects.list(each -> each.key().filter(ObjectKey::isOriginal).ifPresent(key -> paths.add(key.path())));
            return paths;
        }
    }

    @BeforeEach
    void open() {
        source = place("source");
        target = place("target");
    }

    private Place place(String name) {
        Path folder = work.resolve(name);
        return new Place(
                resources.add(new FolderObjectStore(folder.resolve("objects"))),
                LiveCatalog.open(
                        SqliteCatalog.open(folder.resolve("catalog.sqlite")),
                        folder.resolve("index.snapshot"),
                        resources));
    }

    @Test
    void aCopyIsTheSameImage() {
        ImageRecord image = add(Color.RED);
        assertEquals(1, copy(target.images(), image).copied());
        ImageRecord copied = target.images().find(image.imageId()).orElseThrow();
        assertEquals(image.withCaption(image.caption(), copied.updatedAt()), copied);
        assertEquals(Set.of(image.imageId()), copy(target.images(), image).there());
        assertEquals(1, target.originals().size());
    }

    @Test
    void whatIsKnownOfAnImageAndNotInItsBytesGoesAlong() {
        ImageRecord image = add(Color.RED);
        ImageFacts settings =
                ImageFacts.UNKNOWN.with(Attribute.CAMERA, "Canon EOS R5").with(Attribute.ISO, 1600);
        ImageRecord filled = source.catalog().rows().addFacts(image.imageId(), settings);
        copy(target.images(), filled);
        ImageRecord copied = target.images().find(image.imageId()).orElseThrow();
        assertEquals(filled.facts(), copied.facts());
    }

    @Test
    void whatTheRowHasLostInTheOtherLibraryIsPutBack() {
        ImageRecord image = add(Color.RED);
        copy(target.images(), image);
        target.objects().delete(image.key());
        assertEquals(1, copy(target.images(), image).copied());
        assertTrue(target.images().isStored(image));
    }

    @Test
    void bytesThatAreDamagedHereAreSaidToBeAndNotCopied() throws IOException {
        ImageRecord image = add(Color.RED);
        Path stored = source.objects().onDisk(image.key()).orElseThrow();
        byte[] damaged = Files.readAllBytes(stored);
        damaged[damaged.length / 2] ^= 1;
        Files.write(stored, damaged);
        ImageException failure = copy(target.images(), image).images().failed().get(image.imageId());
        assertTrue(failure.getMessage().startsWith("The stored bytes of “"), failure.getMessage());
        assertEquals(Set.of(), target.originals());
    }

    @Test
    void whatSomebodyMovedThereSinceIsNotAddedAgain() {
        ImageRecord image = add(Color.RED);
        copy(target.images(), image);
        new Moves(
                        target.images(),
                        target.catalog().rows(),
                        target.catalog().rows(),
                        target.objects(),
                        work.resolve("moves"),
                        List.of())
                .move(List.of(image.imageId()), "bob", (_, _) -> true);
        assertEquals(Set.of(image.imageId()), copy(target.images(), image).there());
        assertEquals(Set.of("bob/" + image.imageId()), target.originals());
    }

    /// Somebody uploaded the same bytes twice on purpose, with other words.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twinsAreCopiedBothInOneRunAndInTwo(boolean inOne) {
        ImageRecord first = add(Color.RED, "The beach");
        ImageRecord second = add(Color.RED, "For the calendar");
        if (inOne) {
            CopyOutcome outcome = copy(target.images(), first, second);
            assertEquals(2, outcome.copied());
        } else {
            copy(target.images(), first);
            assertEquals(1, copy(target.images(), second).copied());
        }
        for (ImageRecord each : List.of(first, second)) {
            ImageRecord copied = target.images().find(each.imageId()).orElseThrow();
            assertEquals(each.caption(), copied.caption());
        }
        assertEquals(2, copy(target.images(), first, second).there().size());
        assertEquals(2, target.originals().size());
    }

    @Test
    void whatTheOtherLibraryHadBeforeStandsForTwins() {
        target.images().upload(SampleImages.newImage("alice", "there.jpg", Color.RED), _ -> {});
        CopyOutcome outcome = copy(target.images(), add(Color.RED, "The beach"), add(Color.RED, "For the calendar"));
        assertEquals(2, outcome.there().size());
        assertEquals(1, target.originals().size());
    }

    /// The machine stops at any call, and the same copy is asked for again.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAnywhereTheNextRunGoesOn(boolean before) {
        boolean isOver = false;
        for (int call = 1; !isOver; call++) {
            ImageRecord image = add(new Color(call * 7919 & 0xffffff));
            var machine = new DyingMachine(call, before);
            try {
                copy(target.images(machine.rows(target.catalog().rows()), machine.objects(target.objects())), image);
                isOver = machine.calls() < call;
            } catch (DyingMachine.Killed _) {
                target.catalog()
                        .rows()
                        .find(image.imageId())
                        .ifPresent(row -> assertEquals(image.facts().contentSha256(), sha256(row)));
            }
            copy(target.images(), image);
            assertEquals(Set.of(image.imageId()), copy(target.images(), image).there());
            ImageRecord row = target.catalog().rows().find(image.imageId()).orElseThrow();
            assertEquals(image.facts().contentSha256(), sha256(row));
            assertEquals(image.createdAt(), row.createdAt());
            assertEquals(image.caption(), row.caption());
            assertEquals(image.correction(), row.correction());
        }
        List<ImageRecord> rows =
                target.catalog().rows().list(ImagePage.Request.first(1000)).images();
        assertEquals(rows.size(), target.originals().size());
    }

    private String sha256(ImageRecord row) {
        return Sha256.of(
                new ObjectStore.StoredBytes(
                        target.objects(), target.objects().find(row.key()).orElseThrow()),
                _ -> {});
    }

    private ImageRecord add(Color color) {
        return add(color, "The beach");
    }

    private ImageRecord add(Color color, String title) {
        ImageRecord image = source.images()
                .upload(SampleImages.newImage("alice", "IMG_" + color.getRGB() + ".jpg", color), _ -> {});
        ImageRecord edited =
                source.images().edit(new ImageEdit(image, new Caption(title, "In June", List.of("sea", "rating:4"))));
        return source.images()
                .edit(new ImageEdit(
                        edited,
                        new Correction(
                                Optional.of(LocalDateTime.parse("2024-05-01T10:00:00")), Orientation.TURN_RIGHT)));
    }

    private CopyOutcome copy(ImageService into, ImageRecord... images) {
        List<String> ids = List.of(images).stream().map(ImageRecord::imageId).toList();
        return new LibraryCopy(source.images(), new Downloads(source.objects()), into, work.resolve("scratch"))
                .copy(ids, (_, _) -> true);
    }
}
