package dev.vitrine.connection;

import static dev.vitrine.Eventually.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.Policy;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.store.Permission;
import dev.vitrine.store.Permission.Ability;
import dev.vitrine.store.Permission.Outcome;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.ReadersCloud;
import java.awt.Color;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A cloud library that this account may look at, or change in some ways only.
class ReadersLibraryTest {
    @TempDir
    private Path temp;

    private ReadersCloud cloud;
    private ImageRecord image;

    @BeforeEach
    void makeLibrary() throws Exception {
        cloud = new ReadersCloud();
        try (Library owner = open("owner")) {
            image = owner.images().upload(SampleImages.newImage("alice", "a.jpg", Color.RED), _ -> {});
        }
        assertEquals(List.of(), cloud.refused());
    }

    private Library open(String home) {
        AppFolders folders = AppFolders.inOne(temp.resolve(home));
        return Library.open(OpenOptions.of(new ConnectionProfile.Cloud(cloud.settings()), folders, CloudServers.KEYS));
    }

    private Map<Ability, Outcome> tested() {
        var outcomes = new EnumMap<Ability, Outcome>(Ability.class);
        try (ConnectionCheck check = ConnectionCheck.open(cloud.settings(), CloudServers.KEYS)) {
            for (Permission permission : check.test(_ -> {})) {
                outcomes.put(permission.ability(), permission.outcome());
            }
            check.look();
        }
        return outcomes;
    }

    /// Of DynamoDB it has four actions, and a description of the table is not among them.
    @Test
    void withTheRightsOfTheServiceTheListOfAUserAsksForNoDescription() {
        cloud.deny(operation -> operation.chars().anyMatch(Character::isLowerCase)
                && !Set.of("PutItem", "GetItem", "Scan", "DeleteItem").contains(operation));
        AppFolders folders = AppFolders.inOne(temp.resolve("direct"));
        try (Library direct =
                Library.open(OpenOptions.of(new ConnectionProfile.Cloud(cloud.settings()), folders, CloudServers.KEYS)
                        .direct())) {
            for (int i = 0; i < 2; i++) {
                ImagePage page = direct.images()
                        .list(new ImagePage.Request(Optional.of("alice"), Optional.empty(), 10, Optional.empty()));
                assertEquals(
                        List.of(image.imageId()),
                        page.images().stream().map(ImageRecord::imageId).toList());
            }
        }
        assertEquals(List.of("Query"), cloud.refused());
    }

    /// Nobody would know any more that the bytes are there.
    @Test
    void bytesInAnotherBucketAreNamedAndNotForgotten() {
        try (Library library = open("others")) {
            AwsServers.putRow(
                    cloud.settings(), "seven", Map.of("s3_url", AttributeValue.fromS("s3://photos-2019/alice/seven")));
            await(() -> library.images().find("seven").isPresent());
            ImageRecord seven = library.images().find("seven").orElseThrow();
            for (ImageException said : List.of(
                    assertThrows(
                            ImageException.NotFound.class,
                            () -> library.images().original(seven).open().close()),
                    library.images()
                            .deletePermanently(List.of(SeenImage.of(seven)), Progress.UNSEEN)
                            .failed()
                            .get("seven"))) {
                assertTrue(said.getMessage().contains("s3://photos-2019/alice/seven"), said.getMessage());
            }
            assertTrue(library.images().find("seven").isPresent());
            assertEquals(Map.of(), library.images().trash(List.of("seven")).failed());
            assertEquals(
                    Map.of(),
                    library.images().restore(List.of("seven"), Progress.UNSEEN).failed());
        }
    }

    @Test
    void eachWriteIsRefusedOnceAndThenNotSentAgain() {
        cloud.deny(Policy.WRITES);
        try (Library library = open("reader")) {
            await(() -> library.images().search(ImageQuery.ALL).size() == 1);
            for (int i = 0; i < 5; i++) {
                String title = "title " + i;
                assertThrows(
                        ImageException.Denied.class,
                        () -> library.images()
                                .edit(new ImageEdit(image, image.caption().withTitle(title))));
                assertThrows(
                        ImageException.Denied.class,
                        () -> library.images().upload(SampleImages.newImage("alice", "b.jpg", Color.BLUE), _ -> {}));
                assertEquals(
                        1,
                        library.images()
                                .trash(List.of(image.imageId()))
                                .failed()
                                .size());
                assertEquals(
                        1,
                        library.images()
                                .deletePermanently(library.images().seen(List.of(image.imageId())), Progress.UNSEEN)
                                .failed()
                                .size());
            }
            assertFalse(library.images().keepsTrash());
            List<String> refused = cloud.refused().stream()
                    .map(each -> each.replaceFirst(" .*", ""))
                    .toList();
            // Trash and deletion are transactions both, and two rights.
            assertEquals(Set.of("PUT", "DELETE", "UpdateItem", "PutItem", "TransactWriteItems"), Set.copyOf(refused));
            assertEquals(6, refused.size(), refused.toString());
        }
    }

