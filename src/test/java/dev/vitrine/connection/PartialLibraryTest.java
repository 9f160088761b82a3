package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.NewImage;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.edit.TagEdits;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.service.mirror.RowsPublisher.PublishResult;
import dev.vitrine.service.repair.Doctor;
import dev.vitrine.service.table.TableImport;
import dev.vitrine.simulation.ImpatientWorld;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.Purge;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.DynamoMetadataStore;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A cloud library of which only some images are kept on this machine.
class PartialLibraryTest {
    private static final MirrorScope ADA = MirrorScope.of(List.of("ada"), Optional.empty());

    private static final MirrorScope BOB = MirrorScope.of(List.of("bob"), Optional.empty());

    @TempDir
    private Path home;

    private final ImpatientWorld world = new ImpatientWorld();
    private final AwsSettings settings = CloudServers.library();

    @BeforeEach
    void putRows() {
        for (String user : List.of("ada", "bob", "eve")) {
            put(user + "-1", user, "2026-01-01T00:00:00");
            put(user + "-2", user, "2024-06-01T00:00:00Z");
            put(user + "-3", user, "2019-06-01T00:00:00.123456");
        }
    }

    @Test
    void whatIsChosenIsSearchedAndRemembered() {
        world.run(() -> {
            assertEquals(Set.of("ada-1", "ada-2", "ada-3"), found(Optional.of(ADA)));
            assertEquals(Set.of("ada-1", "ada-2", "ada-3"), found(Optional.empty()));
            assertEquals(
                    Set.of("ada-1", "ada-2", "bob-1", "bob-2"),
                    found(Optional.of(MirrorScope.of(List.of("ada", "bob"), Optional.of(Year.of(2024))))));
            assertEquals(9, found(Optional.of(MirrorScope.ALL)).size());
            assertEquals(9, found(Optional.empty()).size());
        });
    }

    /// An earlier version knows nothing of parts, and looks where all rows are.
    @Test
    void itNeverLiesWhereTheWholeDoes() throws IOException {
        world.run(() -> found(Optional.of(ADA)));
        Path part = catalogs().getFirst();
        assertEquals(List.of(part), catalogs());
        assertEquals("parts", part.getParent().getParent().getFileName().toString());
        world.run(() -> found(Optional.of(MirrorScope.ALL)));
        assertFalse(Files.exists(part), "and goes when nobody looks there any more");
        assertEquals(1, catalogs().size());
    }

    @Test
    void whoeverHasAnotherPartOpenKeepsItUntilItIsOpenedAgain() throws IOException {
        world.run(() -> {
            try (Library open = open(Optional.of(ADA))) {
                assertEquals(Set.of("bob-1", "bob-2", "bob-3"), found(Optional.of(BOB)));
                var all = open.images().search(ImageQuery.ALL);
                assertEquals(Set.of("ada-1", "ada-2", "ada-3"), Set.copyOf(all.ids(0, all.size())));
                assertEquals(ADA, open.cloud().orElseThrow().mirror().scope());
            }
            assertEquals(Set.of("bob-1", "bob-2", "bob-3"), found(Optional.empty()));
        });
        assertEquals(1, catalogs().size());
    }

    /// What could not be used was set aside: the choice holds for what is begun again.
    @Test
    @StandardError.Says("could not be used. It is set aside as")
    void aDamagedPartIsBegunAgainAsAPart() throws IOException {
        world.run(() -> found(Optional.of(ADA)));
        Path part = catalogs().getFirst();
        Files.writeString(part, "This is no database.".repeat(500));
        world.run(() -> assertEquals(Set.of("ada-1", "ada-2", "ada-3"), found(Optional.empty())));
    }

