package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.ObjectStore.Unfinished;
import dev.vitrine.store.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// A bucket in which others put what they like.
class S3ListingTest {
    @TempDir
    private Path folder;

    @AutoClose
    private AwsClients clients;

    @BeforeEach
    void open() {
        clients = AwsServers.library(AwsServers.settings());
    }

    @Test
    void aListingGoesOnFromPageToPage() {
        var paths = new TreeSet<String>();
        for (int i = 0; i < 7; i++) {
            put("alice/" + i);
            paths.add("alice/" + i);
        }
        var listed = new ArrayList<Listed>();
        new S3Listing(clients, 3).list("", listed::add);
        assertEquals(
                List.copyOf(paths), listed.stream().map(Listed::path).sorted().toList());
    }

    @Test
    void aListingThatBreaksOffIsATroubleThatPasses() {
        put("alice/" + UUID.randomUUID());
        var network = new FaultyHttp().cutAnswer(2);
        try (AwsClients broken = network.clients(clients.settings())) {
            var listing = new S3Listing(broken, 1000);
            assertThrows(ImageException.Unreachable.class, () -> listing.list("", _ -> {}));
            assertTrue(listing.hasOriginals());
        }
    }

    /// Empty listings would be “nothing to take back” and “all is well”.
    @Test
    void anAnswerThatIsNoListingIsNoEmptyOne() {
        put("alice/" + UUID.randomUUID());
        var network = new FaultyHttp();
        try (AwsClients elsewhere = network.clients(clients.settings())) {
            var listing = new S3Listing(elsewhere, 1000);
            for (Executable look :
                    List.<Executable>of(() -> listing.list("", _ -> {}), listing::hasOriginals, listing::unfinished)) {
                network.answer(1, 200, Map.of("Content-Type", "application/xml"), "<Other/>");
                assertThrows(ImageException.Unreachable.class, look);
                network.answer(2, 200, Map.of("Content-Type", "application/xml"), "<ListBucketResult><Conte");
                assertThrows(ImageException.Unreachable.class, look);
            }
            assertTrue(listing.hasOriginals());
            assertEquals(List.of(), listing.unfinished());
        }
    }

    /// Some do not repeat the marker that they were sent, and begin again for ever.
    @Test
    void aListOfOpenUploadsThatDoesNotGoOnEnds() {
        var network = new FaultyHttp();
        try (AwsClients elsewhere = network.clients(clients.settings())) {
            network.answer(
                    9,
                    200,
                    Map.of("Content-Type", "application/xml"),
                    "<ListMultipartUploadsResult><IsTruncated>true</IsTruncated>"
                            + "<NextKeyMarker>a</NextKeyMarker></ListMultipartUploadsResult>");
            assertThrows(ImageException.Failed.class, new S3Listing(elsewhere, 1000)::unfinished);
            assertEquals(2, network.requests());
        }
    }

    @Test
    void aListingThatSaysLittleIsOne() {
        var network = new FaultyHttp();
        try (AwsClients elsewhere = network.clients(clients.settings())) {
            String key = "alice/" + UUID.randomUUID();
            network.answer(
                    1,
                    200,
                    Map.of("Content-Type", "text/xml"),
                    "<ListBucketResult><Contents><Key>" + key + "</Key><Size>1</Size></Contents></ListBucketResult>");
            assertTrue(new S3Listing(elsewhere, 1000).hasOriginals());
            network.answer(1, 200, Map.of(), "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>");
            assertFalse(new S3Listing(elsewhere, 1000).hasOriginals());
        }
    }

    /// As a proxy answers, or a network to sign in at: the SDK would read a deletion out of it, or an object.
    @Test
    void aWebPageInPlaceOfTheServerIsNoAnswer() {
        ObjectKey key = ObjectKey.original("alice", UUID.randomUUID().toString());
        put(key.path());
        var network = new FaultyHttp();
        try (AwsClients elsewhere = network.clients(clients.settings(), new RetryPolicy(1, Duration.ZERO))) {
            var objects = new S3ObjectStore(elsewhere, folder);
            for (Executable request : List.<Executable>of(
                    () -> new S3Listing(elsewhere, 1000).list("", _ -> {}),
                    () -> objects.find(key),
                    () -> objects.delete(key),
                    () -> objects.open(key).close())) {
                String page = "<!DOCTYPE html><title>Sign in</title><br>";
                network.answer(1, 200, Map.of("content-type", "text/html; charset=utf-8"), page);
                var refused = assertThrows(ImageException.Unreachable.class, request);
                assertTrue(refused.getMessage().startsWith("A web page answered in place of"), refused.getMessage());
            }
            assertTrue(objects.find(key).isPresent());
            network.answer(1, 200, Map.of("Content-Type", "text/html", "Content-Length", "0"), "");
            objects.delete(key); // so some servers say that it is done
        }
    }

    /// “Is there any?” costs few pages of a bucket with millions of previews.
    @Test
    void whatIsFoundEndsTheListing() {
        put("+foreign");
        for (int i = 0; i < 20; i++) {
            put(".vitrine/thumb/512/" + UUID.randomUUID() + ".jpg");
        }
        put("alice/no-id-of-ours");
        var network = new FaultyHttp();
        try (AwsClients counted = network.clients(clients.settings())) {
            assertFalse(new S3Listing(counted, 3).hasOriginals());
            assertEquals(2, network.requests(), "the previews are stepped over");
            for (int i = 0; i < 20; i++) {
                put("bob/" + UUID.randomUUID());
            }
            assertTrue(new S3Listing(counted, 3).hasOriginals());
            assertEquals(4, network.requests());
        }
    }

    @Test
    void pathsThatNobodyOfUsWroteAreToldAndAreNoKeys() {
        List<String> foreign = List.of(
                ".hidden/x",
                ".vitrine/thumb/512/x.png",
                ".vitrine/thumb/big/x.jpg",
                "a/b/c/d/e/f",
                "a//b",
                "no-slash",
                "a+b/c d/%41&é.txt");
        foreign.forEach(this::put);
        put("alice/image");
        var listed = new ArrayList<Listed>();
        new S3Listing(clients).list("", listed::add);
        var all = new TreeSet<>(foreign);
        all.add("alice/image");
        assertEquals(
                List.copyOf(all), listed.stream().map(Listed::path).sorted().toList());
        assertEquals(
                List.of(ObjectKey.original("alice", "image")),
                listed.stream().map(Listed::key).flatMap(Optional::stream).toList());
    }

    @Test
    void unfinishedUploadsAreToldAndRemoved() {
        String bucket = clients.settings().bucket();
        for (String key : List.of("alice/one", "alice/two", "bob/three")) {
            clients.s3().createMultipartUpload(create -> create.bucket(bucket).key(key));
        }
        var listing = new S3Listing(clients);
        List<Unfinished> unfinished = listing.unfinished();
        assertEquals(
                List.of("alice/one", "alice/two", "bob/three"),
                unfinished.stream().map(Unfinished::path).sorted().toList());
        unfinished.forEach(listing::discard);
        assertEquals(List.of(), listing.unfinished());
        unfinished.forEach(listing::discard);
    }

    @Test
    void aMissingBucketIsNoEmptyOne() {
        clients.s3().deleteBucket(delete -> delete.bucket(clients.settings().bucket()));
        assertThrows(ImageException.Failed.class, () -> new S3Listing(clients).list("", _ -> {}));
    }

    private void put(String key) {
        clients.s3().putObject(put -> put.bucket(clients.settings().bucket()).key(key), RequestBody.fromString("x"));
    }
}
