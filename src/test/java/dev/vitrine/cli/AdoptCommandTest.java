package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.connection.CloudServers;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class AdoptCommandTest extends CommandTest {
    @AutoClose
    private S3Client s3;

    private String bucket;

    @BeforeEach
    void start() {
        AwsSettings library = CloudServers.library();
        vitrine.connections.save("team", library, CloudServers.KEYS, "");
        s3 = CloudServers.s3(library);
        bucket = library.bucket() + "-old";
        s3.createBucket(create -> create.bucket(bucket));
        put("2024/05/beach.jpg", SampleImages.jpeg(64, 48, Color.YELLOW));
        put("2024/06/harbor.jpg", SampleImages.jpeg(64, 48, Color.BLUE));
        put("2024/notes\u001b[2J.txt", "notes".getBytes(StandardCharsets.UTF_8));
    }

    private void put(String key, byte[] content) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private Ended adopt(String place, String... options) {
        return vitrine.run(words(place, options));
    }

    private Ended asked(String answer, String place, String... options) {
        return vitrine.answering(answer, words(place, options));
    }

    private static String[] words(String place, String... options) {
        String[] words = new String[options.length + 6];
        System.arraycopy(new String[] {"adopt", "--connection", "team", place, "--user", "alice"}, 0, words, 0, 6);
        System.arraycopy(options, 0, words, 6, options.length);
        return words;
    }

    private String users() {
        return vitrine.run("users", "--connection", "team").out();
    }

    @Test
    void whatIsInABucketBecomesImagesAndASecondRunAddsNone() {
        Ended adopted = adopt("s3://" + bucket + "/2024/", "--yes", "--tag", "attic", "--tag-folders");
        assertEquals(ExitCode.DONE, adopted.code(), adopted.err());
        assertTrue(adopted.out().contains("2024/05/beach.jpg: adopted as "), adopted.out());
        assertTrue(adopted.err().contains("2024/notes\\u001b[2J.txt: no image"), adopted.err());
        assertTrue(adopted.err().contains("2 objects were adopted of 3"), adopted.err());
        assertEquals("       2  alice\n", users());
        assertEquals(
                "       2  2024\n       2  attic\n       1  2024-05\n       1  2024-06\n",
                vitrine.run("tags", "--connection", "team").out());
        Ended again = adopt(bucket, "--yes");
        assertTrue(again.err().contains("No objects were adopted of 3"), again.err());
        assertTrue(again.err().contains("2 were there already"), again.err());
        assertEquals("       2  alice\n", users());
    }

    @Test
    void whatWasAdoptedIsFoundAgainToBeTakenBack() {
        String said = adopt(bucket, "--yes", "--tag", "it's old").err();
        Matcher reported = Pattern.compile("vitrine list --query '(.*)' --ids0 \\| vitrine delete --count 2 @-")
                .matcher(said);
        assertTrue(reported.find(), said);
        String search = reported.group(1).replace("'\\''", "'");
        assertTrue(search.startsWith("user:alice tag:\"it's old\" added:"), search);
        String[] ids = vitrine.run("list", "--connection", "team", "--query", search, "--ids0")
                .out()
                .split("\0");
        assertEquals(2, ids.length);
        Ended deleted = vitrine.run("delete", "--connection", "team", "--count", "2", ids[0], ids[1]);
        assertEquals(ExitCode.DONE, deleted.code(), deleted.err());
        assertEquals("", users());
        assertFalse(adopt(bucket, "--yes").err().contains("vitrine delete"), "nothing was adopted");
    }

    @Test
    void whereASearchFindsOthersTooThatIsSaid() {
        put("2023/dune.jpg", SampleImages.jpeg(64, 48, Color.ORANGE));
        assertFalse(adopt(bucket + "/2023/", "--yes").err().contains("other image"));
        String said = adopt(bucket + "/2024/", "--yes").err();
        assertTrue(said.contains("finds them, and 1 other image"), said);
        assertFalse(said.contains("vitrine delete"), said);
    }

    @Test
    void aDryRunTellsAndAdoptsNothing() throws IOException {
        Ended plan = adopt(bucket, "--dry-run");
        assertTrue(plan.out().contains("2024/05/beach.jpg: would be adopted"), plan.out());
        assertTrue(plan.out().contains("2 objects of 3 would be adopted"), plan.out());
        JsonNode json =
                new ObjectMapper().readTree(adopt(bucket, "--dry-run", "--json").out());
        assertEquals(3, json.get("objects").asInt());
        assertEquals(2, json.get("adopted").asInt());
        assertEquals(1, json.get("no_image").asInt());
        assertEquals(2, json.get("images").size());
        assertEquals("no_image", json.get("left").get(0).get("result").asText());
        assertEquals("", users());
    }

    @Test
    void aScriptHasToAgreeBeforehand() {
        Ended unasked = adopt(bucket);
        assertEquals(ExitCode.INVALID, unasked.code());
        assertTrue(unasked.err().contains("say --yes"), unasked.err());
        assertEquals("", users());
    }

    @Test
    void aPersonIsAskedAndMayRefuse() {
        Ended refused = asked("n", bucket);
        assertEquals(ExitCode.CANCELLED, refused.code(), refused.err());
        assertTrue(
                (refused.out() + refused.err()).contains("Adopt 2 images (")
                        && (refused.out() + refused.err()).contains("The bucket itself is not changed. [y/N] "),
                refused.out() + refused.err());
        assertTrue(refused.err().contains("Nothing was adopted."), refused.err());
        assertEquals("", users());
        assertEquals(ExitCode.CANCELLED, asked("", bucket).code());
        Ended agreed = asked("y", bucket);
        assertEquals(ExitCode.DONE, agreed.code(), agreed.err());
        assertEquals("       2  alice\n", users());
    }

    @Test
    void nobodyIsAskedWhereNothingIsToBeAdopted() throws IOException {
        Ended none = asked("n", bucket + "/2024/notes");
        assertEquals(ExitCode.DONE, none.code(), none.err());
        assertTrue(none.err().contains("No objects were adopted of 1"), none.err());
        assertFalse((none.out() + none.err()).contains("[y/N]"), none.out() + none.err());
        JsonNode json = new ObjectMapper()
                .readTree(asked("n", bucket + "/2024/notes", "--json").out());
        assertEquals("no_image", json.get("left").get(0).get("result").asText());
    }

    @Test
    void aPlaceIsReadAsTheWindowReadsIt() {
        Ended plan = adopt(" s3://" + bucket + "/2024/05/ ", "--dry-run");
        assertTrue(plan.out().contains("1 object of 1 would be adopted"), plan.out() + plan.err());
        assertEquals(ExitCode.INVALID, adopt("s3://", "--dry-run").code());
        assertEquals(ExitCode.INVALID, adopt("/2024/", "--dry-run").code());
    }

    @Test
    void onlyWhatIsNewerThanADay() {
        assertTrue(adopt(bucket, "--yes", "--since", "2999-01-01").err().contains("older: 3"));
        assertEquals(
                ExitCode.USAGE, adopt(bucket, "--yes", "--since", "yesterday").code());
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Ended none = adopt("no-such-bucket-of-ours", "--yes", "--json");
        assertEquals(ExitCode.FAILED, none.code());
        assertTrue(
                new ObjectMapper().readTree(none.out()).get("error").asText().contains("“no-such-bucket-of-ours”"),
                none.out());
        assertEquals(ExitCode.INVALID, adopt("a/b", "--yes").code());
        String mine = folder.resolve("mine").toString();
        Path file = Files.write(folder.resolve("a.jpg"), SampleImages.jpeg(64, 48, Color.RED));
        vitrine.run("upload", "--library", mine, file.toString(), "--user", "alice");
        Ended local = vitrine.run("adopt", "--library", mine, bucket, "--user", "alice", "--yes");
        assertEquals(ExitCode.INVALID, local.code());
        assertTrue(local.err().contains("vitrine upload"), local.err());
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("adopt", "--connection", "team", bucket, "--user", "a/b", "--yes")
                        .code());
    }
}
