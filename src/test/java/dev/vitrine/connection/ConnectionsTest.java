package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.Eventually;
import dev.vitrine.StandardError;
import dev.vitrine.files.FolderMove;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.AwsSettings.Checksums;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    private static final AwsSettings PLACE =
            AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9")).withNames("photos", "rows", "rows-trash");
    private static final Optional<AwsKeys> KEYS = Optional.of(new AwsKeys("AKIAEXAMPLE", "very-secret", ""));

    @TempDir
    private Path home;

    @Test
    void aFileThatSaysNullHasNoConnections() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config").resolve("connections.json"), "null");
        assertEquals(List.of(), connections(Map.of()).saved());
    }

    @Test
    void connectionsThatMayNotBeReadAreNotCalledDamaged() throws IOException {
        Files.createDirectories(file());
        ImageException failure =
                assertThrows(ImageException.class, () -> connections(Map.of()).saved());
        assertFalse(failure.getMessage().contains("delete it"), failure.getMessage());
    }

    @Test
    void nothingKnownOpensTheLocalLibrary() {
        Connections connections = connections(Map.of());
        assertEquals(connections.local(), connections.atStart());
    }

    @Test
    void onlyAFirstStartThatNobodyDecidedForIsUnused() {
        assertTrue(connections(Map.of()).areUnused());
        assertFalse(connections(Map.of("AWS_ENDPOINT_URL", "http://localhost:4566", "S3_BUCKET_NAME", "seed-bucket"))
                .areUnused());
        connections(Map.of()).save("team", PLACE, KEYS, "");
        assertFalse(connections(Map.of()).areUnused());
    }

    @Test
    void openingTheLocalLibraryEndsTheFirstStart() {
        Connections connections = connections(Map.of());
        connections.open(connections.local()).close();
        assertFalse(connections(Map.of()).areUnused());
    }

    @Test
    void aLibraryInAFolderIsRememberedAndOpensAtTheNextStart() throws IOException {
        Path shelf = Files.createDirectories(home.resolve("shelf"));
        Files.writeString(shelf.resolve("notes.txt"), "not empty");
        Connection made = connections(Map.of()).newIn(shelf);
        assertEquals("Vitrine", made.label());
        connections(Map.of()).open(made).close();
        Connections later = connections(Map.of());
        assertEquals(List.of(made), later.recent());
        assertEquals(made, later.atStart());
        assertEquals(made, later.existingIn(shelf.resolve("Vitrine")));
        assertEquals("Vitrine 2", later.newIn(shelf).label());
        assertThrows(ImageException.NotFound.class, () -> later.existingIn(shelf));

        later.open(later.local()).close();
        assertEquals(later.local(), connections(Map.of()).atStart());
        assertEquals(List.of(made), connections(Map.of()).recent());
    }

    @Test
    void aDriveThatIsAwayIsNoReasonToBeginAnewInItsPlace() throws IOException {
        Connections connections = connections(Map.of());
        Connection card = connections.inFolder(home.resolve("card"));
        connections.open(card).close();
        FolderMove.run(home.resolve("card"), home.resolve("elsewhere"));
        assertThrows(ImageException.Unreachable.class, () -> connections.open(card));
        assertThrows(ImageException.Unreachable.class, () -> connections.openBeside(card));
        assertTrue(Files.notExists(home.resolve("card")));
    }

    @Test
    void whatOpensBesideAnotherIsNotWhatTheNextStartOpens() {
        Connections connections = connections(Map.of());
        connections.open(connections.local()).close();
        connections.openBeside(connections.inFolder(home.resolve("card"))).close();
        assertEquals(connections.local(), connections(Map.of()).atStart());
        assertEquals(List.of(), connections.recent());
    }

    @Test
    void theEnvironmentDecidesBeforeWhatWasUsedLast() {
        openSaved();
        Connection atStart = connections(
                        Map.of("AWS_ENDPOINT_URL", "http://localhost:4566", "S3_BUCKET_NAME", "seed-bucket"))
                .atStart();
        assertEquals("seed-bucket · http://localhost:4566", atStart.place());
        assertEquals("seed-bucket", atStart.label());
    }

    @Test
    void theConnectionUsedLastOpensAgain() {
        openSaved();
        assertEquals(
                new Connection("team", new ConnectionProfile.Cloud(PLACE), Optional.empty(), true),
                connections(Map.of()).atStart());
        Connections again = connections(Map.of());
        again.open(again.local()).close();
        assertTrue(connections(Map.of()).atStart().isLocal());
    }

    @Test
    void typedKeysLiveInThisRunOnly() throws IOException {
        Connections connections = connections(Map.of());
        connections.save("team", PLACE, KEYS, "");
        assertEquals(KEYS, connections.saved().getFirst().keys());
        assertEquals(Optional.empty(), connections(Map.of()).saved().getFirst().keys());
        String stored = Files.readString(file());
        assertTrue(stored.contains("photos"), stored);
        assertFalse(stored.contains("secret") || stored.contains("AKIA"), stored);
    }

    @Test
    void aLibraryOnTypedKeysAsksForThemAfterARestart() {
        openSaved();
        Connections again = connections(Map.of());
        Connection atStart = again.atStart();
        assertTrue(atStart.keysRequired());
        try (Library library = again.open(atStart)) {
            MirrorSync mirror = library.cloud().orElseThrow().mirror();
            Eventually.await(() -> mirror.status().state() == MirrorStatus.SyncState.OFFLINE);
            assertEquals(
                    "The keys of this connection were typed and are never stored. Type them again to go on.",
                    mirror.status().reason());
        }
        again.save("team", PLACE, KEYS, "team");
        assertFalse(again.atStart().keysRequired());
        again.save("team", PLACE, Optional.empty(), "team");
        assertFalse(
                connections(Map.of()).atStart().keysRequired(),
                "saved without keys, it lives on those of the environment");
    }

    @Test
    void aConnectionIsFoundByItsName() {
        openSaved();
        Connections connections =
                connections(Map.of("AWS_ENDPOINT_URL", "http://localhost:4566", "S3_BUCKET_NAME", "seed-bucket"));
        assertEquals("team", connections.named("team").name());
        assertEquals(connections.ofEnvironment().orElseThrow(), connections.named("seed-bucket"));
        assertEquals(connections.local(), connections.named("library"));
        var unknown = assertThrows(ImageException.NotFound.class, () -> connections.named("tame"));
        assertEquals("There is no connection “tame”. There are: team, seed-bucket, library.", unknown.getMessage());
    }

    @Test
    void aRenamedConnectionReplacesItsFormerSelf() {
        Connections connections = connections(Map.of());
        connections.save("team", PLACE, KEYS, "");
        connections.save("b", PLACE, Optional.empty(), "");
        connections.save("All of us", PLACE, KEYS, "team");
        assertEquals(
                List.of("All of us", "b"),
                connections.saved().stream().map(Connection::name).toList());
        connections.remove("b");
        assertEquals(
                List.of(new Connection("All of us", new ConnectionProfile.Cloud(PLACE), KEYS)), connections.saved());
    }

    @Test
    void originalsThatAnotherConnectionLeadsToAreNotLeft() throws IOException {
        Connections connections = connections(Map.of());
        for (String name : List.of("a", "b")) {
            connections.save(name, PLACE, KEYS, "");
        }
        Path kept = kept(connections);
        Files.writeString(kept.resolve("a".repeat(64)), "kept");
        assertEquals(List.of(), connections.keptFor("a"));
        connections.remove("a");
        assertTrue(Files.exists(kept.resolve("a".repeat(64))));
        assertEquals(List.of(4L), connections.keptFor("b"));
        connections.remove("b");
        assertFalse(Files.exists(kept.resolve("a".repeat(64))));
    }

    /// A power cut may leave a file of zeros.
    @Test
    void aConnectionIsForgottenAlsoWhereTheNoteOfWhatIsKeptIsDamaged() throws IOException {
        Connections connections = connections(Map.of());
        connections.save("a", PLACE, KEYS, "");
        Path kept = kept(connections);
        Files.writeString(kept.resolve("a".repeat(64)), "kept");
        Files.write(kept.resolve("searches.json"), new byte[40]);
        connections.remove("a");
        assertEquals(List.of(), connections.saved());
        assertFalse(Files.exists(kept.resolve("a".repeat(64))));
    }

    @Test
    void theNoteOfWhatIsToBeKeptGoesAlsoWhereNothingHasComeYet() throws IOException {
        Connections connections = connections(Map.of());
        connections.save("a", PLACE, KEYS, "");
        Path kept = kept(connections);
        Files.writeString(kept.resolve("searches.json"), "{\"searches\": [\"\"], \"limit\": 9}");
        connections.remove("a");
        assertEquals("{\"searches\":[],\"limit\":0}", Files.readString(kept.resolve("searches.json")));
    }

    /// As where a disk cannot be written to any more.
    @Test
    void aConnectionAndItsKeysAreForgottenAlsoWhereWhatIsKeptCannotBe() throws IOException {
        var ring = new MemoryKeyRing();
        var connections = new Connections(connections(Map.of()).folders(), Map.of(), Optional.of(ring));
        connections.save("a", PLACE, KEYS, true, "");
        Path kept = kept(connections);
        Path inTheWay = Files.createDirectories(kept.resolve("searches.json").resolve("in the way"));
        assertThrows(ImageException.class, () -> connections.remove("a"));
        assertEquals(List.of(), connections.saved());
        assertEquals(Map.of(), ring.kept);
        assertTrue(Files.exists(inTheWay));
    }

    private static Path kept(Connections connections) {
        connections.openBeside(connections.named("a")).close();
        return CloudStores.kept(
                        CloudFiles.look(connections.folders(), PLACE).own().mirror())
                .folder();
    }

    /// As a file is that was edited by hand.
    @Test
    void oneOfTwoConnectionsOfOneNameCanBeRemoved() throws IOException {
        Connections connections = connections(Map.of());
        connections.save("a", PLACE, KEYS, "");
        connections.save("b", PLACE, KEYS, "");
        Files.writeString(file(), Files.readString(file()).replace("\"b\"", "\"a\""));
        assertEquals(2, connections.saved().size());
        assertEquals(List.of(), connections.keptFor("a"));
        connections.remove("a");
        assertEquals(List.of(), connections.saved());
    }

    @Test
    void whatCannotBeIsNotSaved() {
        Connections connections = connections(Map.of());
        URI open = URI.create("http://s3.example.org");
        assertTrue(assertThrows(
                        ImageException.Invalid.class,
                        () -> connections.save("x", AwsSettings.ofEndpoint(open), KEYS, ""))
                .getMessage()
                .contains("unencrypted"));
        assertThrows(ImageException.Invalid.class, () -> connections.save(" ", PLACE, KEYS, ""));
        assertEquals(List.of(), connections.saved());
    }

    @Test
    void oneThatCannotBeKeepsNoneOfTheOthersAway() throws IOException {
        connections(Map.of()).save("team", PLACE, KEYS, "");
        String bad = """
                {"name": "bad", "place": {"endpoint": "https://user:hunter2secret@host", "bucket": "photos",
                 "table": "rows", "linkSeconds": 60}},
                {"name": "nowhere"}, {"name": "crooked", "place": {"linkSeconds": "soon", "bucket": [1]}},
                {"name": "no place", "place": 7}, {"name": "empty", "place": null},""";
        Files.writeString(file(), Files.readString(file()).replaceFirst("\\[", "[" + bad));
        Connections connections = connections(Map.of());
        assertEquals(
                List.of("bad", "nowhere", "crooked", "no place", "empty", "team"),
                connections.saved().stream().map(Connection::name).toList());
        assertEquals(
                PLACE.bucket() + " · " + PLACE.place(),
                connections.named("team").place());
        for (String name : List.of("bad", "nowhere", "crooked", "no place", "empty")) {
            Connection unusable = connections.named(name);
            assertFalse(unusable.place().contains("hunter2"), unusable.place());
            assertEquals(
                    unusable.place(),
                    assertThrows(ImageException.Invalid.class, () -> connections.open(unusable))
                            .getMessage());
        }
        assertTrue(connections.named("bad").place().contains("leave out user name, password"));
        connections.save("z", PLACE, KEYS, "");
        assertTrue(Files.readString(file()).contains("hunter2secret"), "nobody asked for it to be changed");
        connections.remove("bad");
        assertFalse(Files.readString(file()).contains("hunter2secret"));
    }

    @Test
    void anEntryThatIsNoConnectionKeepsNoneOfTheOthersAwayAndStaysAsItIs() throws IOException {
        connections(Map.of()).save("team", PLACE, KEYS, "");
        connections(Map.of()).save("away", PLACE, Optional.empty(), "");
        String bad = """
                5, null, "hunter2", [1, [2]], true, {}, {"place": {"bucket": "hunter2"}, "later": 1}, {"name": null},
                {"name": " "}, {"name": {"a": 1}}, {"name": "crooked", "keysTyped": [1], "place": {"bucket": "x"}},""";
        String odd =
                "{\"last\": {\"a\": 1}, " + Files.readString(file()).replaceFirst("\\{\\s*\"last\" : \"[a-z]*\",", "");
        Files.writeString(file(), odd.replaceFirst("\\[", "[" + bad));
        Connections connections = connections(Map.of());
        assertEquals(13, connections.saved().size());
        assertEquals("team", connections.named("team").name());
        assertEquals(
                new ConnectionProfile.Cloud(PLACE), connections.named("away").profile());
        assertTrue(connections.named("crooked").keysRequired(), "found keys do not take the place of typed ones");
        assertEquals(connections.local(), connections.atStart());
        List<Connection> unusable = connections.saved().stream()
                .filter(each -> each.problem().isPresent())
                .toList();
        assertEquals(11, unusable.size());
        assertEquals(
                "Number 1 of the saved connections has no name: give it one in connections.json, or remove it.",
                unusable.getFirst().place());
        for (Connection each : unusable) {
            assertEquals(each, connections.named(each.label()));
            assertFalse((each.label() + each.place()).contains("hunter2"), each.toString());
            assertThrows(ImageException.Invalid.class, () -> connections.open(each));
        }

        connections.save("z", PLACE, KEYS, "");
        connections.save("zoo", PLACE, KEYS, "z");
        connections.remove("away");
        connections.open(connections.local()).close();

        String written = Files.readString(file()).replaceAll("\\s", "");
        for (String entry : List.of(
                "[5,",
                ",null,",
                "\"hunter2\"",
                "[1,[2]]",
                "true",
                "{}",
                "{\"place\":{\"bucket\":\"hunter2\"},\"later\":1}",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":{\"a\":1}}",
                "{\"name\":\"crooked\",\"keysTyped\":[1],\"place\":{\"bucket\":\"x\"}}")) {
            assertTrue(
                    written.contains(entry.replace("[5,", "5,").replace(",null,", "null,")), entry + " in " + written);
        }
        assertEquals(
                List.of("team", "zoo"),
                connections.saved().stream()
                        .filter(each ->
                                each.problem().isEmpty() && each.profile().equals(new ConnectionProfile.Cloud(PLACE)))
                        .map(Connection::name)
                        .toList());
        connections.remove(connections(Map.of()).saved().stream()
                .filter(each -> each.problem().isPresent())
                .findFirst()
                .orElseThrow()
                .name());
        assertEquals(12, connections(Map.of()).saved().size());
    }

    @Test
    void aFileWithAnotherFormIsToldAndNotOverwritten() throws IOException {
        Files.createDirectories(file().getParent());
        for (String other : List.of("[]", "5", "{\"connections\": 5}", "{\"connections\": {\"a\": {}}}", "")) {
            Files.writeString(file(), other);
            Connections connections = connections(Map.of());
            assertThrows(ImageException.Failed.class, connections::saved, other);
            assertThrows(ImageException.Failed.class, () -> connections.save("team", PLACE, KEYS, ""), other);
            assertEquals(other, Files.readString(file()));
        }
    }

    @Test
    void anEnvironmentThatCannotBeKeepsNoneOfTheSavedOnesAway() {
        openSaved();
        Connections connections = connections(
                Map.of("AWS_ENDPOINT_URL", "https://user:hunter2 secret@host", "S3_BUCKET_NAME", "seed-bucket"));
        assertEquals("team", connections.named("team").name());
        Connection atStart = connections.atStart();
        assertEquals(atStart, connections.named("seed-bucket"));
        assertFalse(atStart.place().contains("hunter2"), atStart.place());
        assertThrows(ImageException.Invalid.class, () -> connections.open(atStart));
    }

    @Test
    @StandardError.Says("not remembered: library")
    void aDamagedFileIsToldAndNotOverwritten() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{ not json");
        Connections connections = connections(Map.of());
        assertThrows(ImageException.Failed.class, connections::atStart);
        assertThrows(ImageException.Failed.class, () -> connections.save("team", PLACE, KEYS, ""));
        connections.open(connections.local()).close();
        assertEquals("{ not json", Files.readString(file()));
    }

    /// As two windows do: each has read the file before the other wrote it.
    @Test
    void noneOfSeveralSavedAtTheSameMomentIsLost() throws Exception {
        AtOnce.run(6, window -> () -> {
            Connections connections = connections(Map.of());
            for (int i = 0; i < 10; i++) {
                connections.save("window " + window + " place " + i, PLACE, KEYS, "");
            }
        });
        assertEquals(60, connections(Map.of()).saved().size());
    }

    @Test
    void aPlaceSurvivesTheWayIntoTheFileAndBack() {
        var apart = new AwsSettings(
                Optional.of(URI.create("https://s3.example.org")),
                Optional.of(URI.create("https://db.example.org")),
                false,
                "eu-west-1",
                "work",
                "photos",
                "rows",
                "",
                Checksums.WHEN_SUPPORTED,
                Duration.ofSeconds(60));
        List<AwsSettings> places =
                List.of(apart, AwsSettings.ofEndpoint(URI.create("http://localhost:4566")), AwsSettings.ofAws("", ""));
        for (AwsSettings place : places) {
            connections(Map.of()).save("team", place, Optional.empty(), "team");
            assertEquals(
                    new ConnectionProfile.Cloud(place),
                    connections(Map.of()).saved().getFirst().profile());
        }
    }

    private void openSaved() {
        Connections first = connections(Map.of());
        first.save("team", PLACE, KEYS, "");
        first.open(first.saved().getFirst()).close();
    }

    private Path file() {
        return home.resolve("config").resolve("connections.json");
    }

    private Connections connections(Map<String, String> environment) {
        return new Connections(AppFolders.inOne(home), environment);
    }
}
