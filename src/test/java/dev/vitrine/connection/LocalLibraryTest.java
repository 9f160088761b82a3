package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalLibraryTest extends LibraryContract {
    @TempDir
    private Path home;

    @Override
    protected Library open() {
        return open("library");
    }

    @Test
    void originalsAreFilesUnderUserAndId() throws IOException {
        try (Library library = open()) {
            ImageRecord image =
                    library.images().upload(SampleImages.newImage("alice", "beach.jpg", Color.YELLOW), sent -> {});
            Path file =
                    home.resolve("library").resolve("objects").resolve("alice").resolve(image.imageId());
            assertArrayEquals(SampleImages.jpeg(640, 480, Color.YELLOW), Files.readAllBytes(file));
        }
    }

    @Test
    void aDamagedDatabaseSaysSoAndIsLeftAsItIs() throws IOException {
        byte[] damage = "this is no database, but long enough to be taken for one by its length"
                .repeat(100)
                .getBytes();
        Path database = Files.createDirectory(home.resolve("damaged")).resolve("catalog.sqlite");
        Files.write(database, damage);
        var failure = assertThrows(ImageException.Failed.class, () -> open("damaged"));
        assertTrue(failure.getMessage().length() > 40, failure.getMessage());
        assertArrayEquals(damage, Files.readAllBytes(database));
    }

    /// Others with an account on this machine have no business in it.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatIsMadeIsForItsOwnerAlone() throws IOException {
        try (Library library = open()) {
            library.images().upload(SampleImages.newImage("alice", "beach.jpg", Color.YELLOW), sent -> {});
            try (Stream<Path> all = Files.walk(home.resolve("library"))) {
                for (Path each : all.toList()) {
                    Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(each));
                    others.removeAll(PosixFilePermissions.fromString("rwx------"));
                    assertEquals(Set.of(), others, each.toString());
                }
            }
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderThatWasThereKeepsItsRights() throws IOException {
        Path shared = Files.createDirectory(home.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        open("shared").close();
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)));
    }

    @Test
    void aFileInPlaceOfTheFolderSaysSo() throws IOException {
        Files.writeString(home.resolve("file"), "x");
        var failure = assertThrows(ImageException.class, () -> open("file"));
        assertTrue(failure.getMessage().contains("not a folder"), failure.getMessage());
    }

    @Test
    void theStandardLibraryLivesInTheDataFolder() {
        assertEquals(
                new ConnectionProfile.Local(home.resolve("library")),
                ConnectionProfile.standard(AppFolders.inOne(home)));
    }

    private Library open(String folder) {
        return Library.open(OpenOptions.of(
                new ConnectionProfile.Local(home.resolve(folder)), AppFolders.inOne(home), Optional.empty()));
    }
}
