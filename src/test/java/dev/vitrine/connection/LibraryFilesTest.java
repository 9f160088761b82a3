package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.AwsSettings.Checksums;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where the files of libraries lie on this machine.
class LibraryFilesTest {
    private static final Optional<URI> NOBODY = Optional.of(URI.create("http://127.0.0.1:9"));
    private static final Optional<URI> NOBODY_ELSE = Optional.of(URI.create("http://127.0.0.1:19"));
    private static final AwsSettings PHOTOS = settings(NOBODY, "us-east-1", "", "trash");

    @TempDir
    private Path home;

    private static AwsSettings settings(Optional<URI> tables, String region, String profile, String trash) {
        return new AwsSettings(
                NOBODY,
                tables,
                true,
                region,
                profile,
                "photos",
                "images",
                trash,
                Checksums.WHEN_REQUIRED,
                Duration.ofHours(1));
    }

    private Library open(AwsSettings settings) {
        return Library.open(OpenOptions.of(
                        new ConnectionProfile.Cloud(settings),
                        AppFolders.inOne(home),
                        Optional.of(new AwsKeys("AKIA", "secret", "")))
                .direct());
    }

    private List<Path> journals() throws IOException {
        return FolderContent.in(home.resolve("uploads")).stream()
                .filter(file -> file.toString().endsWith(".sqlite"))
                .toList();
    }

    @Test
    void twoLibrariesThatDifferInOneThingShareNoFile() throws IOException {
        List<AwsSettings> all = List.of(
                PHOTOS,
                settings(NOBODY_ELSE, "us-east-1", "", "trash"),
                settings(NOBODY, "eu-west-1", "", "trash"),
                PHOTOS.withNames("photos", "others", "trash"),
                PHOTOS.withNames("others", "images", "trash"));
        for (AwsSettings settings : all) {
            try (Library library = open(settings)) {
                library.uploads();
            }
        }
        assertEquals(all.size(), journals().size());
        assertEquals(
                all.size(),
                FolderContent.in(home.resolve("cache").resolve("mirror")).size());
    }

    static Stream<AwsSettings> edits() {
        return Stream.of(
                settings(NOBODY, "US-East-1 ", "", "trash"),
                settings(NOBODY, "us-east-1", "work", "trash"),
                settings(NOBODY, "us-east-1", "", ""),
                settings(Optional.of(URI.create("http://LocalHost:9/")), "us-east-1", "", "trash"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void afterAnEditOfTheConnectionAllFilesAreFoundAgain(AwsSettings edited) throws IOException {
        try (Library library = open(PHOTOS)) {
            addPasted(library);
            try (Library second = open(edited)) { // as two windows have it
                assertEquals(1, waiting(second).size());
            }
        }
        try (Library library = open(edited)) {
            assertTrue(Files.exists(waiting(library).getFirst().file()));
        }
        assertEquals(1, journals().size());
        assertEquals(
                1, FolderContent.in(home.resolve("cache").resolve("mirror")).size());
    }

    /// An earlier version made a journal for each spelling, and both are there.
    @Test
    void whatWaitsInTheJournalOfAnEarlierVersionGoesFirst() throws Exception {
        AwsSettings edited = settings(NOBODY, "us-east-1", "work", "trash");
        try (Library library = open(PHOTOS)) {
            addPasted(library);
        }
        Path earlier = LibraryFiles.of(AppFolders.inOne(home), PHOTOS).journal();
        for (Path note : FolderContent.in(home.resolve("moves"))) {
            Files.delete(note);
        }
        try (Library library = open(edited)) {
            assertEquals(List.of(), library.uploads().items(Set.of(UploadState.WAITING), 0, 9));
        }
        assertEquals(2, journals().size());
        try (Library library = open(PHOTOS)) {
            assertEquals(1, waiting(library).size());
        }
        assertTrue(Files.exists(earlier));
    }

    /// Nothing else of the settings tells that the profile leads to other tables by now.
    @Test
    void aRegionThatIsKnownOnceStaysTheOneOfTheFiles() {
        LibraryFiles own =
                CloudFiles.of(AppFolders.inOne(home), AwsSettings.ofAws("", "")).own();
        assertEquals(
                own,
                CloudFiles.of(AppFolders.inOne(home), AwsSettings.ofAws("team", "eu-west-1"))
                        .own());
        assertEquals(
                own,
                CloudFiles.of(AppFolders.inOne(home), AwsSettings.ofAws("", "EU-West-1"))
                        .own());
        LibraryFiles other = CloudFiles.of(AppFolders.inOne(home), AwsSettings.ofAws("", "us-east-1"))
                .own();
        assertNotEquals(own, other);
        assertEquals(
                other,
                CloudFiles.look(AppFolders.inOne(home), AwsSettings.ofAws("team", "us-east-1"))
                        .own());
    }

    @Test
    void whatWaitsUnderTheFormerNameGoesOn() throws Exception {
        try (Library library = open(PHOTOS)) {
            addPasted(library);
        }
        Path now = journals().getFirst();
        Path former = now.resolveSibling(
                UUID.nameUUIDFromBytes("http://127.0.0.1:9\nphotos\nimages".getBytes(StandardCharsets.UTF_8))
                        + ".sqlite");
        for (String ending : List.of(".pasted", ".owners", "")) {
            Files.move(
                    now.resolveSibling(now.getFileName() + ending),
                    former.resolveSibling(former.getFileName() + ending));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + former);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE item SET path = replace(path, '" + now + "', '" + former + "')");
        }
        try (Library library = open(PHOTOS)) {
            UploadItem item = waiting(library).getFirst();
            assertTrue(Files.exists(item.file()), item.file().toString());
            assertTrue(item.file().startsWith(now + ".pasted"), item.file().toString());
            assertTrue(library.uploads().snapshot().paused());
        }
        assertEquals(List.of(now), journals());
    }

    private static void addPasted(Library library) {
        library.uploads().pause();
        library.uploads()
                .add(ImageSource.ofBytes("pasted.png", new byte[100]), new UploadForm("alice", List.of(), "", ""));
        Eventually.await(() -> waiting(library).size() == 1);
    }

    private static List<UploadItem> waiting(Library library) {
        return library.uploads().items(Set.of(UploadState.WAITING), 0, 9);
    }

    /// The temporary folder may be full, or forbid programs.
    @Test
    void nothingDependsOnTheTemporaryFolder() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process list = new ProcessBuilder(
                        java.toString(),
                        "-Djava.io.tmpdir=" + home.resolve("not-there"),
                        "-Dvitrine.home=" + home,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.vitrine.Main",
                        "list")
                .redirectErrorStream(true)
                .start();
        String answer = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(list.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, list.exitValue(), answer);
        assertFalse(Files.exists(home.resolve("not-there")));
    }
}
