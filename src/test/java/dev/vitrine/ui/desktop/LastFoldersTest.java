package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastFoldersTest {
    @TempDir
    private Path home;

    @Test
    void everyPurposeBeginsWhereItWasLast() throws IOException {
        Path card = Files.createDirectories(home.resolve("card/DCIM"));
        Path out = Files.createDirectories(home.resolve("out"));
        Path file = Files.createFile(card.resolve("a.jpg"));
        var settings = new Settings(home.resolve("settings.json"));
        var folders = new LastFolders(settings, home);
        folders.remember(FilePurpose.UPLOAD, file);
        folders.remember(FilePurpose.DOWNLOAD, out);
        settings.save();

        var later = new LastFolders(new Settings(home.resolve("settings.json")), home);
        assertEquals(Optional.of(card), later.of(FilePurpose.UPLOAD));
        assertEquals(Optional.of(out), later.of(FilePurpose.DOWNLOAD));
    }

    @Test
    void atFirstThePersonsFolderForSuchThingsThenTheHome() throws IOException {
        var folders = new LastFolders(new Settings(home.resolve("settings.json")), home);
        assertEquals(Optional.of(home), folders.of(FilePurpose.DOWNLOAD));
        Path usual = Files.createDirectories(home.resolve("Pictures"));
        assertEquals(Optional.of(usual), folders.of(FilePurpose.UPLOAD));
        Path named = Files.createDirectories(home.resolve("Bilder"));
        Files.createDirectories(home.resolve(".config"));
        Files.writeString(home.resolve(".config/user-dirs.dirs"), "# x\nXDG_PICTURES_DIR=\"$HOME/Bilder\"\n");
        assertEquals(Optional.of(named), folders.of(FilePurpose.UPLOAD));
    }

    @Test
    void nothingIsSavedToAFolderThatTakesNothing() throws IOException {
        Path closed = Files.createDirectories(home.resolve("closed"));
        var folders = new LastFolders(new Settings(home.resolve("settings.json")), home);
        folders.remember(FilePurpose.COPY, closed);
        folders.remember(FilePurpose.UPLOAD, closed);
        assumeTrue(closed.toFile().setWritable(false) && !Files.isWritable(closed), "may write everywhere");
        assertEquals(Optional.of(home), folders.of(FilePurpose.COPY));
        assertEquals(Optional.of(closed), folders.of(FilePurpose.UPLOAD), "it is read only");
        assertTrue(closed.toFile().setWritable(true)); // else the folder of the test stays
    }

    @Test
    void aFolderThatIsGoneOrNoFolderIsPassedOver() throws IOException {
        Path gone = Files.createDirectories(home.resolve("gone"));
        var settings = new Settings(home.resolve("settings.json"));
        var folders = new LastFolders(settings, home);
        folders.remember(FilePurpose.RECEIPT, gone.resolve("receipt.csv"));
        Files.delete(gone);
        assertEquals(Optional.of(home), folders.of(FilePurpose.RECEIPT));
        settings.text("folder.receipt", "").set("\0");
        assertEquals(Optional.of(home), folders.of(FilePurpose.RECEIPT));
    }
}