    private List<Path> catalogs() throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(file -> file.getFileName().toString().equals("catalog.sqlite"))
                    .toList();
        }
    }

    @Test
    void whatIsLargerThanAPageIsReadToItsEnd() {
        String text = "x".repeat(300_000);
        for (int i = 0; i < 7; i++) {
            AwsServers.putRow(
                    settings,
                    "long-" + i,
                    Map.of("user_id", AttributeValue.fromS("ada"), "other", AttributeValue.fromS(text)));
        }
        world.run(() -> assertEquals(10, found(Optional.of(ADA)).size()));
    }

    /// The doctor asks the tables: images that are not here are neither missing nor adopted.
    @Test
    void theDoctorSeesAllRows() {
        world.run(() -> {
            try (Library library = open(Optional.of(ADA))) {
                var paths = new ArrayList<String>();
                library.doctor()
                        .examine(Doctor.EVERY_CHECKSUM, (_, _, _) -> {})
                        .findings()
                        .forEach(finding -> paths.add(finding.toString()));
                assertEquals(9, paths.size(), "no row has bytes: " + paths);
                assertEquals(List.of(), library.doctor().adopt((_, _, _) -> {}));
            }
        });
    }

    @Test
    void aPartIsNeverPublished() {
        world.run(() -> {
            try (Library library = open(Optional.of(ADA))) {
                CloudFeatures cloud = library.cloud().orElseThrow();
                assertEquals(PublishResult.PART, cloud.publisher().publishNow());
                assertEquals(Optional.empty(), cloud.published().list().newest());
                assertFalse(cloud.mirror().isProven());
            }
        });
    }

    /// What is lost is what the table does not have, not what is not here.
    @Test
    void rowsComeBackThatAreLostAndNoOthers() {
        world.run(() -> {
            ImageRecord lost;
            try (Library library = open(Optional.of(MirrorScope.ALL))) {
                lost = library.images().upload(picture("eve"), _ -> {});
                library.images().upload(picture("bob"), _ -> {});
                CloudFeatures cloud = library.cloud().orElseThrow();
                assertEquals(PublishResult.DONE, cloud.publisher().publishNow());
            }
            try (AwsClients clients = AwsServers.library(settings)) {
                Purge.row(new DynamoMetadataStore(clients), lost.imageId());
            }
            try (Library library = open(Optional.of(ADA))) {
                var report = library.cloud()
                        .orElseThrow()
                        .published()
                        .read(
                                "newest",
                                "",
                                (copy, file) ->
                                        library.rowRestore().run(copy.key().path(), file, "", true, (_, _, _) -> {}));
                assertEquals(1, report.restored());
                assertEquals(
                        lost.imageId(),
                        library.images().find(lost.imageId()).orElseThrow().imageId());
            }
        });
    }

    @Test
    void whatIsOfAllImagesIsRefused() throws IOException {
        Path table = Files.writeString(home.resolve("titles.csv"), "original_name,user_id,title\na.jpg,ada,New\n");
        world.run(() -> {
            try (Library library = open(Optional.of(ADA))) {
                var images = library.images();
                for (Runnable act : List.<Runnable>of(
                        () -> new TagEdits(images).rename("sea", "ocean", (_, _) -> true),
                        () -> new TagEdits(images).remove("sea", (_, _) -> true),
                        () -> library.albums().rename(new Album("Trip"), new Album("Travel"), (_, _) -> true),
                        () -> library.albums().delete(new Album("Trip"), (_, _) -> true),
                        () -> library.albums().place(new Album("Trip"), List.of("ada-1"), Optional.empty()),
                        () -> library.albums().create(new Album("Smart"), "sea", ""),
                        () -> new TableImport(images).plan(table, (_, _) -> true),
                        () -> library.cloud().orElseThrow().mirror().awaitProven(_ -> {}))) {
                    var refused = assertThrows(ImageException.Invalid.class, act::run);
                    assertTrue(refused.getMessage().contains("Choose all of them first"), refused.getMessage());
                }
            }
        });
    }

    @Test
    void ownUploadsForOthersShow() {
        world.run(() -> {
            String id;
            try (Library library = open(Optional.of(ADA))) {
                id = library.images().upload(picture("eve"), _ -> {}).imageId();
                assertEquals(4, library.images().search(ImageQuery.ALL).size());
            }
            assertEquals(Set.of("ada-1", "ada-2", "ada-3", id), found(Optional.empty()));
        });
    }

    private Set<String> found(Optional<MirrorScope> scope) {
        try (Library library = open(scope)) {
            var all = library.images().search(ImageQuery.ALL);
            return Set.copyOf(all.ids(0, all.size()));
        }
    }

    private Library open(Optional<MirrorScope> scope) {
        var folders = AppFolders.inOne(home);
        Library library = Library.open(OpenOptions.of(new ConnectionProfile.Cloud(settings), folders, CloudServers.KEYS)
                .reading(scope));
        library.cloud().orElseThrow().mirror().await(Instant.EPOCH, _ -> {});
        return library;
    }

    private void put(String id, String user, String created) {
        AwsServers.putRow(
                settings,
                id,
                Map.of("user_id", AttributeValue.fromS(user), "created_at", AttributeValue.fromS(created)));
    }

    private static NewImage picture(String user) {
        return SampleImages.newImage(user, user + ".png", Color.BLUE);
    }
}
