package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.StandardError;
import dev.vitrine.catalog.CatalogBackups;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.FolderMove;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder.WatchRequest;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What waits to be uploaded into a local library belongs to the library, not to the place where it is.
class LocalJournalTest {
    private static final UploadForm FORM = new UploadForm("alice", List.of(), "", "");

    @TempDir
    private Path temp;

    private Path media;
    private AppFolders folders;

    @BeforeEach
    void begin() throws IOException {
        media = Files.createDirectories(temp.resolve("media"));
        folders = new AppFolders(temp.resolve("data"), temp.resolve("config"), temp.resolve("cache"));
    }

    @Test
    void aDriveAtAnotherMountPointGoesOn() throws IOException {
        drop(media.resolve("usb"), "a.png");
        FolderMove.run(media.resolve("usb"), media.resolve("usb1"));
        assertEquals(List.of("a.png"), waiting(media.resolve("usb1")));
        FolderMove.run(media.resolve("usb1"), media.resolve("usb"));
        drop(media.resolve("usb"), "b.png");
        assertEquals(List.of("a.png", "b.png"), waiting(media.resolve("usb")));
        assertEquals(1, journals().size());
    }

    @Test
    void watchedFoldersComeAlong() throws IOException {
        Path watched = Files.createDirectories(temp.resolve("incoming"));
        try (Library library = open(media.resolve("usb"))) {
            library.uploads().watches().add(new WatchRequest(watched, FORM, true, false));
        }
        FolderMove.run(media.resolve("usb"), media.resolve("usb1"));
        try (Library library = open(media.resolve("usb1"))) {
            assertEquals(1, library.uploads().watches().statuses().size());
        }
    }

    /// Two sticks, and the system gives either the same mount point.
    @Test
    void anotherDriveAtTheSameMountPointDoesNotGetWhatWaits() throws IOException {
        drop(media.resolve("usb"), "a.png");
        FolderMove.run(media.resolve("usb"), temp.resolve("drawer"));
        assertEquals(List.of(), waiting(media.resolve("usb")));
        drop(media.resolve("usb"), "b.png");
        FolderMove.run(temp.resolve("drawer"), media.resolve("usb1"));
        assertEquals(List.of("a.png"), waiting(media.resolve("usb1")));
        assertEquals(List.of("b.png"), waiting(media.resolve("usb")));
    }

    @Test
    void aCopyOfALibraryHasAListOfItsOwn() throws IOException {
        drop(media.resolve("usb"), "a.png");
        copy(media.resolve("usb"), temp.resolve("copy"));
        assertEquals(List.of(), waiting(temp.resolve("copy")));
        drop(temp.resolve("copy"), "b.png");
        assertEquals(List.of("a.png"), waiting(media.resolve("usb")));

        FolderMove.run(media.resolve("usb"), temp.resolve("drawer"));
        assertEquals(List.of("b.png"), waiting(temp.resolve("copy")), "also when the other one is not there");
        FolderMove.run(temp.resolve("copy"), temp.resolve("copy2"));
        FolderMove.run(temp.resolve("drawer"), media.resolve("usb"));
        assertEquals(List.of("a.png"), waiting(media.resolve("usb")));
        assertEquals(List.of("b.png"), waiting(temp.resolve("copy2")));
    }

    @Test
    void aCatalogThatIsPutBackFromItsCopyGoesOn() throws IOException {
        Path usb = media.resolve("usb");
        drop(usb, "a.png");
        Path catalog = LocalStores.catalog(usb.toRealPath());
        try (Library library = open(usb)) {
            library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        }
        try (SqliteCatalog opened = SqliteCatalog.open(catalog)) {
            new CatalogBackups(opened, Clock.systemUTC()).makeIfDue();
        }
        new CatalogRescue(usb, Clock.systemUTC()).restore();
        assertEquals(List.of("a.png"), waiting(usb));
        drop(usb, "b.png");
        assertEquals(List.of("a.png", "b.png"), waiting(usb));
    }

    /// Of an earlier Vitrine, which knew a library by its folder.
    @Test
    void whatWaitsUnderTheFolderOfTheLibraryGoesOn() throws IOException {
        Path usb = media.resolve("usb");
        drop(usb, "a.png");
        asEarlierVitrinesNamedIt(usb);
        assertEquals(List.of("a.png"), waiting(usb));
        FolderMove.run(usb, media.resolve("usb1"));
        assertEquals(List.of("a.png"), waiting(media.resolve("usb1")));
    }

    @Test
    @StandardError.Says("It cannot be read which library")
    void aNoteThatCannotBeReadLosesNothing() throws IOException {
        drop(media.resolve("usb"), "a.png");
        for (Path note : FolderContent.in(temp.resolve("data/uploads")).stream()
                .filter(file -> file.toString().endsWith(".library"))
                .toList()) {
            Files.write(note, new byte[] {(byte) 0xff, 0, '\n', 0});
        }
        assertEquals(List.of("a.png"), waiting(media.resolve("usb")));
    }

    private void asEarlierVitrinesNamedIt(Path library) throws IOException {
        Path now = journals().getFirst();
        Path former = now.resolveSibling(
                UUID.nameUUIDFromBytes(library.toRealPath().toString().getBytes(StandardCharsets.UTF_8)) + ".sqlite");
        for (Path file : FolderContent.in(now.getParent())) {
            String name = file.getFileName().toString();
            if (name.endsWith(".library")) {
                Files.delete(file);
            } else if (name.startsWith(now.getFileName().toString())
                    && !name.equals(former.getFileName().toString())) {
                Files.move(
                        file,
                        former.resolveSibling(name.replace(
                                now.getFileName().toString(),
                                former.getFileName().toString())));
            }
        }
    }

    /// A picture that waits, since the queue is paused.
    private void drop(Path library, String name) throws IOException {
        Path file = Files.write(temp.resolve(name), SampleImages.png(20, 20, Color.RED));
        try (Library opened = open(library)) {
            opened.uploads().pause();
            long drop = opened.uploads().add(ImageSource.ofFile(file), FORM);
            dev.vitrine.Eventually.await(
                    () -> opened.uploads().receipt(drop).stream().anyMatch(receipt -> receipt.selected() == 1));
        }
    }

    private List<String> waiting(Path library) {
        try (Library opened = open(library)) {
            return opened.uploads().items(List.of(UploadState.WAITING), 0, 10).stream()
                    .map(UploadItem::name)
                    .toList();
        }
    }

    private Library open(Path folder) {
        return Library.open(OpenOptions.of(new ConnectionProfile.Local(folder), folders, Optional.empty()));
    }

    private List<Path> journals() throws IOException {
        return FolderContent.in(temp.resolve("data/uploads")).stream()
                .filter(file -> file.toString().endsWith(".sqlite"))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
