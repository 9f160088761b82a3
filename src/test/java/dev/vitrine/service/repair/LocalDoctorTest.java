package dev.vitrine.service.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.repair.Finding.FindingKind;
import dev.vitrine.service.repair.Repaired.Act;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The doctor in a folder.
class LocalDoctorTest extends DoctorContract {
    @TempDir
    private Path folder;

    @Override
    protected MetadataStore openRows() {
        return SqliteCatalog.open(folder.resolve("catalog.sqlite"));
    }

    @Override
    protected ObjectStore openObjects() {
        return new FolderObjectStore(folder.resolve("objects"));
    }

    @Override
    protected void putForeign(String path) throws IOException {
        Path file = folder.resolve("objects").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not ours");
    }

    @Override
    protected void beginUpload() throws IOException {
        Files.writeString(folder.resolve("objects/.vitrine/incoming/.half" + WholeFile.SUFFIX), "half");
    }

    private Path place(ImageRecord image) {
        return folder.resolve("objects").resolve(image.key().path());
    }

    private Path quarantined(String path) {
        return folder.resolve("objects/.vitrine/quarantine").resolve(path);
    }

    /// Put there by a sync program, or by a person who wanted to save room on this disk.
    @Test
    void aFolderOrALinkInThePlaceOfAnOriginalIsMovedAside() throws IOException {
        ImageRecord covered = upload();
        Files.delete(place(covered));
        Files.createDirectory(place(covered));
        Files.writeString(place(covered).resolve("note.txt"), "keep me");
        ImageRecord linked = upload();
        Files.delete(place(linked));
        Path elsewhere = Files.writeString(folder.resolve("elsewhere.jpg"), "bytes");
        Files.createSymbolicLink(place(linked), elsewhere);

        Report report = examine();
        assertEquals(
                Set.of(covered.key().path(), linked.key().path()),
                Set.copyOf(found(report).get(FindingKind.NOT_A_FILE)));
        assertThrows(ImageException.Conflict.class, () -> repair(report, 1), "too many for such a small library");
        List<Repaired> repaired = repair(report, 2);
        assertEquals(List.of(Act.MOVED_ASIDE, Act.MOVED_ASIDE), acts(repaired));
        assertTrue(repaired.stream().allMatch(Repaired::isOpen), "the originals are missing still");

        assertEquals(
                "keep me", Files.readString(quarantined(covered.key().path()).resolve("note.txt")));
        assertEquals(elsewhere, Files.readSymbolicLink(quarantined(linked.key().path())));
        assertEquals("bytes", Files.readString(elsewhere));
        Report after = examine();
        assertEquals(Set.of(FindingKind.ROW_WITHOUT_BYTES), found(after).keySet());
        assertEquals(List.of(), after.foreignPaths(), "what is in quarantine is nobody else's");
    }

    @Test
    void whatIsInTheWayTwiceGetsANameOfItsOwn() throws IOException {
        ImageRecord image = upload();
        for (int i = 0; i < 2; i++) {
            Files.deleteIfExists(place(image));
            Files.createDirectory(place(image));
            assertEquals(List.of(Act.MOVED_ASIDE), acts(repair(examine(), 1)));
        }
        assertTrue(Files.isDirectory(quarantined(image.key().path())));
        assertTrue(Files.isDirectory(quarantined(image.key().path() + "-2")));
    }

    @Test
    void uploadingTheSameFileAgainMovesWhatIsInTheWay() throws IOException {
        ImageRecord image = upload();
        byte[] bytes = Files.readAllBytes(place(image));
        Files.delete(place(image));
        Files.createDirectory(place(image));
        images().heal(image, ImageSource.ofBytes("again.jpg", bytes), _ -> {});
        assertArrayEquals(bytes, Files.readAllBytes(place(image)));
        assertTrue(Files.isDirectory(quarantined(image.key().path())));
    }

    @Test
    void bytesInQuarantineComeBackWhenTheirPlaceIsFree() throws IOException {
        ImageRecord image = upload();
        byte[] bytes = Files.readAllBytes(place(image));
        Files.createDirectories(quarantined("alice"));
        Files.move(place(image), quarantined(image.key().path()));
        Files.createDirectory(place(image));
        assertEquals(List.of(Act.PUT_BACK), acts(repair(examine(), 1)));
        assertArrayEquals(bytes, Files.readAllBytes(place(image)));
    }

    /// A file has the name of a user, and a link in place of a user's folder leads out of the library.
    @Test
    void whatIsInThePlaceOfAUsersFolderIsMovedAside() throws IOException {
        ImageRecord image = upload();
        Path alice = place(image).getParent();
        Path away = folder.resolve("away");
        Files.move(alice, away);
        Files.writeString(alice, "a file");
        assertEquals(Map.of(FindingKind.NOT_A_FILE, List.of(image.key().path())), found(examine()));
        assertEquals(List.of(Act.MOVED_ASIDE), acts(repair(examine(), 1)));
        assertEquals("a file", Files.readString(quarantined("alice")));
        Files.createSymbolicLink(alice, away);
        assertEquals(List.of(Act.MOVED_ASIDE), acts(repair(examine(), 1)));
        assertEquals(away, Files.readSymbolicLink(quarantined("alice-2")));
        assertTrue(Files.exists(away.resolve(image.imageId())));
        Files.createSymbolicLink(alice, alice);
        assertEquals(List.of(Act.MOVED_ASIDE), acts(repair(examine(), 1)), "a link that leads nowhere");
    }

    /// A user's folder on another disk, of which somebody made a link: it is not read, so it is not deleted either.
    @Test
    void whatALinkLeadsToIsNotCalledDeleted() throws IOException {
        ImageRecord image = upload();
        Path alice = place(image).getParent();
        Path away = folder.resolve("away");
        Files.move(alice, away);
        Files.createSymbolicLink(alice, away);
        List<String> ids = List.of(image.imageId());

        BulkOutcome refused = images().deletePermanently(images().seen(ids), Progress.UNSEEN);
        assertEquals(List.of(), refused.done());
        assertTrue(refused.failed().get(image.imageId()).getMessage().contains("would stay"), refused.toString());
        assertEquals(Optional.of(image), images().find(image.imageId()), "nothing was begun");
        assertEquals(Optional.empty(), images().file(image), "as it is not downloaded");

        Files.delete(alice);
        Files.move(away, alice);
        assertEquals(
                ids,
                images().deletePermanently(images().seen(ids), Progress.UNSEEN).done());
        assertTrue(Files.notExists(place(image)));
    }

    @Test
    void aFolderInThePlaceOfAPreviewIsMovedAside() throws IOException {
        ImageRecord image = upload();
        String path = ImageService.previewKey(image.imageId()).path();
        Path preview = folder.resolve("objects").resolve(path);
        Files.delete(preview);
        Files.createDirectory(preview);
        Files.writeString(preview.resolve("x"), "x");
        assertEquals(List.of(Act.REMADE), acts(repair(examine(), 0)));
        assertTrue(Files.isRegularFile(preview));
    }
}
