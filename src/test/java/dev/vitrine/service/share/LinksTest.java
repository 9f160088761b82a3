package dev.vitrine.service.share;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.Downloads;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.share.LinkWish.Lifetime;
import dev.vitrine.service.share.LinkWish.Purpose;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStoreAround;
import dev.vitrine.store.Sha256;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path library;
    @TempDir
    private Path scratch;

    private final Map<String, byte[]> copies = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private Duration longest = Duration.ofDays(7);
    private boolean signs = true;
    private Instant now = NOW;
    private ObjectStore objects;

    @BeforeEach
    void openStore() {
        objects = new Copies(new FolderObjectStore(library));
    }

    @Test
    void linksTellTheirRealEnd() {
        ImageRecord image = stored("1");
        SharedLinks made = make(List.of(image), new LinkWish(Lifetime.DAY, Purpose.VIEW, false));
        assertEquals(Optional.of(NOW.plus(Duration.ofDays(1))), made.end());
        assertFalse(made.cutShort());
        assertEquals(List.of("view alice/1 image/jpeg PT24H"), asked);
        assertEquals("Title 1", made.links().getFirst().title());
    }

    @Test
    void credentialsThatEndEarlierCutLinksShort() {
        longest = Duration.ofMinutes(40);
        SharedLinks made = make(List.of(stored("1")), new LinkWish(Lifetime.WEEK, Purpose.DOWNLOAD, false));
        assertTrue(made.cutShort());
        assertEquals(Optional.of(NOW.plus(Duration.ofMinutes(40))), made.end());
        assertEquals(List.of("download alice/1 image/jpeg 1.jpg PT168H"), asked);
        assertFalse(make(List.of(stored("1")), new LinkWish(Lifetime.QUARTER_HOUR, Purpose.VIEW, false)).cutShort());
    }

    @Test
    void withoutLocationTheLinkLeadsToACopyAndTheOriginalStays() throws IOException {
        ImageRecord image = stored("1");
        byte[] before = Files.readAllBytes(library.resolve("alice").resolve("1"));
        SharedLinks made = make(List.of(image), new LinkWish(Lifetime.HOUR, Purpose.VIEW, true));
        ObjectKey key = made.links().getFirst().key();
        assertEquals(Optional.of(NOW.plus(Duration.ofHours(1)).plusSeconds(5)), key.sharedUntil());
        assertEquals(".vitrine/shared/1-" + NOW.plus(Duration.ofHours(1)).plusSeconds(5).getEpochSecond() + "-nonce", key.path());
        assertEquals(List.of("view " + key.path() + " image/jpeg PT1H"), asked);
        assertTrue(copies.containsKey(key.path()));
        assertArrayEquals(before, Files.readAllBytes(library.resolve("alice").resolve("1")));
        assertEquals(List.of(), inScratch());
    }

    @Test
    void copiesGoWhenTheirLinksHaveEndedAndNotBefore() {
        make(List.of(stored("1")), new LinkWish(Lifetime.HOUR, Purpose.VIEW, true));
        make(List.of(stored("2")), new LinkWish(Lifetime.DAY, Purpose.VIEW, true));
        now = NOW.plus(Duration.ofMinutes(59));
        assertEquals(0, links().sweep());
        now = NOW.plus(Duration.ofMinutes(61));
        assertEquals(1, links().sweep());
        assertEquals(1, copies.size());
        assertTrue(copies.keySet().iterator().next().startsWith(".vitrine/shared/2-"), copies.keySet().toString());
    }

    @Test
    void aCopyThatNoLinkLeadsToIsRemoved() {
        signs = false;
        SharedLinks made = make(List.of(stored("1")), new LinkWish(Lifetime.HOUR, Purpose.VIEW, true));
        assertEquals(1, made.failed().size());
        assertEquals(Map.of(), copies);
    }

    @Test
    void oneThatFailsIsNamedAndTheOthersAreLinked() {
        ImageRecord gone = stored("1");
        ImageRecord there = stored("2");
        objects.delete(gone.key());
        SharedLinks made = make(List.of(gone, there), new LinkWish(Lifetime.HOUR, Purpose.VIEW, true));
        assertEquals(List.of(gone), List.copyOf(made.failed().keySet()));
        assertEquals(List.of("Title 2"), made.links().stream().map(SharedLink::title).toList());
    }

    @Test
    void stoppingTakesCopiesBack() {
        List<ImageRecord> images = List.of(stored("1"), stored("2"));
        assertThrows(ImageException.Cancelled.class, () -> links().make(images, new LinkWish(Lifetime.HOUR, Purpose.VIEW, true), _ -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(Map.of(), copies);
        assertTrue(Files.exists(library.resolve("alice").resolve("1")));
    }

    @Test
    void takingBackNeverTouchesAnOriginal() {
        SharedLinks made = make(List.of(stored("1")), new LinkWish(Lifetime.HOUR, Purpose.VIEW, false));
        links().removeCopies(made.links());
        assertTrue(Files.exists(library.resolve("alice").resolve("1")));
    }

    @Test
    void onlyKeysOfCopiesAreTakenForCopies() {
        assertEquals(Optional.empty(), ObjectKey.ofShared(".vitrine/thumb/512/1.jpg"));
        assertEquals(Optional.empty(), ObjectKey.ofShared(".vitrine/shared/1-abc-def"));
        assertEquals(Optional.empty(), ObjectKey.ofShared(".vitrine/shared/../1-12-def"));
        assertEquals(Optional.empty(), ObjectKey.original("alice", "1-12-def").sharedUntil());
        assertEquals("a-b-1", ObjectKey.ofShared(".vitrine/shared/a-b-1-12-def").orElseThrow().imageId());
    }

    private SharedLinks make(List<ImageRecord> images, LinkWish wish) {
        return links().make(images, wish, _ -> { });
    }

    private Links links() {
        return new Links(new Signed(), objects, new Downloads(objects), scratch, Clock.fixed(now, ZoneOffset.UTC), () -> "nonce");
    }

    private ImageRecord stored(String imageId) {
        var source = ImageSource.ofBytes(imageId + ".jpg", SampleImages.jpeg(40, 30, Color.ORANGE));
        String hash = Sha256.of(source, _ -> { });
        var facts = new ImageFacts("image/jpeg", 0, 0, 0, Optional.empty(), imageId + ".jpg", hash, "", false, false);
        ImageRecord image = SampleImages.row(imageId, "Title " + imageId, facts);
        if (objects.find(image.key()).isEmpty()) {
            objects.put(image.key(), source, "image/jpeg", hash, _ -> { });
        }
        return image;
    }

    private List<String> inScratch() throws IOException {
        try (Stream<Path> all = Files.list(scratch)) {
            return all.map(Path::toString).toList();
        }
    }

    private final class Signed implements ObjectLinks {
        @Override
        public Link view(ObjectKey key, String contentType, Duration lifetime) {
            return link("view " + key.path() + " " + contentType + " " + lifetime, lifetime);
        }

        @Override
        public Link download(ObjectKey key, String contentType, String fileName, Duration lifetime) {
            return link("download " + key.path() + " " + contentType + " " + fileName + " " + lifetime, lifetime);
        }

        private Link link(String what, Duration lifetime) {
            if (!signs) {
                throw new ImageException.Denied("There are no credentials.", null);
            }
            asked.add(what);
            return new Link(URI.create("https://127.0.0.1/x"), now.plus(lifetime.compareTo(longest) < 0 ? lifetime : longest));
        }

        @Override
        public List<ObjectKey> copies() {
            return copies.keySet().stream().flatMap(path -> ObjectKey.ofShared(path).stream()).toList();
        }

        @Override
        public BucketPlace place() {
            return new BucketPlace("pictures", Optional.empty(), "", "");
        }
    }

    /// Originals in a folder, copies in memory.
    private final class Copies implements ObjectStoreAround {
        private final ObjectStore store;

        Copies(ObjectStore store) {
            this.store = store;
        }

        @Override
        public ObjectStore store() {
            return store;
        }

        @Override
        public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
            if (key.sharedUntil().isEmpty()) {
                store.put(key, source, contentType, sha256, progress);
                return;
            }
            try (InputStream bytes = source.open()) {
                copies.put(key.path(), bytes.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void delete(ObjectKey key) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("Stopped.");
            }
            if (copies.remove(key.path()) == null) {
                store.delete(key);
            }
        }
    }
}
