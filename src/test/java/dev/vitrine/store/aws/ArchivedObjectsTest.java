package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.BringBack.Tier;
import dev.vitrine.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;

/// Originals in other storage classes, and the way back out of an archive.
class ArchivedObjectsTest {
    private static final byte[] SMALL = {1, 2, 3};
    private static final byte[] LARGE = new byte[11 << 20];

    private static AwsSettings settings;
    private static AwsClients clients;

    @TempDir
    private Path folder;

    @BeforeAll
    static void openLibrary() {
        assumeTrue(AwsServers.areOwn(), "not every server knows classes");
        settings = AwsServers.settings();
        clients = AwsServers.library(settings);
    }

    @AfterAll
    static void closeLibrary() {
        if (clients != null) {
            clients.close();
        }
    }

    private ObjectStore storingIn(StorageClass chosen) {
        return new S3ObjectStore(
                AwsClients.open(settings.storingIn(chosen), Optional.of(AwsServers.KEYS)), folder.resolve("open"));
    }

    private static ObjectKey newKey() {
        return ObjectKey.original("alice", UUID.randomUUID().toString());
    }

    private static ObjectKey put(ObjectStore store, ObjectKey key, byte[] bytes) {
        ImageSource source = ImageSource.ofBytes("a.tif", bytes);
        store.put(key, source, "image/tiff", Sha256.of(source, _ -> {}), _ -> {});
        return key;
    }

    private static StorageState state(ObjectStore store, ObjectKey key) {
        return store.find(key).orElseThrow().storage();
    }

    @Test
    void originalsLieInTheChosenClassAndPreviewsInTheUsualOne() {
        ObjectStore store = storingIn(StorageClass.STANDARD_IA);
        ObjectKey small = put(store, newKey(), SMALL);
        ObjectKey large = put(store, newKey(), LARGE);
        ObjectKey preview = put(store, ObjectKey.preview(small.imageId(), 512), SMALL);

        assertEquals("STANDARD_IA", state(store, small).storageClass());
        assertEquals("STANDARD_IA", state(store, large).storageClass());
        assertEquals("STANDARD", state(store, preview).storageClass());
        assertEquals("STANDARD_IA", store.uploadClass());
    }

    @Test
    void theUsualClassIsNotNamedToTheServer() {
        ObjectStore store = storingIn(StorageClass.STANDARD);
        ObjectKey key = put(store, newKey(), SMALL);

        assertEquals("STANDARD", state(store, key).storageClass());
        assertEquals("", store.uploadClass());
    }

    @Test
    void aListingSaysTheClass() {
        ObjectStore store = storingIn(StorageClass.DEEP_ARCHIVE);
        ObjectKey key = put(store, newKey(), SMALL);

        var listed = new ArrayList<ObjectStore.Listed>();
        store.list(listed::add);

        assertEquals(
                List.of("DEEP_ARCHIVE"),
                listed.stream()
                        .filter(each -> each.path().equals(key.path()))
                        .map(ObjectStore.Listed::storageClass)
                        .toList());
    }

    @Test
    void whatIsArchivedIsReadWhenItWasBroughtBack() throws IOException {
        ObjectStore store = storingIn(StorageClass.GLACIER);
        ObjectKey key = put(store, newKey(), SMALL);
        assertEquals(Stage.ARCHIVED, state(store, key).stage());
        assertTrue(
                assertThrows(ImageException.Failed.class, () -> store.open(key)).isArchived());

        StorageState asked = store.bringBack(key, new BringBack(Tier.EXPEDITED, 3));

        assertEquals(Stage.COMING, asked.stage());
        assertEquals("EXPEDITED", asked.way());
        StorageState back = state(store, key);
        assertEquals(Stage.BACK, back.stage());
        Duration left = Duration.between(Instant.now(), back.at().orElseThrow());
        assertTrue(left.toDays() >= 2 && left.toDays() <= 4, back.toString());
        assertArrayEquals(SMALL, store.open(key).readAllBytes());
    }

