package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.share.CreatedPage;
import dev.vitrine.service.share.Links;
import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.service.share.SharedPages;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.GuardedObjects;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.ReadersCloud;
import dev.vitrine.store.aws.S3Links;
import dev.vitrine.store.aws.S3ObjectStore;
import dev.vitrine.world.World;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Pages in a bucket, when making and taking back end at any request.
class SharedPagesCloudTest {
    private static final Progress ON = (_, _) -> true;

    @TempDir
    private Path temp;

    private ReadersCloud cloud;

    @AutoClose
    private AwsClients clients;

    private S3ObjectStore objects;
    private List<ImageRecord> images;
    private TreeSet<String> before;

    @BeforeEach
    void openBucket() throws Exception {
        cloud = new ReadersCloud();
        clients = AwsClients.open(cloud.settings(), Optional.of(AwsServers.KEYS));
        objects = new S3ObjectStore(clients, temp.resolve("open-uploads"));
        images = List.of(uploaded("one"), uploaded("two"));
        putForeign(".vitrine/shared/1-x/large/a/b");
        putForeign(".vitrine/shared/notes.txt");
        before = keys();
    }

    private void putForeign(String path) {
        try (S3Client other = CloudServers.s3(cloud.settings())) {
            other.putObject(put -> put.bucket(cloud.settings().bucket()).key(path), RequestBody.fromString("not ours"));
        }
    }

