package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveCommandTest extends CommandTest {
    private String beach;
    private String harbor;

    @BeforeEach
    void start() throws IOException {
        beach = upload("beach", Color.YELLOW);
        harbor = upload("harbor", Color.BLUE);
    }

    @Test
    void imagesGoToAnotherUserAndTheRestStays() {
        assertEquals(
                beach + ": moved to bob\n",
                vitrine.run("move", "--user", "bob", "--yes", beach).out());
        assertEquals("       1  alice\n       1  bob\n", vitrine.run("users").out());
        assertTrue(vitrine.run("list", "--user", "bob", "--ids").out().contains(beach));
    }

    @Test
    void aScriptIsNotAskedAndHasToAgreeBeforehand() {
        Ended unasked = vitrine.run("move", "--user", "bob", beach, harbor);
        assertEquals(ExitCode.INVALID, unasked.code());
        assertTrue(unasked.err().contains("Move 2 images to the user “bob”"), unasked.err());
        assertEquals("       2  alice\n", vitrine.run("users").out());
    }

    @Test
    void aDryRunTellsAndMovesNothing() {
        vitrine.run("delete", harbor);
        Ended planned = vitrine.run("move", "--user", "bob", "--dry-run", beach, harbor, "unknown");
        assertEquals(beach + ": would be moved to bob\n", planned.out());
        assertTrue(planned.err().contains("is in the trash. Restore it first, then move it."), planned.err());
        assertTrue(planned.err().contains("There is no image unknown."), planned.err());
        assertEquals("       1  alice\n", vitrine.run("users").out());
    }

    @Test
    void idsComeFromAFileAndAreCounted() throws IOException {
        Path ids = Files.writeString(folder.resolve("ids"), beach + "\n" + harbor + "\n");
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("move", "--user", "bob", "--yes", "--count", "3", "@" + ids)
                        .code());
        Ended moved = vitrine.run("move", "--user", "bob", "--yes", "--count", "2", "--json", "@" + ids);
        assertTrue(moved.out().contains("\"message\" : \"moved to bob\""), moved.out());
        assertEquals("       2  bob\n", vitrine.run("users").out());
        assertEquals(
                ExitCode.NOT_FOUND,
                vitrine.run("move", "--user", "bob", "--yes", "--", "--user").code());
    }

    @Test
    void nobodyIsCalledSomethingThatIsNoName() {
        for (String name : new String[] {"", ".vitrine", "a/b"}) {
            assertEquals(
                    ExitCode.INVALID,
                    vitrine.run("move", "--user", name, "--yes", beach).code());
        }
        assertEquals("       2  alice\n", vitrine.run("users").out());
    }
}
