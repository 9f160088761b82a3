package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Commands on a library of which only some images are searched.
class PartialCommandsTest extends CommandTest {
    private final ImpatientWorld world = new ImpatientWorld();
    private AwsSettings settings;

    @BeforeEach
    void putRows() {
        settings = CloudServers.library();
        vitrine.connections.save("team", settings, CloudServers.KEYS, "");
        for (String user : List.of("ada", "bob")) {
            for (String year : List.of("2019", "2025")) {
                AwsServers.putRow(
                        settings,
                        user + year,
                        Map.of(
                                "user_id",
                                AttributeValue.fromS(user),
                                "created_at",
                                AttributeValue.fromS(year + "-02-03T04:05:06")));
            }
        }
    }

    @Test
    void aListThatIsAPartSaysSo() {
        world.run(() -> {
            Ended chosen = run("users", "--read-users", "ada,eve");
            assertEquals("       2  ada\n", chosen.out());
            assertTrue(chosen.err().contains("Only images of ada, eve are searched here"), chosen.err());
            Ended remembered = run("users");
            assertEquals(chosen.out(), remembered.out());
            assertTrue(remembered.err().contains("Only images of ada"), remembered.err());
            Ended newest = run("users", "--read-users", "ada", "--read-since", "2024");
            assertEquals("       1  ada\n", newest.out());
            assertTrue(newest.err().contains("since 2024"), newest.err());
            Ended all = run("users", "--read-all");
            assertEquals("       2  ada\n       2  bob\n", all.out());
            assertEquals("", all.err());
        });
    }

    @Test
    void aNameThatIsNobodysIsSaid() {
        world.run(() -> {
            Ended some = run("users", "--read-users", "ada,Bob");
            assertTrue(some.err().contains("Of these, Bob: no images."), some.err());
            Ended all = run("users", "--read-users", "ada,bob");
            assertFalse(all.err().contains("no images"), all.err());
        });
    }

    /// Whoever asks for a part would believe that nothing else can be had.
    @Test
    void noServerIsAskedToServeAPart() {
        for (List<String> part : List.of(
                List.of("--read-users", "ada"),
                List.of("--read-users", "ada", "--read-since", "2024"),
                List.of("--read-all"))) {
            Ended serve = run(
                    "serve",
                    Stream.concat(Stream.of("--port", "70000"), part.stream()).toArray(String[]::new));
            assertEquals(ExitCode.INVALID, serve.code(), serve.err());
            assertTrue(serve.err().contains("A server always answers for all images"), serve.err());
        }
    }

    @Test
    void whatNeedsAllImagesIsRefused() {
        world.run(() -> {
            assertEquals(ExitCode.DONE, run("users", "--read-users", "ada").code());
            Ended publish = run("doctor", "--publish-rows");
            assertTrue(publish.err().contains("--read-all"), publish.err());
            Ended sync = run("sync", folder.resolve("copy").toString(), "--mirror", "--yes");
            assertEquals(ExitCode.INVALID, sync.code(), sync.err());
            assertTrue(sync.err().contains("--read-all"), sync.err());
        });
    }

    /// The option may be given again, too.
    @Test
    void aUserWhoseNameHasACommaIsChosenInQuotes() {
        AwsServers.putRow(
                settings,
                "jones",
                Map.of(
                        "user_id",
                        AttributeValue.fromS("Jones, Bob"),
                        "created_at",
                        AttributeValue.fromS("2025-02-03T04:05:06")));
        world.run(() -> {
            Ended chosen = run("users", "--read-users", "\"Jones, Bob\", eve", "--read-users", "ada");
            assertEquals("       2  ada\n       1  Jones, Bob\n", chosen.out());
            assertTrue(chosen.err().contains("Only images of \"Jones, Bob\", ada, eve"), chosen.err());
        });
    }

    @Test
    void aChoiceThatIsNoneIsRefused() {
        assertTrue(run("users", "--read-since", "2024").err().contains("Name the users, too"));
        assertTrue(run("users", "--read-all", "--read-users", "ada").err().contains("Either --read-all"));
    }

    @Test
    void aChoiceIsCheckedAlsoWhereNothingIsMirrored() throws IOException {
        String picture = Files.createFile(folder.resolve("sea.jpg")).toString();
        String local = folder.resolve("pictures").toString();
        for (String year : List.of("2024", "123456")) {
            for (Ended ended : List.of(
                    vitrine.run("list", "--library", local, "--read-since", year),
                    vitrine.run("upload", picture, "--user", "ada", "--library", local, "--read-since", year))) {
                assertEquals(ExitCode.INVALID, ended.code(), ended.err());
                assertTrue(ended.err().contains("are for libraries in the cloud"), ended.err());
            }
        }
        Ended list = run("list", "--read-since", "2024");
        assertEquals(ExitCode.INVALID, list.code(), list.err());
    }

    @Test
    void aListIsOfThoseThatItChooses() {
        world.run(() -> {
            Ended list = run("list", "--ids", "--read-users", "ada");
            assertEquals(2, list.out().lines().count(), list.out());
            assertTrue(run("users").err().contains("Only images of ada"), "and it is remembered");
        });
    }

    private Ended run(String command, String... more) {
        return vitrine.run(Stream.concat(Stream.of(command, "--connection", "team"), Arrays.stream(more))
                .toArray(String[]::new));
    }
}
