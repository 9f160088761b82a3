package dev.vitrine.connection;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.mirror.MirrorStatus.SyncState;
import dev.vitrine.service.share.LinkRequest;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.LinkRequest.Purpose;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.share.SharedLink;
import dev.vitrine.service.share.SharedLinks;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.S3ObjectStore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two machines on one cloud library.
class CloudLibraryTest {
    private static AwsSettings settings;

    @TempDir
    private Path home;

    @BeforeAll
    static void makeLibrary() {
        settings = AwsServers.settings();
        try (AwsClients _ = AwsServers.library(settings)) {
            assertTrue(settings.hasTrashTable());
        }
    }

    @Test
    @StandardError.Says("kept for this run only")
    void itIsSeenWhereNothingMayBeWritten() throws IOException {
        Path nowhere = Files.createFile(home.resolve("nowhere"));
        try (Library writing = open("writing")) {
            ImageRecord uploaded = writing.images().upload(picture("reader", "Harbor", Color.RED), _ -> {});
            var folders = new AppFolders(nowhere.resolve("data"), nowhere.resolve("config"), nowhere.resolve("cache"));
            try (Library library =
                    Library.open(OpenOptions.of(new ConnectionProfile.Cloud(settings), folders, CloudServers.KEYS))) {
                await(() -> found(library, "reader") == 1);
                assertArrayEquals(bytesOf(writing, uploaded), bytesOf(library, uploaded));
                assertEquals(
                        List.of(), library.uploads().items(List.of(UploadState.values()), 0, 1), "a list for this run");
                assertEquals(
                        Set.of(Right.NOTE_WORK), library.rights().refused().keySet(), "and nothing to be put on it");
                library.images().trash(List.of(uploaded.imageId()));
            }
        }
    }

    /// A disk that was mounted again to be read only is mended one day, and a cache may lie on another one.
    @Test
    void thatNothingCouldBeNotedDownIsForgottenWithTheRun() throws IOException {
        Path data = Files.createFile(home.resolve("data"));
        var folders = new AppFolders(data, home.resolve("config"), home.resolve("cache"));
        var options = OpenOptions.of(new ConnectionProfile.Cloud(settings), folders, CloudServers.KEYS);
        try (Library library = Library.open(options)) {
            assertThrows(ImageException.Denied.class, () -> library.rights().require(Right.NOTE_WORK));
            library.rights().remember(Map.of(Right.USE_TRASH, "writes down what is refused"));
        }
        Files.delete(data);
        try (Library library = Library.open(options.direct())) {
            library.rights().require(Right.NOTE_WORK);
        }
        try (Library library = Library.open(options)) {
            library.rights().require(Right.NOTE_WORK);
        }
    }

