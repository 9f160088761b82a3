package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.StorageClass;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/// The commands on a bucket and a table.
class CloudCommandsTest {
    @Test
    void anUploadToALibraryOutOfReachWaitsAndGivesUp() throws IOException {
        saveOutOfReach();
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        Ended ended = run("upload", file.toString(), "--user", "alice", "--give-up-after", "1");
        assertEquals(ExitCode.UNREACHABLE, ended.code(), ended.err());
        assertTrue(ended.err().contains("Waiting since"), ended.err());
        assertTrue(ended.err().contains("--resume"), ended.err());
    }

    /// The trouble began ten years ago by the clock, and just now in truth.
    @Test
    void aClockThatIsSetForwardEndsNoWaiting() throws IOException {
        saveOutOfReach();
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        Thread waiting = Thread.currentThread();
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String said) {
                        waiting.interrupt();
                    }
                },
                false);
        var world = new ImpatientWorld();
        world.setClockBack(Duration.ofDays(3650));
        world.run(() -> {
            try (Library library = Library.open(
                            OpenOptions.of(vitrine.connections.named("team"), vitrine.connections.folders())
                                    .direct());
                    var follow = new UploadFollow(library.uploads(), terminal, Duration.ofDays(365), () -> {})) {
                long drop = library.uploads().add(List.of(file), new UploadForm("alice", List.of(), "", ""));
                assertThrows(InterruptedException.class, () -> follow.untilComplete(drop, _ -> {}));
            }
        });
    }

    private void saveOutOfReach() {
        AwsSettings real = AwsServers.settings();
        vitrine.connections.save(
                "team",
                AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9"))
                        .withNames(real.bucket(), real.table(), real.trashTable()),
                CloudServers.KEYS,
                "");
    }

    @TempDir
    private Path folder;

    private TypedLine vitrine;

    @BeforeEach
    void begin() {
        vitrine = new TypedLine(folder.resolve("home"));
    }

    @Test
    void imagesGoIntoTheCloudAndBackAsTheyAre() throws IOException {
        vitrine.connections.save("team", CloudServers.library(), CloudServers.KEYS, "");
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        String mine = folder.resolve("mine").toString();
        String id = json(vitrine.run(
                        "upload",
                        "--library",
                        mine,
                        file.toString(),
                        "--user",
                        "alice",
                        "--title",
                        "The beach",
                        "--tag",
                        "sea",
                        "--json"))
                .get("images")
                .get(0)
                .get("image_id")
                .asText();
        String attic = folder.resolve("attic").toString();
        for (String result : List.of("copied to ", "there already")) {
            Ended into = vitrine.run("copy", "--library", mine, "--to", "team", id);
            assertTrue(into.out().startsWith(id + ": " + result), into.out() + into.err());
            Ended back = vitrine.run("copy", "--connection", "team", "--to-library", attic, id);
            assertTrue(back.out().startsWith(id + ": " + result), back.out() + back.err());
        }
        String known = vitrine.run("get", "--library", mine, "--info", id, "--json")
                .out()
                .replaceAll("s3://[^/]*/", "s3://");
        assertEquals(
                known,
                vitrine.run("get", "--library", attic, "--info", id, "--json")
                        .out()
                        .replaceAll("s3://[^/]*/", "s3://"));
        assertEquals(
                known,
                run("get", "--info", id, "--json")
                        .out()
                        .replaceAll("s3://[^/]*/", "s3://")
                        .replaceAll(",\\s*\"storage_class\" : \"STANDARD\"", ""));
        assertEquals(
                id + ": moved to bob\n",
                run("move", "--user", "bob", "--yes", id).out());
        assertTrue(run("get", "--info", id, "--json").out().contains("\"bob/" + id + "\""));
    }

    @Test
    void anEmptiedTableComesBackOutOfThePublishedRows() throws IOException {
        AwsSettings library = CloudServers.library();
        vitrine.connections.save("team", library, CloudServers.KEYS, "");
        assertEquals(ExitCode.CONFLICT, run("doctor", "--publish-rows").code(), "no rows");
        assertEquals(
                ExitCode.NOT_FOUND, run("doctor", "--restore-rows", "newest").code());
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        Ended uploaded = run("upload", file.toString(), "--user", "alice", "--title", "The beach", "--json");
        String id = json(uploaded).get("images").get(0).get("image_id").asText();
        Ended published = run("doctor", "--publish-rows");
        assertTrue(published.out().startsWith("Published 1 row as “.vitrine/catalog/"), published.out());
        assertEquals(0, json(run("doctor", "--json")).get("foreign").asInt(), "it is known");

        try (DynamoDbClient dynamo = dynamo(library)) {
            dynamo.deleteItem(
                    delete -> delete.tableName(library.table()).key(Map.of("image_id", AttributeValue.fromS(id))));
        }
        assertTrue(run("list").err().contains("--restore-rows newest"));
        Ended dry = run("doctor", "--restore-rows", "newest");
        assertEquals(ExitCode.FINDINGS, dry.code(), dry.err());
        assertTrue(
                dry.out().contains("1 is missing and has its bytes (0 in the trash).\nNothing was changed."),
                dry.out());
        Ended restored = run("doctor", "--restore-rows", "newest", "--repair", "--json");
        assertEquals(ExitCode.DONE, restored.code(), restored.err());
        assertEquals(1, json(restored).get("restored").asInt());
        assertTrue(run("list").out().contains("The beach"));
        assertEquals(
                ExitCode.INVALID,
                run("doctor", "--publish-rows", "--restore-rows", "newest", "--repair")
                        .code(),
                "only one of them would be done");
        assertTrue(run("doctor", "--restore-rows", "newest", "--repair").out().endsWith("No row was brought back.\n"));
        assertEquals(
                ExitCode.NOT_FOUND,
                run("doctor", "--restore-rows", "00000009-1.jsonl.gz").code());
    }

    /// Anybody who may write into the bucket could have published that.
    @Test
    void aPublishedCopyThatLiesRemovesNothingFromAFolder() throws IOException {
        AwsSettings library = CloudServers.library();
        vitrine.connections.save("team", library, CloudServers.KEYS, "");
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        run("upload", file.toString(), "--user", "alice", "--title", "The beach");
        String copy = folder.resolve("copy").toString();
        assertEquals(ExitCode.DONE, run("sync", copy).code());
        run("doctor", "--publish-rows");
        lie(library);

        var other = new TypedLine(folder.resolve("other"));
        other.connections.save("team", library, CloudServers.KEYS, "");
        Ended mirrored = other.run("sync", "--connection", "team", copy, "--mirror", "--yes", "--json");
        assertEquals(ExitCode.DONE, mirrored.code(), mirrored.err());
        assertEquals(0, json(mirrored).get("removed").asInt(), mirrored.out());
        assertEquals(0, json(mirrored).get("gone").size(), mirrored.out());
    }

    /// A newer copy of many other rows, and none of those that there are.
    private static void lie(AwsSettings library) throws IOException {
        int count = (int) PollingPace.USUAL.publishedFrom();
        String place = ".vitrine/catalog/" + library.table() + "/";
        try (S3Client s3 = CloudServers.s3(library)) {
            byte[] packed = s3.getObjectAsBytes(
                            get -> get.bucket(library.bucket()).key(place + "00000001-1.jsonl.gz"))
                    .asByteArray();
            String[] lines = new String(
                            new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
                            StandardCharsets.US_ASCII)
                    .split("\n");
            var lie = new StringBuilder(lines[0]).append('\n');
            String id = lines[1].replaceAll(".*\"image_id\":\"([^\"]*)\".*", "$1");
            for (int i = 0; i < count; i++) {
                lie.append(lines[1].replace(id, "never-" + i)).append('\n');
            }
            String hash = HexFormat.of().formatHex(Sha256.of(lie.toString().getBytes(StandardCharsets.US_ASCII)));
            lie.append("{\"rows\":\"" + count + "\",\"sha256\":\"" + hash + "\"}\n");
            var out = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(out)) {
                gzip.write(lie.toString().getBytes(StandardCharsets.US_ASCII));
            }
            s3.putObject(
                    put -> put.bucket(library.bucket()).key(place + "00000002-" + count + ".jsonl.gz"),
                    RequestBody.fromBytes(out.toByteArray()));
        }
    }

    @Test
    void everyCommandWorksOnACloudLibrary() throws IOException {
        vitrine.connections.save("team", CloudServers.library(), CloudServers.KEYS, "");
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        assertEquals(
                "uploaded",
                json(run("upload", file.toString(), "--user", "alice", "--tag", "sea", "--json"))
                        .get("images")
                        .get(0)
                        .get("result")
                        .asText());
        String id =
                run("list", "--user", "alice", "--tag", "sea", "--ids").out().strip();
        assertEquals(
                id,
                json(run("list", "--json")).get("images").get(0).get("image_id").asText());
        assertEquals(
                id,
                json(run("list", "--query", "beach", "--json"))
                        .get("images")
                        .get(0)
                        .get("image_id")
                        .asText());
        assertEquals("       1  sea\n", run("tags").out());
        assertEquals("       1  alice\n", run("users").out());

        assertArrayEquals(
                Files.readAllBytes(file), run("get", id, "--output", "-").bytes());
        JsonNode link = json(run("get", id, "--link", "--expires", "60", "--json"))
                .get("images")
                .get(0);
        assertArrayEquals(
                Files.readAllBytes(file),
                URI.create(link.get("presigned_url").asText())
                        .toURL()
                        .openStream()
                        .readAllBytes());
        assertTrue(link.get("expires_in").asInt() <= 60);

        assertEquals(ExitCode.DONE, run("delete", id).code());
        assertEquals(id + "\n", run("list", "--trash", "--ids").out());
        assertEquals(ExitCode.NOT_FOUND, run("get", id, "--info").code());
        assertEquals(ExitCode.DONE, run("restore", id).code());
        assertTrue(run("doctor").out().endsWith("All is well.\n"));
        assertEquals(ExitCode.DONE, run("delete", id, "--permanently", "--yes").code());
        assertEquals(0, json(run("list", "--json")).get("count").asInt());
    }

    @Test
    void originalsInAnArchiveAreBroughtBack() throws IOException {
        Assumptions.assumeTrue(AwsServers.areOwn(), "not every server knows classes");
        AwsSettings library = CloudServers.library();
        vitrine.connections.save("team", library.storingIn(StorageClass.GLACIER), CloudServers.KEYS, "");
        Path file = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        run("upload", file.toString(), "--user", "alice");
        String id = run("list", "--ids").out().strip();
        assertEquals(
                "GLACIER",
                json(run("list", "--json"))
                        .get("images")
                        .get(0)
                        .get("storage_class")
                        .asText());

        Ended refused = run("get", id, "--output", "-");
        assertEquals(ExitCode.FAILED, refused.code());
        assertTrue(refused.err().contains("vitrine bring-back"), refused.err());
        assertEquals(ExitCode.FAILED, run("get", id, "--link").code());

        Ended unasked = run("bring-back", id);
        assertEquals(ExitCode.INVALID, unasked.code());
        assertTrue(unasked.err().contains("usually 3 to 5 hours"), unasked.err());
        Ended asked = run("bring-back", id, "--tier", "expedited", "--days", "2", "--yes");
        assertEquals(ExitCode.DONE, asked.code(), asked.err());
        assertTrue(asked.err().contains("usually 1 to 5 minutes"), asked.err());
        assertTrue(json(run("get", id, "--info", "--json"))
                .get("images")
                .get(0)
                .get("metadata")
                .get("brought_back")
                .asText()
                .startsWith("until "));
        assertArrayEquals(
                Files.readAllBytes(file), run("get", id, "--output", "-").bytes());
    }

    /// What another machine wrote a moment ago is in the answer, although this machine has never mirrored the
    /// library.
    @Test
    void anAnswerIsNeverOlderThanTheQuestion() throws IOException {
        vitrine.connections.save("team", CloudServers.library(), CloudServers.KEYS, "");
        run("users");
        var other = new TypedLine(folder.resolve("other"));
        Connection team = vitrine.connections.named("team");
        try (Library theirs =
                Library.open(OpenOptions.of(team, other.connections.folders()).direct())) {
            theirs.images().upload(SampleImages.newImage("bob", "boat.jpg", Color.BLUE, "harbour"), _ -> {});
        }
        assertEquals("       1  bob\n", run("users").out());
        assertEquals(
                1,
                json(run("list", "--query", "tag:harbour", "--json"))
                        .get("count")
                        .asInt());
        assertEquals(
                1, json(run("list", "--user", "bob", "--json")).get("count").asInt());
    }

    /// The same where the table has no feed of changes, as the image storage service makes it.
    @Test
    void withoutAFeedEverythingIsReadAgain() {
        AwsSettings place = AwsServers.settings();
        vitrine.connections.save("team", place, CloudServers.KEYS, "");
        try (DynamoDbClient dynamo = dynamo(place)) {
            dynamo.createTable(create -> create.tableName(place.table())
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("image_id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("image_id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
            for (int i = 1; i <= 3; i++) {
                String id = "image-" + i;
                dynamo.putItem(put -> put.tableName(place.table())
                        .item(Map.of(
                                "image_id", AttributeValue.fromS(id), "user_id", AttributeValue.fromS("user123"))));
                assertEquals("       " + i + "  user123\n", run("users").out());
            }
        }
    }

    private static DynamoDbClient dynamo(AwsSettings place) {
        return DynamoDbClient.builder()
                .endpointOverride(place.dynamoEndpoint().orElseThrow())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Test
    void setUpMakesWhatIsMissingWhenItIsAgreedTo() {
        vitrine.connections.save("team", AwsServers.settings(), CloudServers.KEYS, "");
        assertEquals(ExitCode.DENIED, run("setup", "--check").code());
        assertEquals(ExitCode.INVALID, run("setup").code(), "nobody is there to agree");
        Ended made = run("setup", "--yes", "--json");
        assertEquals(ExitCode.DONE, made.code(), made.out());
        assertTrue(json(made).get("made").size() >= 3, made.out());
        assertEquals(0, json(run("setup", "--check", "--json")).get("missing").size());
    }

    @Test
    void aLibraryOutOfReachIsSaidToBe() {
        AwsSettings real = AwsServers.settings();
        vitrine.connections.save(
                "team",
                AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9"))
                        .withNames(real.bucket(), real.table(), real.trashTable()),
                CloudServers.KEYS,
                "");
        assertEquals(ExitCode.UNREACHABLE, run("list").code());
        Ended tags = run("tags");
        assertEquals(ExitCode.UNREACHABLE, tags.code());
        assertEquals(
                "tags: Nothing answers at http://127.0.0.1:9. Check the address, and that the server runs.\n",
                tags.err());
    }

    private Ended run(String command, String... words) {
        var line = new String[words.length + 3];
        line[0] = command;
        line[1] = "--connection";
        line[2] = "team";
        System.arraycopy(words, 0, line, 3, words.length);
        return vitrine.run(line);
    }

    private static JsonNode json(Ended ended) {
        try {
            return new ObjectMapper().readTree(ended.out());
        } catch (IOException e) {
            throw new AssertionError(ended.out() + ended.err(), e);
        }
    }
}
