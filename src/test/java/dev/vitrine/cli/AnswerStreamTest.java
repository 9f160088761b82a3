package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.picture.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What did not arrive on standard output as a whole is no success.
class AnswerStreamTest extends CommandTest {
    private String id;

    @BeforeEach
    void upload() throws IOException {
        Path file = Files.write(folder.resolve("beach.jpg"), Samples.jpeg(64, 48));
        id = vitrine.run("upload", file.toString(), "--user", "alice", "--tag", "sea")
                .out()
                .strip()
                .replaceFirst(".*: ", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "list --json",
                "list --ids0",
                "users",
                "tags --json",
                "get ID --output -",
                "--help",
                "-V",
                "list --help"
            })
    void anAnswerThatTheDiskHasNoRoomForIsNoSuccess(String words) {
        Ended torn = vitrine.breaking("No space left on device", typed(words));
        assertEquals(ExitCode.FAILED, torn.code(), torn.err());
        assertEquals(
                typed(words)[0]
                        + ": The answer could not be written as a whole: the disk is full, or its reader is gone.\n",
                torn.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json", "get ID --output -"})
    void aReaderThatHasEnoughIsNoFailure(String words) {
        Ended enough = vitrine.breaking("Broken pipe", typed(words));
        assertEquals(ExitCode.DONE, enough.code());
        assertEquals("", enough.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "list --json"})
    void whatDoesNotFitIntoTheMemoryIsAFailureWithAReason(String words) {
        var writes = new AtomicInteger();
        Ended failed = vitrine.failing(
                () -> {
                    if (writes.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                },
                typed(words));
        assertEquals(ExitCode.FAILED, failed.code());
        String said = words.endsWith("--json") ? failed.out() : failed.err();
        assertTrue(said.contains("The memory that this program may use does not suffice."), said);
    }

    @Test
    void bytesThatAreDamagedAreNoSuccess() throws IOException {
        Path stored = folder.resolve("home/data/library/objects/alice/" + id);
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length / 2] ^= 1;
        Files.write(stored, bytes);
        assertDamaged();
        Files.write(stored, Arrays.copyOf(bytes, bytes.length / 2));
        assertDamaged();
    }

    private void assertDamaged() {
        Ended damaged = vitrine.run("get", id, "--output", "-");
        assertEquals(ExitCode.FAILED, damaged.code());
        assertTrue(damaged.err().contains("“beach” are damaged"), damaged.err());
    }

    private String[] typed(String words) {
        return words.replace("ID", id).split(" ");
    }
}