    @Test
    void aRightThatComesBackIsNoticedByLookingAndRememberedUntilThen() {
        cloud.deny(Policy.WRITES);
        try (Library library = open("reader")) {
            assertThrows(
                    ImageException.Denied.class,
                    () -> library.images()
                            .edit(new ImageEdit(image, image.caption().withTitle("new"))));
        }
        try (Library again = open("reader")) {
            assertEquals(Set.of(Right.EDIT_ROWS), again.rights().refused().keySet());
        }
        cloud.deny(_ -> false);
        try (Library allowed = open("reader")) {
            await(() -> allowed.rights().refused().isEmpty());
            assertEquals(
                    "new",
                    allowed.images()
                            .edit(new ImageEdit(image, image.caption().withTitle("new")))
                            .title());
        }
        try (Library later = open("reader")) {
            assertEquals(Map.of(), later.rights().refused());
        }
    }

    @Test
    void toLookAndDownloadIsAFineResultOfATest() {
        cloud.deny(Policy.WRITES);
        Map<Ability, Outcome> outcomes = tested();
        assertFalse(outcomes.containsValue(Outcome.MISSING), outcomes.toString());
        assertEquals(
                Set.of(Ability.STORE_BYTES, Ability.DELETE_BYTES, Ability.WRITE_ROWS, Ability.USE_TRASH),
                with(Outcome.REFUSED, outcomes));
    }

    /// PutObject, GetObject, DeleteObject; PutItem, GetItem, Scan, DeleteItem: what the image storage service asks
    /// for.
    @Test
    void theRightsOfTheImageStorageServiceAreEnoughForATest() {
        cloud.deny(operation -> Set.of(
                        "HEAD",
                        "DescribeTable",
                        "BatchGetItem",
                        "Query",
                        "TransactGetItems",
                        "TransactWriteItems",
                        "DescribeStream",
                        "ListStreams",
                        "GetShardIterator",
                        "GetRecords",
                        "UpdateItem")
                .contains(operation));
        Map<Ability, Outcome> outcomes = tested();
        assertFalse(outcomes.containsValue(Outcome.MISSING), outcomes.toString());
        assertEquals(Outcome.FINE, outcomes.get(Ability.WRITE_ROWS));
        assertEquals(Outcome.FINE, outcomes.get(Ability.STORE_BYTES));
        try (Library library = open("service")) {
            for (String title : List.of("one", "two")) {
                ImageRecord now = library.images().find(image.imageId()).orElseThrow();
                library.images().edit(new ImageEdit(now, now.caption().withTitle(title)));
            }
            assertEquals(
                    "two", library.images().find(image.imageId()).orElseThrow().title());
            ImageRecord added = library.images().upload(SampleImages.newImage("alice", "b.jpg", Color.BLUE), _ -> {});
            assertEquals(
                    1,
                    library.images()
                            .deletePermanently(library.images().seen(List.of(added.imageId())), Progress.UNSEEN)
                            .done()
                            .size());
            assertEquals(Map.of(), library.rights().refused());
        }
        assertEquals(
                2, // by the test, and by the first edit
                cloud.refused().stream().filter("UpdateItem"::equals).count());
    }

    /// An account that may add and not take away.
    @Test
    void whatIsAllowedGoesOnBesideWhatIsNot() {
        cloud.deny(Set.of("DELETE", "DeleteItem")::contains);
        assertEquals(
                Set.of(Ability.DELETE_BYTES, Ability.WRITE_ROWS, Ability.USE_TRASH), with(Outcome.REFUSED, tested()));
        try (Library library = open("writer")) {
            assertEquals(
                    1,
                    library.images()
                            .deletePermanently(library.images().seen(List.of(image.imageId())), Progress.UNSEEN)
                            .failed()
                            .size());
            ImageRecord added = library.images().upload(SampleImages.newImage("alice", "b.jpg", Color.BLUE), _ -> {});
            assertTrue(library.images().isStored(added));
            library.images().edit(new ImageEdit(added, added.caption().withTitle("new")));
            assertFalse(library.rights().refused().containsKey(Right.EDIT_ROWS));
        }
    }

    private static Set<Ability> with(Outcome outcome, Map<Ability, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .filter(each -> each.getValue() == outcome)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