    private ImageRecord uploaded(String id) {
        var source = ImageSource.ofBytes(id + ".jpg", SampleImages.jpeg(40, 30, Color.ORANGE));
        String hash = Sha256.of(source, _ -> {});
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.ORIGINAL_NAME, id + ".jpg")
                .with(Attribute.CONTENT_SHA256, hash);
        ImageRecord image = SampleImages.row(id, "Title " + id, facts);
        objects.put(image.key(), source, "image/jpeg", hash, _ -> {});
        return image;
    }

    private SharedPages pages() {
        return pages(objects);
    }

    private SharedPages pages(ObjectStore store) {
        return new Links(
                        new S3Links(clients, World.clock()),
                        store,
                        new Downloads(objects),
                        temp.resolve("scratch"),
                        World.clock(),
                        () -> World.here().uuid().toString().replace("-", ""))
                .pages();
    }

    private CreatedPage make() {
        return make(ON);
    }

    private CreatedPage make(Progress progress) {
        return pages().make(images, request(), progress);
    }

    private static PageRequest request() {
        return new PageRequest(
                "Summer", Duration.ofDays(2), PageRequest.USUAL, Locale.ENGLISH, Optional.empty(), "alice");
    }

    private TreeSet<String> keys() {
        var keys = new TreeSet<String>();
        objects.list("", listed -> keys.add(listed.path()));
        return keys;
    }

    /// As if the process were killed before this request: nothing after it happens, cleaning up neither.
    private static Predicate<String> from(int request) {
        var asked = new AtomicInteger();
        return _ -> asked.getAndIncrement() >= request;
    }

    /// @return whether it came to its end
    private boolean cut(int request, Runnable act) {
        cloud.deny(from(request));
        try {
            act.run();
            return true;
        } catch (ImageException.Denied | ImageException.Invalid _) {
            return false;
        } finally {
            cloud.deny(_ -> false);
        }
    }

    @Test
    void aMakingThatEndsAtAnyRequestIsListedAndTakenBackWhole() {
        int halves = 0;
        boolean isMade = false;
        for (int request = 0; !isMade; request++) {
            isMade = cut(request, this::make);
            TreeSet<String> left = keys();
            left.removeAll(before);
            List<SharedPage> listed = pages().list();
            assertEquals(left.isEmpty(), listed.isEmpty(), "cut at " + request + ": " + left);
            for (SharedPage page : listed) {
                assertEquals(left.stream().anyMatch(key -> key.endsWith("/index.html")), page.isFinished());
                assertTrue(page.isFinished() || !isMade, "cut at " + request);
                assertEquals("Summer", page.title(), "whose it is, is known from its first part on");
                halves += isMade ? 0 : 1;
                assertEquals(Map.of(), pages().takeBack(page.id(), ON));
            }
            assertEquals(before, keys(), "cut at " + request);
        }
        assertTrue(halves >= 4, "it was really cut in its middle: " + halves);
    }

    @Test
    void takingBackThatEndsAtAnyRequestIsFinishedByTheNext() {
        boolean isDone = false;
        for (int request = 0; !isDone; request++) {
            CreatedPage made = make();
            var left = new ArrayList<String>();
            isDone = cut(
                            request,
                            () -> left.addAll(
                                    pages().takeBack(made.page().id(), ON).keySet()))
                    && left.isEmpty();
            List<SharedPage> listed = pages().list();
            assertEquals(isDone, listed.isEmpty(), "cut at " + request);
            for (SharedPage page : listed) {
                assertEquals("Summer", page.title());
                assertEquals(Map.of(), pages().takeBack(page.id(), ON));
            }
            assertEquals(before, keys(), "cut at " + request);
        }
    }

    /// Deleting what is gone is no failure to S3, so both may have done it, or one finds that there is no page.
    @Test
    void twoWhoTakeBackAtOnceBothSucceedOrSeeThatItIsGone() throws Exception {
        CreatedPage made = make();
        var ready = new CountDownLatch(2);
        var troubles = Collections.synchronizedList(new ArrayList<String>());
        List<Thread> both = IntStream.range(0, 2)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    try {
                        ready.countDown();
                        ready.await();
                        pages().takeBack(made.page().id(), ON).forEach((path, why) -> troubles.add(path + why));
                    } catch (ImageException.NotFound _) {
                        // the other was faster
                    } catch (Exception e) {
                        troubles.add(e.toString());
                    }
                }))
                .toList();
        for (Thread each : both) {
            each.join();
        }
        assertEquals(List.of(), troubles);
        assertEquals(before, keys());
    }

    @Test
    void aPageTakenBackWhileItsIndexIsOnItsWayIsNotOpen() {
        var slow = new SlowStore(
                objects,
                key -> {
                    if (key.path().endsWith("/index.html")) {
                        assertEquals(Map.of(), takeBackOnly());
                    }
                },
                () -> {});
        assertThrows(ImageException.Conflict.class, () -> pages(slow).make(images, request(), ON));
        assertEquals(before, keys());
    }

    /// Whoever takes it back saw it half made.
    @Test
    void aPageFinishedWhileItIsTakenBackIsNotOpen() throws Exception {
        var seen = new CountDownLatch(1);
        var finished = new CountDownLatch(1);
        var slow = new SlowStore(objects, _ -> {}, () -> {
            seen.countDown();
            await(finished);
        });
        var left = new ConcurrentHashMap<String, ImageException>();
        var takers = new ArrayList<Thread>();
        make((done, all) -> {
            if (done == all) {
                String id = pages().list().getFirst().id();
                takers.add(
                        Thread.ofVirtual().start(() -> left.putAll(pages(slow).takeBack(id, ON))));
                await(seen);
            }
            return true;
        });
        finished.countDown();
        takers.getFirst().join();
        assertEquals(Map.of(), left);
        assertEquals(before, keys());
    }

    private Map<String, ImageException> takeBackOnly() {
        return pages().takeBack(pages().list().getFirst().id(), ON);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What others do happens before bytes arrive, or after keys were listed.
    private record SlowStore(ObjectStore store, Consumer<ObjectKey> beforePut, Runnable afterList)
            implements ForwardingObjectStore {
        @Override
        public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
            beforePut.accept(key);
            store.put(key, source, contentType, sha256, progress);
        }

        @Override
        public void list(String prefix, Consumer<Listed> found) {
            store.list(prefix, found);
            afterList.run();
        }
    }

    @Test
    void rightsThatAreRefusedInTheMiddleAreSaidAndNothingStays() {
        var puts = new AtomicInteger();
        cloud.deny(operation -> operation.equals("PUT") && puts.getAndIncrement() >= 2);
        assertThrows(ImageException.class, this::make);
        assertEquals(before, keys());
        cloud.deny(_ -> false);
        CreatedPage made = make();
        cloud.deny("DELETE"::equals);
        Map<String, ImageException> left = pages().takeBack(made.page().id(), ON);
        assertFalse(left.isEmpty());
        left.values().forEach(why -> assertEquals(ImageException.Denied.class, why.getClass()));
        assertTrue(pages().list().getFirst().isFinished(), "a page that nobody may take back is still open");
        cloud.deny(_ -> false);
        assertEquals(Map.of(), pages().takeBack(made.page().id(), ON));
        assertEquals(before, keys());
    }

    /// A policy may end at the folder of what is shared.
    @Test
    void whoMayNotTakeBackMayStillDeleteImagesAndTheOtherWayRound() {
        CreatedPage made = make();
        var rights = new Rights();
        cloud.deny("DELETE"::equals);
        assertFalse(pages(new GuardedObjects(objects, rights))
                .takeBack(made.page().id(), ON)
                .isEmpty());
        assertEquals(Set.of(Right.DELETE_COPIES), rights.refused().keySet());
        cloud.deny(_ -> false);
        var others = new Rights();
        others.remember(Map.of(Right.DELETE_BYTES, "no"));
        assertEquals(
                Map.of(),
                pages(new GuardedObjects(objects, others)).takeBack(made.page().id(), ON));
    }

    /// Its copies were not there yet when somebody looked for them.
    @Test
    void anImageDeletedWhileThePageIsMadeIsNotOnIt() {
        ImageRecord gone = images.getFirst();
        CreatedPage made = make((done, _) -> {
            if (done == images.size()) {
                objects.delete(gone.key());
            }
            return true;
        });
        assertEquals(List.of(gone), List.copyOf(made.failed().keySet()));
        assertEquals(1, made.page().images());
        assertTrue(keys().stream().noneMatch(key -> key.contains("/shared/") && key.endsWith("/" + gone.imageId())));
        assertEquals(1, pages().list().getFirst().images());
    }

    @Test
    void aPageWhoseImagesAreAllDeletedIsNotThere() {
        assertThrows(
                ImageException.Invalid.class,
                () -> make((done, all) -> {
                    if (done == all) {
                        images.forEach(image -> objects.delete(image.key()));
                    }
                    return true;
                }));
        assertEquals(List.of(), pages().list());
    }

    @Test
    void aPasswordIsToldOfInTheListAndIsNowhereInTheBucket() throws Exception {
        var request = new PageRequest(
                "Summer",
                Duration.ofDays(2),
                PageRequest.USUAL,
                Locale.ENGLISH,
                Optional.of(new PagePassword("correct horse")),
                "alice");
        CreatedPage made = pages().make(images, request, ON);
        assertTrue(made.page().hasPassword());
        assertTrue(pages().list().getFirst().hasPassword());
        for (String key : keys()) {
            if (key.startsWith(ObjectKey.SHARED + made.page().id())) {
                try (var in = objects.open(ObjectKey.ofShared(key).orElseThrow())) {
                    String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                    assertFalse(text.contains("correct horse"), key);
                    assertFalse(text.contains("Title one"), key);
                }
            }
        }
    }
}
