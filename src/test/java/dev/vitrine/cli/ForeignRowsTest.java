package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The commands on rows that other programs wrote: nothing in a row is ever taken for part of a command line.
class ForeignRowsTest extends CommandTest {
    private static final List<String> HOSTILE =
            List.of("--permanently", "--yes", "-c", "@passwd", "@-", "w 0", "w 1", "it's \"so\"", "back\\slash", "*");

    private AwsSettings place;

    @BeforeEach
    void begin() {
        place = CloudServers.library();
        vitrine.connections.save("team", place, CloudServers.KEYS, "");
    }

    private Ended run(String command, String... words) {
        return runOn("", command, words);
    }

    private Ended runOn(String in, String command, String... words) {
        return vitrine.runOn(
                in,
                Stream.concat(Stream.of(command, "--connection", "team"), Stream.of(words))
                        .toArray(String[]::new));
    }

    private void putHostile() {
        HOSTILE.forEach(id -> AwsServers.putRow(place, id, Map.of()));
        AwsServers.putRow(place, "plain", Map.of());
    }

    @Test
    void noLineOfIdsCanBeTakenForAnOptionOrForSeveralIds() {
        putHostile();
        Ended listed = run("list", "--ids");
        assertEquals(
                Set.of(
                        "plain",
                        "*",
                        "\"w\"\\ \"0\"",
                        "\"w\"\\ \"1\"",
                        "\"it's\"\\ \"\"\\\"\"so\"\\\"\"\"",
                        "\"back\\slash\""),
                listed.out().lines().collect(Collectors.toSet()));
        assertEquals(
                "5 ids are left out, because a command could take them for an option or for several ids. --ids0 writes all.\n",
                listed.err());
    }

    @Test
    void xargsReadsThoseLinesAsTheIdsThatTheyAre() throws Exception {
        putHostile();
        String lines = run("list", "--ids").out();
        Process xargs = new ProcessBuilder("xargs", "-n", "1", "printf", "%s\\n").start();
        try (var in = xargs.getOutputStream()) {
            in.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                Set.of("plain", "*", "w 0", "w 1", "it's \"so\"", "back\\slash"),
                new String(xargs.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toSet()));
    }

    @Test
    void aListOnStandardInputIsReadForTheIdsThatItHolds() {
        putHostile();
        String all = run("list", "--ids0").out();
        assertEquals(11, all.split("\0").length);
        assertEquals(ExitCode.DONE, runOn(all, "delete", "@-").code());
        assertEquals("", run("list", "--ids0").out());
        assertEquals(all.length(), run("list", "--trash", "--ids0").out().length());
    }

    @Test
    void aListOfLinesIsReadAsItWasWritten() {
        putHostile();
        String lines = run("list", "--ids").out();
        Ended known = runOn(lines, "get", "--info", "@-");
        assertEquals(ExitCode.DONE, known.code(), known.err());
        assertEquals(6, known.out().lines().count());
    }

    @Test
    void behindTwoDashesEverythingIsAnId() {
        putHostile();
        assertEquals(
                ExitCode.DONE,
                run("delete", "--", "--permanently", "@-", "--yes").code());
        assertEquals(3, run("list", "--trash", "--ids0").out().split("\0").length);
    }

    @Test
    void aListInAFileIsNeverPartOfTheCommandLine() throws IOException {
        AwsServers.putRow(place, "plain", Map.of());
        Path list = Files.writeString(folder.resolve("ids"), "plain\n--permanently --yes\n");
        Ended ended = run("delete", "@" + list);
        assertEquals(ExitCode.NOT_FOUND, ended.code(), ended.err());
        assertEquals("plain\n", run("list", "--trash", "--ids").out());
        assertEquals(
                ExitCode.NOT_FOUND, run("delete", "@" + folder.resolve("none")).code());
    }

    @Test
    void deletingAListPermanentlyNeedsItsCount() {
        putHostile();
        String all = run("list", "--ids0").out();
        Ended uncounted = runOn(all, "delete", "--permanently", "--yes", "@-");
        assertEquals(ExitCode.INVALID, uncounted.code());
        assertTrue(uncounted.err().contains("--count"), uncounted.err());
        assertEquals(
                ExitCode.INVALID,
                runOn(all, "delete", "--permanently", "--yes", "--count", "10", "@-")
                        .code());
        assertEquals(all, run("list", "--ids0").out());
        assertEquals(
                ExitCode.DONE,
                runOn(all, "delete", "--permanently", "--yes", "--count", "11", "@-")
                        .code());
        assertEquals("", run("list", "--ids0").out());
    }

    @Test
    void rowsThatAreNotShownAreSaid() throws IOException {
        AwsServers.putRow(place, "plain", Map.of());
        AwsServers.putRow(place, "odd", Map.of("user_id", AttributeValue.fromS("team/alice")));
        Ended listed = run("list", "--ids");
        assertEquals("plain\n", listed.out());
        assertEquals("""
                1 row is not shown, because it is no image as Vitrine stores them. It stays as it is:
                odd: The user name may not contain a slash, line breaks or other control characters.
                """, listed.err());
        assertEquals(
                "odd",
                new ObjectMapper()
                        .readTree(run("list", "--json").out())
                        .at("/hidden/0/image_id")
                        .asText());
        assertTrue(run("users").out().contains("1  alice"));
        assertEquals(
                "1 row is not shown, because it is no image as Vitrine stores them. “vitrine doctor” lists it.\n",
                run("list", "--query", "T").err());
        assertTrue(
                run("doctor").out().contains("“odd” (The user name"),
                run("doctor").out());
        assertEquals(ExitCode.INVALID, run("delete", "odd").code());
    }

    /// The look at the bucket is an extra, and the answer has been given.
    @Test
    void anEmptyListIsOneAnswerAlsoWithoutABucket() throws IOException {
        vitrine.connections.save(
                "bare", place.withNames("no-such-bucket", place.table(), place.trashTable()), CloudServers.KEYS, "");
        Ended listed = vitrine.run("list", "--connection", "bare", "--json");
        assertEquals(ExitCode.DONE, listed.code(), listed.err());
        assertEquals(0, new ObjectMapper().readTree(listed.out()).get("count").asInt());
    }

    @Test
    void misuseIsAnAnswerInJsonToo() throws IOException {
        for (String[] words :
                new String[][] {{"list", "--json", "--nope"}, {"list", "--json", "--limit", "x"}, {"get", "--json"}}) {
            Ended ended = vitrine.run(words);
            assertEquals(ExitCode.USAGE, ended.code());
            assertTrue(new ObjectMapper().readTree(ended.out()).hasNonNull("error"), ended.out());
        }
    }
}
