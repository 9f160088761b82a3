package dev.vitrine.connection;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.S3ObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Moves that were cut short while the connection had other settings.
class CutMovesTest {
    private final AwsSettings settings = CloudServers.library();

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:%d", "http://127.0.0.1:%d/", "http://LocalHost:%d/"})
    void theyAreFinishedWhereTheServerIsSpelledInAnotherWay(String address) throws IOException {
        ImageRecord image = cutMove();
        try (Library _ = open(spelled(address))) {
            await(() -> originals(image).equals(List.of("alice")));
            await(() -> !isAnyLeft());
        }
    }

    /// A server has many names, and nothing tells that two are of one: its rows do.
    @Test
    void theyAreFinishedWhereTheServerHasAnotherName() throws IOException {
        ImageRecord image = cutMove();
        rewriteNote(note -> note.replace("localhost", "nas.example"));
        try (Library _ = open(settings)) {
            await(() -> originals(image).equals(List.of("alice")));
            await(() -> !isAnyLeft());
        }
    }

    @Test
    void theyAreLeftToTheServerThatKnowsThem() throws IOException {
        ImageRecord image = cutMove();
        rewriteNote(note -> note.replace("localhost", "nas.example"));
        AwsSettings other = settings.withNames(settings.bucket(), "rows-of-others", "");
        rewriteNote(note -> note.replace(settings.table(), other.table()));
        try (AwsClients _ = AwsServers.library(other);
                Library library = open(other)) {
            assertEquals(Optional.empty(), library.cutElsewhere());
            library.moves().finish();
        }
        assertEquals(List.of("alice", "bob"), originals(image));
        assertTrue(isAnyLeft());
    }

    @Test
    void theyAreFinishedWhenTheTableOfTheTrashIsNotNamedAnyMore() throws IOException {
        ImageRecord image = cutMove();
        try (Library _ = open(settings.withNames(settings.bucket(), settings.table(), ""))) {
            await(() -> originals(image).equals(List.of("alice")));
            await(() -> !isAnyLeft());
        }
    }

    /// Its rows may say that the bytes belong elsewhere than those of the other table say.
    @Test
    void anotherTableTouchesNothingAndTheTableThatKnowsThemIsNamed() throws IOException {
        ImageRecord image = cutMove();
        AwsSettings other = settings.withNames(settings.bucket(), "restored-rows", "");
        try (AwsClients _ = AwsServers.library(other);
                Library library = open(other)) {
            String said = library.cutElsewhere().orElseThrow().getMessage();
            assertTrue(said.contains("“" + settings.table() + "”"), said);
            assertTrue(said.contains("“" + settings.bucket() + "”"), said);
            library.moves().finish();
            assertEquals(List.of("alice", "bob"), originals(image));
        }
        try (Library library = open(settings)) {
            await(() -> originals(image).equals(List.of("alice")));
            await(() -> !isAnyLeft());
            assertEquals(Optional.empty(), library.cutElsewhere());
        }
    }

    @Test
    void whereNothingTellsAnyMoreOfWhichLibraryTheyAreTheirFolderIsNamed() throws IOException {
        ImageRecord image = cutMove();
        rewriteNote(_ -> "");
        AwsSettings edited = settings.withNames(settings.bucket(), settings.table(), "");
        try (Library library = open(edited)) {
            String said = library.cutElsewhere().orElseThrow().getMessage();
            assertTrue(
                    said.contains(
                            LibraryFiles.of(AppFolders.inOne(home), settings).name()),
                    said);
        }
        try (Library library = open(settings)) {
            await(() -> originals(image).equals(List.of("alice")));
            await(() -> !isAnyLeft());
            assertEquals(Optional.empty(), library.cutElsewhere());
        }
    }

    @Test
    void onAwsARegionMayBeNamedLaterAndAnotherRegionHasAnotherTable() throws IOException {
        AwsSettings unnamed = AwsSettings.ofAws("", "");
        Path own = moves(unnamed).own();
        assertEquals(own, moves(AwsSettings.ofAws("team", "")).own());
        assertEquals(own, moves(AwsSettings.ofAws("", "eu-west-1")).own());
        assertEquals(own, moves(unnamed).own());
        Files.createDirectories(own);
        Files.writeString(own.resolve("killed.moves"), "x\talice\tbob\n");
        MoveFolders elsewhere = moves(AwsSettings.ofAws("", "us-east-1"));
        assertNotEquals(own, elsewhere.own());
        assertEquals(List.of("image-metadata · AWS eu-west-1"), elsewhere.otherTables());
    }

    /// @return an image whose bytes a killed process had copied, and whose row it had not changed yet
    private ImageRecord cutMove() throws IOException {
        ImageRecord image;
        try (Library library = open(settings)) {
            image = library.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        }
        try (AwsClients clients = AwsClients.open(settings, CloudServers.KEYS)) {
            new S3ObjectStore(clients, home.resolve("open"))
                    .copy(image.key(), ObjectKey.original("bob", image.imageId()));
        }
        Path folder = Files.createDirectories(
                LibraryFiles.of(AppFolders.inOne(home), settings).moves());
        Files.writeString(folder.resolve("killed.moves"), image.imageId() + "\talice\tbob\n");
        return image;
    }

    private MoveFolders moves(AwsSettings of) {
        return MoveFolders.of(CloudFiles.of(AppFolders.inOne(home), of), of);
    }

    private boolean isAnyLeft() {
        try (Stream<Path> files = Files.walk(home.resolve("moves"))) {
            return files.anyMatch(file -> file.toString().endsWith(".moves"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> originals(ImageRecord image) {
        try (AwsClients clients = AwsClients.open(settings, CloudServers.KEYS)) {
            var objects = new S3ObjectStore(clients, home.resolve("open"));
            return Stream.of("alice", "bob")
                    .filter(user -> objects.find(ObjectKey.original(user, image.imageId()))
                            .isPresent())
                    .toList();
        }
    }

    private void rewriteNote(UnaryOperator<String> change) throws IOException {
        for (Path note : FolderContent.in(home.resolve("moves")).stream()
                .filter(file -> file.toString().endsWith(".library"))
                .toList()) {
            Files.writeString(note, change.apply(Files.readString(note)));
        }
    }

    private AwsSettings spelled(String address) {
        return new AwsSettings(
                settings.s3Endpoint().map(server -> URI.create(address.formatted(server.getPort()))),
                settings.dynamoEndpoint().map(server -> URI.create(address.formatted(server.getPort()))),
                settings.pathStyle(),
                settings.region(),
                settings.awsProfile(),
                settings.bucket(),
                settings.table(),
                settings.trashTable(),
                settings.checksums(),
                settings.linkExpiry());
    }

    private Library open(AwsSettings place) {
        return Library.open(
                OpenOptions.of(new ConnectionProfile.Cloud(place), AppFolders.inOne(home), CloudServers.KEYS));
    }
}
