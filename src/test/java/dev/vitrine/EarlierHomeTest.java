package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connection;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.ui.support.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an earlier build left on the disk opens unchanged. The home folder in the archive was made by build 9ec10ea: a
/// local library with its uploads, a cloud library's mirror, saved connections and settings.
///
/// An upload journal is named after the place of its library, which is another one at each run, so the archive has it
/// as `uploads/local.sqlite`.
class EarlierHomeTest {
    private static final String ARCHIVE = "/home-made-by-9ec10ea.zip";
    private static final String HARBOR_SHA256 = "795b5f83447add165bc5bf9d6e0d5554d98be70b904eba061d953b634e9199c7";

    @TempDir
    private Path home;

    private AppFolders folders;
    private Connections connections;

    @BeforeEach
    void unpack() throws IOException {
        folders = AppFolders.inOne(home);
        connections = new Connections(folders, Map.of());
        try (InputStream archive = EarlierHomeTest.class.getResourceAsStream(ARCHIVE);
                var zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = home.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        String library = home.toRealPath().resolve("library").toString();
        Path uploads = home.resolve("uploads");
        Files.move(
                uploads.resolve("local.sqlite"),
                uploads.resolve(UUID.nameUUIDFromBytes(library.getBytes(StandardCharsets.UTF_8)) + ".sqlite"));
    }

    @Test
    void aLocalLibraryHasItsRowsBytesAndTrash() throws IOException {
        try (Library library = Library.open(OpenOptions.of(connections.local(), folders))) {
            assertEquals(
                    List.of(
                            "59fd787f-a5fe-45ea-bba2-6926cf5af3fa alice 'harbour copy' 'From the trip' [trip, sea] 2026-11-28T07:41:24.877850Z",
                            "a31a342c-5274-4a44-9857-7ad2fe8c7b80 alice 'Café' '' [city, café] 2026-11-28T07:41:24.441121Z",
                            "086eadf5-1d11-401e-8430-d5d909a0fd28 alice 'Łódź by night' 'Lights on the river' [city, night] 2026-11-28T07:41:24.314601Z"),
                    lines(live(library)));
            assertEquals(
                    List.of("2733277c-5bed-4eea-b3c6-77a95bec751d bob 'Blurred' '' [] 2026-11-28T07:41:24.491321Z"),
                    lines(trashed(library)));
            assertEquals(
                    Optional.of(Instant.parse("2026-11-28T07:41:24.505155Z")),
                    trashed(library).getFirst().deletedAt());
            assertEquals(
                    2,
                    library.images()
                            .search(ImageQuery.ALL.withAllTags(Set.of("city")))
                            .size());
            for (ImageRecord image : Stream.concat(live(library).stream(), trashed(library).stream())
                    .toList()) {
                assertEquals(
                        image.facts().contentSha256(),
                        Sha256.of(library.images().original(image), _ -> {}));
            }
        }
    }

    @Test
    void uploadsGoOnAsTheyWere() {
        try (Library library = Library.open(OpenOptions.of(connections.local(), folders))) {
            UploadQueue queue = library.uploads();

            assertTrue(queue.snapshot().paused());
            assertEquals("", queue.snapshot().problem());
            assertEquals(
                    Map.of(UploadState.WAITING, 3L, UploadState.CANCELLED, 1L),
                    Stream.of(UploadState.values())
                            .filter(state -> queue.snapshot().totals().files(state) > 0)
                            .collect(Collectors.toMap(
                                    state -> state,
                                    state -> queue.snapshot().totals().files(state))));
            assertEquals(
                    2,
                    queue.snapshot().earlierProblems() + queue.snapshot().earlierLeftOut(),
                    "of the drop before: one failed, one was refused");
            List<Receipt> receipts = queue.receipts(9).stream()
                    .sorted(Comparator.comparing(Receipt::batchId))
                    .toList();
            assertEquals(
                    List.of(
                            new UploadForm("alice", List.of("trip", "sea"), "", "From the trip"),
                            new UploadForm("bob", List.of("later"), "Später", "Two of them", Duplicates.UPLOAD_ANYWAY)
                                    .with(UploadOption.REMOVE_METADATA, true),
                            new UploadForm("alice", List.of("watched", "in"), "", ""),
                            new UploadForm("carol", List.of(), "", "")),
                    receipts.stream().map(Receipt::form).toList());
            assertEquals(
                    List.of(true, false, false, true),
                    receipts.stream().map(Receipt::complete).toList());
            assertEquals(
                    List.of(
                            "/photos/trip/broken.png REFUSED NOT_AN_IMAGE '“broken.png” is a text file.'  ",
                            "/photos/trip/harbour copy.png DONE NONE '' 59fd787f-a5fe-45ea-bba2-6926cf5af3fa "
                                    + HARBOR_SHA256,
                            "/photos/trip/harbour.png DUPLICATE NONE '' 59fd787f-a5fe-45ea-bba2-6926cf5af3fa "
                                    + HARBOR_SHA256,
                            "/photos/trip/notes.txt REFUSED NOT_AN_IMAGE '“notes.txt” is a text file.'  ",
                            "/photos/gone.png FAILED SOURCE_GONE 'The file is not there any more: /photos/gone.png'  ",
                            "/photos/later/Übersicht.png WAITING NONE ''  ",
                            "/photos/later/second.jpg WAITING NONE ''  ",
                            "/photos/incoming/new.png WAITING NONE ''  ",
                            "/photos/trip/harbour.png CANCELLED NONE ''  "),
                    receipts.stream()
                            .flatMap(receipt -> queue.itemsOf(receipt.batchId(), 0, 9).stream())
                            .map(EarlierHomeTest::line)
                            .toList());
            List<WatchedFolder.Status> watched = queue.watches().statuses();
            assertEquals(
                    new WatchedFolder(
                            1,
                            Path.of("/photos/incoming"),
                            new UploadForm("alice", List.of("watched", "in"), "", ""),
                            true,
                            false),
                    watched.getFirst().folder());
            assertEquals(
                    List.of(1L),
                    watched.stream().map(WatchedFolder.Status::found).toList());
        }
    }

    /// What is waiting can really be worked on: here until each of them has failed, since the files are not on this
    /// machine.
    @Test
    void waitingUploadsAreWorkedOnAfterAResume() {
        try (Library library = Library.open(OpenOptions.of(connections.local(), folders))) {
            UploadQueue queue = library.uploads();
            queue.resume();
            Eventually.await(
                    () -> queue.snapshot().problems() + queue.snapshot().leftOut() == 5
                            && queue.snapshot().totals().isIdle());
            assertEquals(3, live(library).size());
        }
    }

    @Test
    void aMirrorShowsItsLibraryWhileTheServiceIsOutOfReach() {
        try (Library library = connections.open(connections.atStart())) {
            assertEquals(
                    List.of(
                            "0a2ef948-5cdb-44e0-a37e-184f858eb2e6 alice 'Harbour' 'In the cloud' [sea, boats] 2026-11-28T07:41:35.818283Z"),
                    lines(live(library)));
            assertEquals(
                    List.of("3d10aaf3-c7d9-4d02-af5c-6c5a80a51c6a bob 'Fog' '' [] 2026-11-28T07:41:36.305600Z"),
                    lines(trashed(library)));
            Eventually.await(
                    () -> library.cloud().orElseThrow().mirror().status().asOf().isPresent());
            assertEquals(
                    Optional.of(Instant.parse("2026-11-28T07:41:37.303718206Z")),
                    library.cloud().orElseThrow().mirror().status().asOf());
        }
    }

    /// The library is elsewhere: nobody is asked what to do about its copy.
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "empty", "pages", "newer", "foreign"})
    @StandardError.MaySay("could not be used. It is set aside as")
    void aMirrorThatCannotBeUsedIsFilledAgainWithoutAQuestion(String damage) throws Exception {
        Path catalog;
        catalog = FolderContent.files(folders.cache().resolve("mirror")).stream()
                .filter(file -> file.endsWith("catalog.sqlite"))
                .findFirst()
                .orElseThrow();
        switch (damage) {
            case "garbage" -> Files.write(catalog, new byte[10_000]);
            case "empty" -> Files.write(catalog, new byte[0]);
            case "pages" -> {
                byte[] bytes = Files.readAllBytes(catalog);
                Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
                Files.write(catalog, bytes);
            }
            default -> {
                try (var connection = DriverManager.getConnection("jdbc:sqlite:" + catalog);
                        var statement = connection.createStatement()) {
                    statement.execute(
                            damage.equals("newer") ? "PRAGMA user_version = 99" : "PRAGMA application_id = 99");
                }
            }
        }
        for (int start = 0; start < 2; start++) {
            try (Library library = connections.open(connections.atStart())) {
                assertEquals(List.of(), lines(live(library)));
                assertNotEquals(
                        SyncState.LIVE,
                        library.cloud().orElseThrow().mirror().status().state());
            }
        }
    }

    @Test
    void savedConnectionsAreThere() {
        var family = AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:9"))
                .withNames("photos", "image_metadata", "image_trash");
        assertEquals(
                List.of("Archive", "Family"),
                connections.saved().stream().map(Connection::name).toList());
        assertEquals("Family", connections.atStart().name());
        assertTrue(connections.atStart().keysRequired());
        assertEquals(new ConnectionProfile.Cloud(family), connections.atStart().profile());
        assertEquals(
                new ConnectionProfile.Local(folders.data().resolve("library")),
                connections.local().profile());
        assertFalse(connections.areUnused());
    }

    /// Former versions read it too.
    @Test
    void aConnectionSavedAgainIsWrittenAsItWas() throws IOException {
        Path file = folders.config().resolve("connections.json");
        String before = Files.readString(file);
        ConnectionProfile family = connections.atStart().profile();
        assertTrue(family instanceof ConnectionProfile.Cloud);
        connections.save(
                "Family",
                ((ConnectionProfile.Cloud) family).settings(),
                Optional.of(new AwsKeys("AKIA", "secret", "")),
                "Family");
        assertEquals(before, Files.readString(file));
    }

    @Test
    void whatALaterVersionSavedWithAConnectionStaysWhenItIsRenamed() throws IOException {
        Path file = folders.config().resolve("connections.json");
        String later = Files.readString(file)
                .replaceFirst("\\{", "{\"later\":{\"a\":1},")
                .replaceFirst("\"awsProfile\"", "\"laterPlace\":[2],\"awsProfile\"")
                .replaceAll("\"keysTyped\"", "\"laterKind\":3,\"keysTyped\"");
        Files.writeString(file, later);
        ConnectionProfile family = connections.atStart().profile();
        assertTrue(family instanceof ConnectionProfile.Cloud);
        connections.save(
                "Relatives",
                ((ConnectionProfile.Cloud) family).settings(),
                Optional.of(new AwsKeys("AKIA", "secret", "")),
                "Family");
        String after = Files.readString(file).replaceAll("\\s", "");
        assertTrue(after.contains("\"later\":{\"a\":1}"), after);
        assertTrue(after.contains("\"laterPlace\":[2]"), after);
        assertEquals(2, after.split("\"laterKind\":3", -1).length - 1, after);
    }

    @Test
    void settingsAreThere() {
        var settings = new Settings(folders.config().resolve("settings.json"));
        assertEquals(240, settings.number("gallery.tileSize", 184).get());
        assertTrue(settings.flag("gallery.captions", false).get());
        assertEquals("DARK", settings.text("window.theme", "SYSTEM").get());
        assertEquals("alice", settings.text("upload.as", "").get());
        assertEquals(
                "[{\"name\":\"Łódź\",\"query\":\"łódź tag:night\"}]",
                settings.text("filter.saved", "").get());
        assertEquals(1000.5, settings.number("window.width", 1280).get());
    }

    private static List<ImageRecord> live(Library library) {
        return images(library, Scope.LIBRARY);
    }

    private static List<ImageRecord> trashed(Library library) {
        return images(library, Scope.TRASH);
    }

    private static List<ImageRecord> images(Library library, Scope scope) {
        ImageResult found = library.images().search(ImageQuery.ALL.withScope(scope));
        return found.images(0, found.size());
    }

    private static List<String> lines(List<ImageRecord> images) {
        return images.stream()
                .map(image -> "%s %s '%s' '%s' %s %s"
                        .formatted(
                                image.imageId(),
                                image.userId(),
                                image.title(),
                                image.description(),
                                image.tags(),
                                image.createdAt()))
                .toList();
    }

    private static String line(UploadItem item) {
        return "%s %s %s '%s' %s %s"
                .formatted(
                        item.file().toString().replace('\\', '/'),
                        item.state(),
                        item.cause(),
                        item.reason(),
                        item.imageId().orElse(""),
                        item.sha256());
    }
}
