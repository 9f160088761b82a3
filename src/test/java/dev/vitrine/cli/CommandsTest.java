package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.Eventually;
import dev.vitrine.cli.TypedLine.Ended;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The commands on a local library, as a script would use them.
class CommandsTest extends CommandTest {
    @Test
    void whatIsDamagedGoesInAndIsSaidToBeDamaged() throws IOException {
        byte[] wrong = Samples.jpeg(320, 240);
        for (int i = wrong.length / 2; i < wrong.length - 2; i += 7) {
            wrong[i] ^= 0x55;
        }
        Path file = Files.write(folder.resolve("card.jpg"), wrong);
        Ended uploaded = vitrine.run("upload", file.toString(), "--user", "alice");
        assertEquals(ExitCode.DONE, uploaded.code());
        assertTrue(uploaded.out().matches("(?s).*card\\.jpg: [0-9a-f-]{36}\n"), uploaded.out());
        assertTrue(uploaded.err().contains("card.jpg: Stored as it is, but the file is damaged"), uploaded.err());
        JsonNode image = json(vitrine.run("list", "--query", "damaged:true", "--json"))
                .get("images")
                .get(0);
        assertEquals("true", image.get("damaged").asText());
    }

    /// As an editor of databases leaves it: ids that make no key.
    @ParameterizedTest
    @ValueSource(strings = {"image_id = '../../x'", "image_id = ''", "user_id = ''", "user_id = 'a/b'"})
    void aRowThatIsNoImageHidesNoOther(String damage) throws Exception {
        for (String name : List.of("a.jpg", "b.jpg", "c.jpg")) {
            vitrine.run("upload", picture(name, new Color(name.charAt(0), 9, 9)).toString(), "--user", "alice");
        }
        Path catalog = folder.resolve("home/data/library/catalog.sqlite");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE image SET " + damage + " WHERE title = 'b'");
        }
        assertEquals(2, vitrine.run("list", "--ids").out().lines().count());
        assertEquals(
                2,
                json(vitrine.run("list", "--query", "type:jpeg", "--json"))
                        .get("images")
                        .size());
        Ended listed = vitrine.run("list", "--json");
        assertEquals(ExitCode.DONE, listed.code(), listed.err());
        assertEquals(2, json(listed).get("images").size());
        Ended doctor = vitrine.run("doctor");
        assertTrue(doctor.out().contains("1 rows are no images that can be shown"), doctor.out() + doctor.err());
    }

    @Test
    void anImageGoesInAndComesOutAsItWas() throws IOException {
        Path file = picture("beach.jpg", Color.YELLOW);
        Ended uploaded = vitrine.run(
                "upload", file.toString(), "--user", "alice", "--tag", "sea", "--tag", "sun", "--title", "Beach");
        assertEquals(ExitCode.DONE, uploaded.code(), uploaded.err());
        String id = uploaded.out().strip().replaceFirst(".*: ", "");

        JsonNode image = json(vitrine.run("list", "--json")).get("images").get(0);
        assertEquals(id, image.get("image_id").asText());
        assertEquals("alice/" + id, image.get("s3_key").asText());
        assertEquals(
                List.of("sea", "sun"),
                List.of(
                        image.get("tags").get(0).asText(),
                        image.get("tags").get(1).asText()));
        assertArrayEquals(
                Files.readAllBytes(file),
                vitrine.run("get", id, "--output", "-").bytes());

        Path into = folder.resolve("out");
        assertEquals(
                into.resolve("beach.jpg") + "\n",
                vitrine.run("get", id, "--into", into.toString()).out());
        assertEquals(
                into.resolve("beach (2).jpg") + "\n",
                vitrine.run("get", id, "--into", into.toString()).out(),
                "nothing is replaced");
        assertEquals(
                ExitCode.CONFLICT,
                vitrine.run("get", id, "--output", file.toString()).code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --limit 0",
                "list --limit -1",
                "list --query user:alice --limit -1",
                "album show x --limit -1",
                "doctor --sample -1",
                "doctor --agree -1",
                "upload x --user alice --give-up-after -1"
            })
    void aNumberThatMakesNoSenseIsNotTaken(String line) throws IOException {
        uploaded("beach.jpg", Color.YELLOW);
        Ended ended = vitrine.run(line.split(" "));
        assertEquals(ExitCode.USAGE, ended.code(), ended.err());
        assertTrue(ended.err().contains(" is no whole number from "), ended.err());
    }

    @Test
    void aListOfIdsMayBeginWithAByteOrderMark() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        Path list = Files.writeString(folder.resolve("ids.txt"), "\ufeff" + id + "\r\n");
        assertEquals(ExitCode.DONE, vitrine.run("get", "--info", "@" + list).code());
    }

    @Test
    void anImageOnStandardOutputIsNoJson() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        Ended ended = vitrine.run("get", id, "--output", "-", "--json");
        assertEquals(ExitCode.INVALID, ended.code());
        assertTrue(json(ended).get("error").asText().contains("leave --json out"), ended.out());
    }

    /// A process that was killed two days ago left it.
    @Test
    void getRemovesWhatIsLeftOfADownloadThatWillNotGoOn() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        for (String way : List.of("--into", "--output")) {
            Path into = Files.createDirectories(folder.resolve("out" + way));
            Path leftover = Files.writeString(into.resolve(".left.vitrine-part"), "half");
            Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            vitrine.run("get", id, way, (way.equals("--into") ? into : into.resolve("a.jpg")).toString());
            assertFalse(Files.exists(leftover), way);
        }
    }

    /// Of a user it is only said: who uploads is never changed unasked.
    @Test
    void uploadTakesATagAsItIsThereAndSaysSo() throws IOException {
        uploaded("beach.jpg", Color.YELLOW);
        Path other = Files.write(folder.resolve("other.jpg"), SampleImages.jpeg(20, 20, Color.PINK));
        vitrine.run("upload", "--user", "bob", "--tag", "sea", other.toString());
        Path third = Files.write(folder.resolve("third.jpg"), SampleImages.jpeg(20, 20, Color.GRAY));
        Ended ended = vitrine.run("upload", "--user", "Bob", "--tag", "Sea", "--tag", "new", third.toString());
        assertTrue(
                ended.err().contains("The tag “Sea” is there already as “sea”, which is what the images get.\n")
                        && ended.err().contains("There is a user “bob” already; “Bob” is another one.\n"),
                ended.err());
        assertTrue(vitrine.run("list", "--query", "tag:sea tag:new").out().contains("third"));
    }

    @Test
    void uploadTakesWhatStandsInFilesAndFolderNamesAsAsked() throws IOException {
        Path camera = Files.createDirectories(folder.resolve("Italy"));
        Files.write(camera.resolve("a.jpg"), SampleImages.jpeg(20, 20, Color.PINK));
        Files.write(camera.resolve("a.xmp"), Samples.resource("metadata/sidecar.xmp"));
        vitrine.run("upload", "--user", "bob", "--leave-written", camera.toString());
        vitrine.run("upload", "--user", "alice", "--tag-folders", camera.toString());
        assertTrue(vitrine.run("list", "--query", "user:bob -tag:one").out().contains(" a"));
        assertTrue(vitrine.run("list", "--query", "user:alice tag:Italy tag:one rating:4")
                .out()
                .contains("Größe"));
    }

    @Test
    void getWritesTitleAndTagsIntoCopiesOrBesideThem() throws IOException {
        Path beach = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(64, 48, Color.YELLOW));
        vitrine.run("upload", "--user", "alice", "--tag", "sea", beach.toString());
        String jpeg = vitrine.run("list", "--query", "tag:sea").firstWord();
        Path gif = Files.write(folder.resolve("b.gif"), Samples.of(ImageType.GIF));
        vitrine.run("upload", "--user", "alice", "--tag", "moving", gif.toString());
        String id = vitrine.run("list", "--query", "tag:moving").firstWord();
        Path into = folder.resolve("copies");
        Ended ended = vitrine.run("get", jpeg, id, "--into", into.toString(), "--write-tags");
        assertEquals("Its title and tags are in " + into.resolve("b.gif.xmp") + ".\n", ended.err());
        assertTrue(Files.size(into.resolve("beach.jpg")) > Files.size(folder.resolve("beach.jpg")));
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("get", jpeg, "--output", "-", "--write-tags").code());
    }

    @Test
    void getMakesCopiesOfAnotherTypeAndSize() throws IOException {
        String id = uploaded("beach.png", Color.YELLOW);
        Path into = folder.resolve("copies");
        Ended ended = vitrine.run("get", id, "--into", into.toString(), "--as", "webp 20 none");
        assertEquals(into.resolve("beach.webp") + "\n", ended.out(), ended.err());
        assertEquals(
                into.resolve("beach (2).webp") + "\n",
                vitrine.run("get", id, "--into", into.toString(), "--as", "webp 20 none")
                        .out());
        byte[] written =
                vitrine.run("get", id, "--output", "-", "--as", "webp 20 none").bytes();
        assertArrayEquals(Files.readAllBytes(into.resolve("beach.webp")), written);

        Path config = Files.createDirectories(folder.resolve("home/config"));
        Files.writeString(config.resolve("presets.json"), "{\"web\":\"jpeg 16 copyright\"}");
        Ended unknown = vitrine.run("get", id, "--into", into.toString(), "--as", "tiff");
        assertEquals(ExitCode.INVALID, unknown.code());
        assertTrue(unknown.err().contains("Presets: web (jpeg 16 copyright)."), unknown.err());
        assertEquals(
                into.resolve("beach.jpg") + "\n",
                vitrine.run("get", id, "--into", into.toString(), "--as", "Web").out());
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("get", id, "--link", "--as", "jpeg").code());
    }

    @Test
    void whatIsDamagedIsNotMadeAnewAndLeavesNothingBehind() throws IOException {
        byte[] wrong = Samples.jpeg(320, 240);
        for (int i = wrong.length / 2; i < wrong.length - 2; i += 7) {
            wrong[i] ^= 0x55;
        }
        Path file = Files.write(folder.resolve("card.jpg"), wrong);
        String id = vitrine.run("upload", file.toString(), "--user", "alice")
                .out()
                .strip()
                .replaceFirst(".*: ", "");
        Path into = folder.resolve("copies");
        Ended ended = vitrine.run("get", id, "--into", into.toString(), "--as", "png");
        assertEquals(ExitCode.INVALID, ended.code(), ended.err());
        assertTrue(ended.err().contains("damaged"), ended.err());
        try (var left = Files.list(into)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aLibraryThatMayOnlyBeLookedAtSaysSoAndNothingOfATrash() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        File library = folder.resolve("home/data/library").toFile();
        assumeFalse(!library.setWritable(false) || library.canWrite(), "this account may write everywhere");
        try {
            Ended refused = vitrine.run("delete", id);
            assertEquals(ExitCode.DENIED, refused.code(), refused.err());
            assertTrue(refused.err().contains("may only be looked at"), refused.err());
        } finally {
            assertTrue(library.setWritable(true));
        }
    }

    @Test
    void nothingIsUploadedWhereItCannotBeNotedDown() throws IOException {
        Path picture = Files.write(folder.resolve("beach.jpg"), SampleImages.jpeg(320, 240, Color.YELLOW));
        Files.createFile(Files.createDirectories(folder.resolve("home/data")).resolve("uploads"));
        Ended refused = vitrine.run("upload", picture.toString(), "--user", "alice");
        assertEquals(ExitCode.DENIED, refused.code(), refused.err());
        assertTrue(refused.err().contains("cannot be written to"), refused.err());
        assertEquals(ExitCode.DONE, vitrine.run("list").code());
    }

    @Test
    void deletingGoesToTheTrashAndBack() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        assertEquals(id + ": moved to the trash\n", vitrine.run("delete", id).out());
        assertEquals("", vitrine.run("list").out());
        assertEquals(id + "\n", vitrine.run("list", "--trash", "--ids").out());
        assertEquals(ExitCode.NOT_FOUND, vitrine.run("get", id).code());
        assertEquals(id + ": restored\n", vitrine.run("restore", id).out());
        assertEquals(id, vitrine.run("list").firstWord());
    }

    @Test
    void deletingForGoodNeedsAYes() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        Ended unanswered = vitrine.run("delete", id, "--permanently");
        assertEquals(ExitCode.INVALID, unanswered.code());
        assertTrue(
                unanswered
                        .err()
                        .contains(
                                "Delete 1 image of “library” permanently? Nothing brings it back. Nobody is there to answer: say --yes."),
                unanswered.err());
        assertEquals(id, vitrine.run("list").firstWord());
        assertEquals(
                ExitCode.DONE,
                vitrine.run("delete", id, "--permanently", "--yes").code());
        assertEquals("", vitrine.run("list", "--trash").out());
    }

    @Test
    void oneFailureDoesNotStopTheOthersAndDecidesTheExitCode() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        Ended deleted = vitrine.run("delete", "unknown", id, "--json");
        assertEquals(ExitCode.NOT_FOUND, deleted.code());
        JsonNode images = json(deleted).get("images");
        assertEquals("moved to the trash", images.get(0).get("message").asText());
        assertEquals("unknown", images.get(1).get("image_id").asText());
        assertTrue(images.get(1).get("error").asText().contains("unknown"));
    }

    @Test
    void withJsonAFailureIsAnAnswerToo() {
        Ended failed = vitrine.run("list", "--library", folder.resolve("none").toString(), "--json");
        assertEquals(ExitCode.NOT_FOUND, failed.code());
        assertEquals("", failed.err());
        assertTrue(json(failed).get("error").asText().contains("is not a library"));
        assertTrue(json(failed).get("code").asText().startsWith("NOF-"));
        assertEquals(
                "unknown",
                json(vitrine.run("get", "unknown", "--json"))
                        .get("images")
                        .get(0)
                        .get("image_id")
                        .asText());
    }

    /// It was said to be no library.
    @Test
    void aLibraryThatMayNotBeLookedIntoIsNotSaidToBeNone() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.createFile(closed.resolve("catalog.sqlite"));
        assumeTrue(
                closed.toFile().setExecutable(false) && !Files.isExecutable(closed),
                "this account may look everywhere");
        try {
            Ended failed = vitrine.run("list", "--library", closed.toString());
            assertEquals(ExitCode.DENIED, failed.code(), failed.err());
            assertTrue(failed.err().contains("may not be read"), failed.err());
        } finally {
            assertTrue(closed.toFile().setExecutable(true));
        }
    }

    @Test
    void whatIsNoImageIsRefusedByNameAndReason() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.jpg"), "no image");
        Ended uploaded = vitrine.run(
                "upload", text.toString(), picture("beach.jpg", Color.YELLOW).toString(), "--user", "alice", "--json");
        assertEquals(ExitCode.INVALID, uploaded.code());
        JsonNode images = json(uploaded).get("images");
        assertEquals("refused", images.get(0).get("result").asText());
        assertEquals("“notes.jpg” is a text file.", images.get(0).get("error").asText());
        assertEquals("uploaded", images.get(1).get("result").asText());
        assertEquals("beach", images.get(1).get("metadata").get("title").asText());
    }

    @Test
    void aFileThatIsThereAlreadyIsNotSentAgain() throws IOException {
        String id = uploaded("beach.jpg", Color.YELLOW);
        Ended again = vitrine.run("upload", folder.resolve("beach.jpg").toString(), "--user", "alice");
        assertEquals(ExitCode.DONE, again.code());
        assertEquals(folder.resolve("beach.jpg") + ": there already, " + id + "\n", again.out());
    }

    @Test
    void listsAreFilteredAndContinued() throws IOException {
        for (int i = 0; i < 5; i++) {
            vitrine.run(
                    "upload",
                    picture("beach" + i + ".jpg", new Color(50 * i, 9, 9)).toString(),
                    "--user",
                    "alice",
                    "--tag",
                    i % 2 == 0 ? "even" : "odd");
        }
        assertEquals(
                3,
                json(vitrine.run("list", "--tag", "even", "--json"))
                        .get("count")
                        .asInt());
        assertEquals(
                0,
                json(vitrine.run("list", "--tag", "even", "--tag", "odd", "--json"))
                        .get("count")
                        .asInt());
        assertEquals(
                2,
                json(vitrine.run("list", "--query", "beach -tag:even", "--json"))
                        .get("count")
                        .asInt());
        assertEquals(
                ExitCode.INVALID, vitrine.run("list", "--query", "taken:never").code());
        JsonNode page = json(vitrine.run("list", "--limit", "2", "--json"));
        assertTrue(page.get("has_more").asBoolean());
        var seen = new ArrayList<String>(titles(page));
        while (page.get("has_more").asBoolean()) {
            page = json(vitrine.run(
                    "list",
                    "--limit",
                    "2",
                    "--json",
                    "--after",
                    page.get("last_evaluated_key").asText()));
            seen.addAll(titles(page));
        }
        assertEquals(List.of("beach4", "beach3", "beach2", "beach1", "beach0"), seen);
        assertEquals("       3  even\n       2  odd\n", vitrine.run("tags").out());
        assertEquals(
                5,
                json(vitrine.run("users", "--json"))
                        .get("users")
                        .get(0)
                        .get("images")
                        .asInt());
    }

    @Test
    void aListGoesOnWhenItsLastImageWasDeletedMeanwhile() throws IOException {
        for (int i = 0; i < 6; i++) {
            uploaded("beach" + i + ".jpg", new Color(40 * i, 90, 90));
        }
        JsonNode first = json(vitrine.run("list", "--limit", "2", "--json"));
        String last = first.get("images").get(1).get("image_id").asText();
        vitrine.run("delete", last, "--permanently", "--yes");
        JsonNode second = json(vitrine.run(
                "list",
                "--limit",
                "2",
                "--json",
                "--after",
                first.get("last_evaluated_key").asText()));
        assertEquals(List.of("beach3", "beach2"), titles(second));
        vitrine.run("delete", second.get("images").get(0).get("image_id").asText());
        vitrine.run("delete", second.get("images").get(1).get("image_id").asText());
        String key = second.get("last_evaluated_key").asText();
        assertEquals(List.of("beach1", "beach0"), titles(json(vitrine.run("list", "--json", "--after", key))));
        String known = json(vitrine.run("list", "--json"))
                .get("images")
                .get(0)
                .get("image_id")
                .asText();
        assertEquals(
                List.of("beach1", "beach0"),
                titles(json(vitrine.run("list", "--json", "--after", known))),
                "an id will do");
        assertEquals(
                ExitCode.INVALID, vitrine.run("list", "--after", "nonsense").code());
    }

    /// A title is anybody's text: it must not move the cursor, clear the screen or run backwards.
    @Test
    void whatCouldCommandATerminalIsEscaped() throws IOException {
        String hostile = "a\u001b[2Jb\u009bc\u202ed\ne";
        vitrine.run("upload", picture("x.jpg", Color.RED).toString(), "--user", "alice", "--title", hostile);
        String listed = vitrine.run("list").out();
        assertTrue(listed.contains("a\\u001b[2Jb\\u009bc\\u202ed\\u000ae"), listed);
        Ended json = vitrine.run("list", "--json");
        assertEquals(hostile, json(json).get("images").get(0).get("title").asText());
        assertFalse(json.out().codePoints().anyMatch(c -> c == 0x1b || c == 0x9b || c == 0x202e), json.out());
    }

    /// Whoever wrote a row decides how long its texts are; a terminal shows a line.
    @Test
    void longTextsAreClippedForATerminalAndWholeInJson() throws IOException {
        String title = "\uD83C\uDF1E" + "Long title ".repeat(8_000);
        String tag = "tag".repeat(3_000);
        Ended uploaded = vitrine.run(
                "upload",
                picture("x.jpg", Color.RED).toString(),
                "--user",
                "u".repeat(120),
                "--title",
                title,
                "--tag",
                tag,
                "--tag",
                "b".repeat(190));
        assertEquals(ExitCode.DONE, uploaded.code(), uploaded.err());
        String id = vitrine.run("list", "--ids").out().strip();
        for (Ended shown : List.of(
                vitrine.run("list"), vitrine.run("get", id, "--info"), vitrine.run("tags"), vitrine.run("users"))) {
            assertEquals(ExitCode.DONE, shown.code(), shown.err());
            shown.out().lines().forEach(line -> assertTrue(line.length() < 700, line.length() + " characters"));
        }
        assertTrue(vitrine.run("list").out().contains("\uD83C\uDF1ELong title Long title"));
        JsonNode image = json(vitrine.run("list", "--json")).get("images").get(0);
        assertEquals(title.strip(), image.get("title").asText().strip());
        assertEquals(tag, image.get("tags").get(0).asText());
    }

    @Test
    void aFileWhoseEndIsMissingIsNotAccepted() throws IOException {
        Path file = picture("cut.jpg", Color.RED);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 6 / 10));
        Ended ended = vitrine.run("upload", file.toString(), "--user", "alice");
        assertEquals(ExitCode.INVALID, ended.code(), ended.err());
        assertTrue(ended.err().contains("The file is cut off"), ended.err());
        assertEquals(2, ended.err().split(".jpg", -1).length, "the file is named once: " + ended.err());
        assertEquals(0, json(vitrine.run("list", "--json")).get("count").asInt());
    }

    @Test
    void aMistypedFolderDoesNotBecomeALibrary() throws IOException {
        Path typo = folder.resolve("typo");
        assertEquals(
                ExitCode.NOT_FOUND,
                vitrine.run("list", "--library", typo.toString()).code());
        assertFalse(Files.exists(typo));
        picture("beach.jpg", Color.YELLOW);
        assertEquals(
                ExitCode.NOT_FOUND,
                vitrine.run(
                                "upload",
                                folder.resolve("beach.jpg").toString(),
                                "--user",
                                "a",
                                "--library",
                                folder.toString())
                        .code());
        assertEquals(
                ExitCode.DONE,
                vitrine.run(
                                "upload",
                                folder.resolve("beach.jpg").toString(),
                                "--user",
                                "a",
                                "--library",
                                typo.toString())
                        .code());
        assertEquals(
                1,
                json(vitrine.run("list", "--library", typo.toString(), "--json"))
                        .get("count")
                        .asInt());
        assertEquals("", vitrine.run("list").out(), "the usual library is another one");
    }

    @Test
    void pausedUploadsStayPausedUntilToldOtherwise() throws IOException {
        try (Library window = Library.open(OpenOptions.of(vitrine.connections.local(), vitrine.connections.folders())
                .direct())) {
            window.uploads().pause();
        }
        String file = picture("beach.jpg", Color.YELLOW).toString();
        assertEquals(
                ExitCode.CONFLICT,
                vitrine.run("upload", file, "--user", "alice").code());
        assertEquals(
                ExitCode.DONE,
                vitrine.run("upload", file, "--user", "alice", "--resume").code());
    }

    @Test
    void anInterruptedUploadLosesNothingAndIsResumed() throws IOException {
        Path many = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 25; i++) {
            Files.write(many.resolve(i + ".jpg"), SampleImages.jpeg(900, 700, new Color(10 * i, 255 - 10 * i, 90)));
        }
        Ended stopped = vitrine.interruptedAtFirstLine("upload", many.toString(), "--user", "alice");
        assertEquals(ExitCode.CANCELLED, stopped.code());
        assertTrue(stopped.err().contains("--resume"), stopped.err());
        Ended resumed = vitrine.run("upload", "--resume", "--json");
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        assertEquals(25, json(resumed).get("count").asInt());
        assertEquals(25, json(vitrine.run("list", "--json")).get("count").asInt());
    }

    @Test
    void whatFailedBeforeIsToldAndTriedAgain() throws IOException {
        byte[] whole = SampleImages.jpeg(320, 240, Color.YELLOW);
        Path file = Files.write(folder.resolve("beach.jpg"), Arrays.copyOf(whole, whole.length / 2));
        assertEquals(
                ExitCode.INVALID,
                vitrine.run("upload", file.toString(), "--user", "alice").code());
        Files.write(file, whole);
        Ended resumed = vitrine.run("upload", "--resume");
        assertEquals(ExitCode.DONE, resumed.code(), resumed.err());
        assertTrue(resumed.err().startsWith("1 failed before"), resumed.err());
        assertEquals(1, json(vitrine.run("list", "--json")).get("count").asInt());
    }

    @Test
    void anOpenWindowSeesTheUploadAndMayHelp() throws Exception {
        try (Library window =
                Library.open(OpenOptions.of(vitrine.connections.local(), vitrine.connections.folders()))) {
            window.uploads();
            String id = uploaded("beach.jpg", Color.YELLOW);
            Eventually.await(
                    () -> window.images().search(ImageQuery.ALL).indexOf(id).isPresent());
        }
    }

    @Test
    void theLibraryThatTheWindowOpensStaysWhatItIs() {
        vitrine.run("list", "--connection", "library");
        assertEquals(
                ExitCode.NOT_FOUND,
                vitrine.run("list", "--connection", "nowhere").code());
        assertEquals(
                ExitCode.USAGE,
                vitrine.run("list", "--connection", "library", "--library", "x").code());
        JsonNode connections = json(vitrine.run("connections", "--json")).get("connections");
        assertEquals("library", connections.get(0).get("name").asText());
        assertFalse(Files.exists(vitrine.connections.folders().config()));
    }

    private String uploaded(String name, Color color) throws IOException {
        return vitrine.run("upload", picture(name, color).toString(), "--user", "alice")
                .out()
                .strip()
                .replaceFirst(".*: ", "");
    }

    private Path picture(String name, Color color) throws IOException {
        return Files.write(folder.resolve(name), SampleImages.jpeg(320, 240, color));
    }

    private static List<String> titles(JsonNode page) {
        var titles = new ArrayList<String>();
        page.get("images").forEach(image -> titles.add(image.get("title").asText()));
        return titles;
    }

    private static JsonNode json(Ended ended) {
        try {
            return new ObjectMapper().readTree(ended.out());
        } catch (IOException e) {
            throw new AssertionError(ended.out() + ended.err(), e);
        }
    }
}
