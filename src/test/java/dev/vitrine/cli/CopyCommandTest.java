package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.files.FolderMove;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyCommandTest {
    @TempDir
    private Path folder;

    private TypedLine vitrine;
    private String beach;
    private String other;

    @BeforeEach
    void start() throws IOException {
        vitrine = new TypedLine(folder.resolve("home"));
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(64, 48, Color.YELLOW));
        String out = vitrine.run("upload", file.toString(), "--user", "alice", "--title", "The beach", "--tag", "sea")
                .out();
        beach = out.substring(out.lastIndexOf(": ") + 2).strip();
        other = folder.resolve("attic").toString();
    }

    @Test
    void imagesAreCopiedOnceWithAllThatIsKnownOfThem() {
        assertEquals(
                beach + ": would be copied to attic\n",
                vitrine.run("copy", "--to-library", other, "--dry-run", beach).out());
        assertTrue(Files.notExists(Path.of(other)), "a dry run makes nothing");
        assertEquals(
                beach + ": copied to attic\n",
                vitrine.run("copy", "--to-library", other, beach).out());
        assertEquals(
                beach + ": there already\n",
                vitrine.run("copy", "--to-library", other, beach).out());
        String known = vitrine.run("get", "--info", beach, "--json").out().replaceAll("s3://[^/]*/", "s3://");
        assertEquals(
                known,
                vitrine.run("get", "--library", other, "--info", beach, "--json")
                        .out()
                        .replaceAll("s3://[^/]*/", "s3://"));
        assertEquals("       1  alice\n", vitrine.run("users").out());
    }

    @Test
    void whatTheOtherLibraryHasFromElsewhereIsNotAddedAgain() {
        vitrine.run("upload", "--library", other, folder.resolve("beach.jpg").toString(), "--user", "alice");
        assertEquals(
                beach + ": there already\n",
                vitrine.run("copy", "--to-library", other, beach).out());
        assertEquals(
                "       1  alice\n", vitrine.run("users", "--library", other).out());
    }

    @Test
    void whatIsInATrashStaysAndThatIsSaid() {
        vitrine.run("copy", "--to-library", other, beach);
        vitrine.run("delete", "--library", other, beach);
        Ended there = vitrine.run("copy", "--to-library", other, beach);
        assertEquals(ExitCode.CONFLICT, there.code());
        assertTrue(there.err().contains("is in the trash of the other library. Restore it there."), there.err());
        vitrine.run("delete", beach);
        Ended here =
                vitrine.run("copy", "--to-library", folder.resolve("cellar").toString(), beach, "unknown");
        assertTrue(here.err().contains("is in the trash. Restore it first, then copy it."), here.err());
        assertTrue(here.err().contains("There is no image unknown."), here.err());
    }

    @Test
    void aDriveThatIsAwayIsNoReasonToBeginAnewInItsPlace() throws IOException {
        vitrine.connections.open(vitrine.connections.inFolder(Path.of(other))).close();
        FolderMove.run(Path.of(other), folder.resolve("elsewhere"));
        assertEquals(ExitCode.UNREACHABLE, vitrine.run("users").code());
        vitrine.connections.open(vitrine.connections.local()).close();
        assertEquals(
                ExitCode.UNREACHABLE,
                vitrine.run("copy", "--to-library", other, beach).code());
        assertTrue(Files.notExists(Path.of(other)));
    }

    @Test
    void aBucketIsNotCopiedIntoItselfUnderAnotherTable() {
        var place = AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9"));
        vitrine.connections.save("one", place.withNames("photos", "rows", "trash"), Optional.empty(), "");
        vitrine.connections.save("two", place.withNames("photos", "others", "trash2"), Optional.empty(), "");
        Ended same = vitrine.run("copy", "--connection", "one", "--to", "two", beach);
        assertEquals(ExitCode.INVALID, same.code());
        assertTrue(same.err().contains("Both libraries keep their images in the bucket “photos”."), same.err());
    }

    @Test
    void keysAndCertificatesAreOptionsOfBothLibraries() {
        var place = AwsSettings.ofEndpoint(URI.create("https://127.0.0.1:9"));
        Optional<AwsKeys> typed = Optional.of(new AwsKeys("AKIAEXAMPLE", "very-secret", ""));
        vitrine.connections.save("one", place.withNames("photos", "rows", "trash"), typed, "");
        vitrine.connections.save("two", place.withNames("photos", "others", "trash2"), typed, "");
        var later = new TypedLine(folder.resolve("home"));
        Ended same = later.run("copy", "--connection", "one", "--to", "two", "--keys-from-environment", beach);
        assertTrue(same.err().contains("Both libraries keep their images"), same.err());
        Ended wrong = vitrine.run("copy", "--to", "one", "--trust-certificate", "none", beach);
        assertEquals(ExitCode.INVALID, wrong.code(), wrong.err());
    }

    @Test
    void whatWentWrongInEitherLibraryIsLoggedWhereAskedFor() {
        Logger all = Logger.getLogger("");
        Level before = all.getLevel();
        try {
            all.setLevel(Level.INFO);
            vitrine.run("copy", "--debug", "--to-library", other, beach);
            assertEquals(Level.INFO, all.getLevel());
        } finally {
            all.setLevel(before);
        }
    }

    @Test
    void aLibraryIsNotCopiedIntoItself() {
        Ended same = vitrine.run("copy", "--to", vitrine.connections.local().label(), beach);
        assertEquals(ExitCode.INVALID, same.code());
        assertTrue(same.err().contains("That is the same library."), same.err());
        assertEquals(
                ExitCode.NOT_FOUND,
                vitrine.run("copy", "--to", "nowhere", beach).code());
    }
}