    /// It would put what somebody else is uploading into quarantine.
    @Test
    void theDoctorOnAMachineWhoseClockIsAheadTellsAgesByTheClockOfTheBucket() throws Exception {
        ObjectKey underWay = ObjectKey.original("grace", UUID.randomUUID().toString());
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            new S3ObjectStore(clients, home.resolve("parts"))
                    .put(underWay, ImageSource.ofBytes("a.jpg", new byte[] {1}), "image/jpeg", "", _ -> {});
        }
        var ahead = new ImpatientWorld();
        ahead.sleep(Duration.ofDays(2));
        ahead.run(() -> {
            try (Library library = direct("ahead")) {
                assertEquals(
                        List.of(),
                        library.doctor().examine(0, (_, _, _) -> {}).findings().stream()
                                .filter(finding -> finding.path().equals(underWay.path()))
                                .toList());
            }
        });
    }

    @Test
    void whatOneMachineDoesTheOtherShows() throws IOException {
        try (Library mine = open("mine");
                Library theirs = open("theirs")) {
            ImageRecord uploaded = mine.images().upload(picture("alice", "Harbour", Color.BLUE), _ -> {});
            assertEquals(1, found(mine, "alice"), "own uploads show at once");
            await(() -> found(theirs, "alice") == 1);
            assertArrayEquals(bytesOf(mine, uploaded), bytesOf(theirs, uploaded));

            mine.images().trash(List.of(uploaded.imageId()));
            assertEquals(0, found(mine, "alice"));
            await(() -> found(theirs, "alice") == 0);

            theirs.images().restore(List.of(uploaded.imageId()), Progress.UNSEEN);
            await(() -> found(mine, "alice") == 1);

            theirs.images().deletePermanently(theirs.images().seen(List.of(uploaded.imageId())), Progress.UNSEEN);
            await(() -> found(mine, "alice") == 0);
        }
    }

    /// What a command asks once must not come from a mirror that nobody keeps.
    @Test
    void aDirectLibraryReadsTheTablesAndShowsItsOwnWritesInTheMirror() throws IOException {
        ImageRecord theirs;
        ImageRecord own;
        try (Library direct = direct("direct");
                Library other = open("other")) {
            theirs = other.images().upload(picture("dave", "Theirs", Color.BLUE), _ -> {});
            own = direct.images().upload(picture("dave", "Own", Color.CYAN), _ -> {});
            assertEquals(
                    Optional.of("Theirs"),
                    direct.images().find(theirs.imageId()).map(ImageRecord::title));
            assertEquals(1, found(direct, "dave"), "nothing is followed");
            other.images().trash(List.of(own.imageId()));
            assertEquals(Optional.empty(), direct.images().find(own.imageId()));
            assertEquals(
                    List.of(theirs.imageId()),
                    direct
                            .images()
                            .list(new ImagePage.Request(Optional.of("dave"), Optional.empty(), 10, Optional.empty()))
                            .images()
                            .stream()
                            .map(ImageRecord::imageId)
                            .toList());
        }
    }

    @Test
    void aLinkGivesTheImageToAnyone() throws IOException {
        try (Library library = open("mine")) {
            ImageRecord uploaded = library.images().upload(picture("bob", "Strand – Höhe", Color.GREEN), _ -> {});

            var link = library.cloud()
                    .orElseThrow()
                    .links()
                    .download(uploaded.key(), "image/png", "Strand – Höhe.png", Duration.ofMinutes(5));

            var connection = (HttpURLConnection) link.address().toURL().openConnection();
            assertEquals(200, connection.getResponseCode());
            assertArrayEquals(
                    bytesOf(library, uploaded), connection.getInputStream().readAllBytes());
            assertEquals("image/png", connection.getContentType());
            assertEquals(
                    "attachment; filename=\"Strand _ H_he.png\"; filename*=UTF-8''Strand%20%E2%80%93%20H%C3%B6he.png",
                    connection.getHeaderField("Content-Disposition"));
        }
    }

    private List<ObjectKey> copies() {
        try (AwsClients clients = AwsClients.open(settings, Optional.of(AwsServers.KEYS))) {
            return new S3ObjectStore(clients, home.resolve("none")).sharedCopies();
        }
    }

    @Test
    void aLinkWithoutLocationLeadsToACleanedCopyThatGoesWhenItsTimeIsOver() throws IOException {
        try (Library library = open("mine")) {
            byte[] placed = commented(SampleImages.jpeg(40, 30, Color.ORANGE), "taken at home");
            ImageRecord uploaded = library.images()
                    .upload(
                            new NewImage(
                                    "bob", new Caption("Home", "", List.of()), ImageSource.ofBytes("home.jpg", placed)),
                            _ -> {});
            Links sharing = library.sharing().orElseThrow();
            var wish = new LinkRequest(Lifetime.HOUR, Purpose.VIEW, true);

            SharedLinks made = sharing.make(List.of(uploaded), wish, _ -> {});

            byte[] shown =
                    made.links().getFirst().address().toURL().openStream().readAllBytes();
            assertFalse(new String(shown, StandardCharsets.ISO_8859_1).contains("home"));
            assertArrayEquals(placed, bytesOf(library, uploaded));
            assertEquals(0, sharing.sweep());
            assertEquals(made.links().stream().map(SharedLink::key).toList(), copies());
            sharing.removeCopies(made.links());
            assertEquals(List.of(), copies());

            sharing.make(List.of(uploaded), wish, _ -> {});
            assertEquals(1, copies().size());
            library.images().deletePermanently(library.images().seen(List.of(uploaded.imageId())), Progress.UNSEEN);
            assertEquals(List.of(), copies());
        }
    }

    private static byte[] commented(byte[] jpeg, String text) {
        byte[] comment = text.getBytes(StandardCharsets.ISO_8859_1);
        var all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        all.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (comment.length + 2)});
        all.writeBytes(comment);
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }

    @Test
    void aLibraryOutOfReachOpensWithWhatIsMirrored() throws IOException {
        try (Library library = open("away")) {
            library.images().upload(picture("carol", "Seen before", Color.RED), _ -> {});
            await(() -> library.cloud().orElseThrow().mirror().status().state() == SyncState.LIVE);
        }
        URI nowhere = URI.create("http://127.0.0.1:9");
        AwsSettings unplugged =
                AwsSettings.ofEndpoint(nowhere).withNames(settings.bucket(), settings.table(), settings.trashTable());
        // The same library under another address has another mirror, so this one is new and empty: it must open
        // all the same.
        try (Library library = Library.open(OpenOptions.of(
                new ConnectionProfile.Cloud(unplugged), folders("away"), Optional.of(AwsServers.KEYS)))) {
            await(() -> library.cloud().orElseThrow().mirror().status().state() == SyncState.OFFLINE);
            assertTrue(library.cloud().orElseThrow().mirror().status().reason().contains("Nothing answers"));
            assertEquals(0, found(library, "carol"));
        }
        try (Library library = open("away")) {
            assertEquals(1, found(library, "carol"), "shown before anything was asked of the service");
        }
    }

    private Library open(String machine) {
        return Library.open(
                OpenOptions.of(new ConnectionProfile.Cloud(settings), folders(machine), Optional.of(AwsServers.KEYS)));
    }

    private Library direct(String machine) {
        return Library.open(OpenOptions.of(
                        new Connection("", new ConnectionProfile.Cloud(settings), CloudServers.KEYS), folders(machine))
                .direct());
    }

    private AppFolders folders(String machine) {
        return new AppFolders(
                home.resolve(machine).resolve("data"),
                home.resolve(machine).resolve("config"),
                home.resolve(machine).resolve("cache"));
    }

    private static int found(Library library, String user) {
        return library.images().search(ImageQuery.ALL.withUsers(Set.of(user))).size();
    }

    private static byte[] bytesOf(Library library, ImageRecord image) throws IOException {
        try (var bytes = library.images().original(image).open()) {
            return bytes.readAllBytes();
        }
    }

    private static NewImage picture(String user, String title, Color color) throws IOException {
        var picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, 640, 480);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return new NewImage(
                user, new Caption(title, "", List.of("sea")), ImageSource.ofBytes("harbour.png", bytes.toByteArray()));
    }
}