    /// Servers that take the name of a class and know no archive.
    @ParameterizedTest
    @CsvSource({"501, NotImplemented", "405, MethodNotAllowed", "400, MalformedXML", "400, InvalidArgument"})
    void aServerThatBringsNothingBackIsNotAskedAgainAndAgain(int status, String code) {
        ObjectKey key = put(storingIn(StorageClass.GLACIER), newKey(), SMALL);
        FaultyHttp network = FaultyHttp.forOnly(request -> request.method() == SdkHttpMethod.POST
                        && request.rawQueryParameters().containsKey("restore"))
                .answerS3(9, status, code, "no such thing");
        try (AwsClients plain = network.clients(settings)) {
            ObjectStore store = new S3ObjectStore(plain, folder.resolve("plain"));
            var said = assertThrows(
                    ImageException.Failed.class, () -> store.bringBack(key, new BringBack(Tier.STANDARD, 3)));
            assertTrue(said.getMessage().contains("cannot bring anything back"), said.getMessage());
            assertEquals(1, network.chosen());
            assertEquals(Stage.ARCHIVED, state(store, key).stage(), "nothing was changed");
        }
    }

    @Test
    void whatIsOnItsWayIsNotAskedForAgain() {
        ObjectStore store = storingIn(StorageClass.GLACIER);
        ObjectKey key = put(store, newKey(), SMALL);
        store.bringBack(key, new BringBack(Tier.BULK, 3));

        assertEquals(
                Stage.COMING, store.bringBack(key, new BringBack(Tier.BULK, 3)).stage());

        assertEquals(Stage.COMING, state(store, key).stage());
        assertTrue(
                assertThrows(ImageException.Failed.class, () -> store.open(key)).isArchived());
    }

    @Test
    void whatIsThereAlreadyStaysLonger() {
        ObjectStore store = storingIn(StorageClass.GLACIER);
        ObjectKey key = put(store, newKey(), SMALL);
        store.bringBack(key, new BringBack(Tier.EXPEDITED, 1));
        Instant first = state(store, key).at().orElseThrow();

        store.bringBack(key, new BringBack(Tier.BULK, 9));

        assertEquals(
                Duration.ofDays(8),
                Duration.between(first, state(store, key).at().orElseThrow()));
    }

    @Test
    void whatLiesInNoArchiveNeedsNoWayBack() {
        ObjectStore store = storingIn(StorageClass.STANDARD_IA);
        ObjectKey key = put(store, newKey(), SMALL);

        assertEquals(
                Stage.READY,
                store.bringBack(key, new BringBack(Tier.STANDARD, 1)).stage());
    }

    @Test
    void outOfADeepArchiveNothingComesInMinutes() {
        ObjectStore store = storingIn(StorageClass.DEEP_ARCHIVE);
        ObjectKey key = put(store, newKey(), SMALL);

        assertThrows(ImageException.Invalid.class, () -> store.bringBack(key, new BringBack(Tier.EXPEDITED, 1)));

        assertEquals(Stage.ARCHIVED, state(store, key).stage());
    }

    @Test
    void aMoveKeepsTheClass() {
        ObjectStore store = storingIn(StorageClass.GLACIER_IR);
        ObjectKey key = put(store, newKey(), SMALL);

        store.move(key, key.quarantined());

        assertEquals("GLACIER_IR", state(store, key.quarantined()).storageClass());
        assertEquals(Optional.empty(), store.find(key));
    }

    @Test
    void whatIsArchivedStaysWhereItIs() {
        ObjectStore store = storingIn(StorageClass.GLACIER);
        ObjectKey key = put(store, newKey(), SMALL);

        assertTrue(assertThrows(ImageException.Failed.class, () -> store.move(key, key.quarantined()))
                .isArchived());

        assertTrue(store.find(key).isPresent());
        assertFalse(store.find(key.quarantined()).isPresent());
        store.delete(key);
        assertEquals(Optional.empty(), store.find(key));
    }
}
