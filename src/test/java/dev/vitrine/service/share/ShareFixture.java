package dev.vitrine.service.share;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// A store whose links only say what they were asked for; originals in a folder, copies in memory.
public final class ShareFixture {
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    final Map<String, byte[]> copies = Collections.synchronizedMap(new TreeMap<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ObjectStore objects;
    Duration longest = Duration.ofDays(7);
    boolean signs = true;
    String undeletable = "";
    String unreadable = "";
    /// Told the path of a copy before it is put or deleted.
    Consumer<String> before = _ -> {};
    /// Told the path of a file that was just made, and the only one of its kind.
    Consumer<String> afterCreated = _ -> {};
    Supplier<String> nonces = () -> "nonce";
    Instant now = NOW;
    private Optional<ImageException> listing = Optional.empty();

    public ShareFixture(Path library) {
        objects = new Copies(new FolderObjectStore(library));
    }

    public Links links(Path scratch) {
        return new Links(
                new Signed(),
                objects,
                new Downloads(objects),
                scratch,
                Clock.fixed(now, ZoneOffset.UTC),
                () -> nonces.get());
    }

    /// What was signed, in order.
    public List<String> asked() {
        return asked;
    }

    public int copies() {
        return copies.size();
    }

    /// What the only copy says of itself.
    public String titleOfCopy() {
        byte[] copy = copies.values().iterator().next();
        return new PictureReader()
                .inspect(ImageSource.ofBytes("copy.jpg", copy))
                .caption()
                .title();
    }

    /// From now on nobody may delete what lies at a path that ends like this; `""` for all.
    public void refuseDeleting(String end) {
        undeletable = end.isEmpty()
                ? ""
                : copies.keySet().stream()
                        .filter(path -> path.endsWith(end))
                        .findFirst()
                        .orElseThrow();
    }

    /// As another machine, which may write anything.
    public void put(String path, byte[] content) {
        copies.put(path, content);
    }

    /// From now on listing fails like this.
    public void failListing(Optional<ImageException> failure) {
        listing = failure;
    }

    public void remove(ImageRecord image) {
        objects.delete(image.key());
    }

    public ImageRecord stored(String imageId) {
        return stored(imageId, "Title " + imageId);
    }

    public ImageRecord stored(String imageId, String title) {
        var source = ImageSource.ofBytes(imageId + ".jpg", SampleImages.jpeg(40, 30, Color.ORANGE));
        String hash = Sha256.of(source, _ -> {});
        var facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.ORIGINAL_NAME, imageId + ".jpg")
                .with(Attribute.CONTENT_SHA256, hash);
        ImageRecord image = SampleImages.row(imageId, title, facts);
        if (objects.find(image.key()).isEmpty()) {
            objects.put(image.key(), source, "image/jpeg", hash, _ -> {});
        }
        return image;
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

        @Override
        public Link page(ObjectKey key, String contentType, Duration lifetime) {
            return new Link(
                    URI.create("https://bucket.example/" + key.path() + "?signed&for=" + lifetime),
                    link("page", lifetime).expiresAt());
        }

        private Link link(String what, Duration lifetime) {
            if (!signs) {
                throw new ImageException.Denied("There are no credentials.", null);
            }
            asked.add(what);
            return new Link(
                    URI.create("https://127.0.0.1/x"), now.plus(lifetime.compareTo(longest) < 0 ? lifetime : longest));
        }
    }

    /// Originals in a folder, copies in memory.
    private final class Copies implements ForwardingObjectStore {
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
            before.accept(key.path());
            try (InputStream bytes = source.open()) {
                copies.put(key.path(), bytes.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void create(ObjectKey key, byte[] content) {
            before.accept(key.path());
            if (copies.putIfAbsent(key.path(), content) != null) {
                throw ImageException.Conflict.ofDocument(key.path(), null);
            }
            afterCreated.accept(key.path());
        }

        @Override
        public Optional<StoredObject> find(ObjectKey key) {
            byte[] copy = copies.get(key.path());
            return copy == null ? store.find(key) : Optional.of(new StoredObject(key, copy.length, ""));
        }

        private void requireReadable(ObjectKey key) {
            if (key.path().equals(unreadable)) {
                throw ImageException.Denied.ofRight("This may not be read.", null);
            }
        }

        @Override
        public InputStream open(ObjectKey key) {
            requireReadable(key);
            return store.open(key);
        }

        @Override
        public Optional<Document> document(ObjectKey key, int maxBytes) {
            requireReadable(key);
            byte[] copy = copies.get(key.path());
            if (copy != null && copy.length > maxBytes) {
                throw new ImageException.Failed("too long");
            }
            return Optional.ofNullable(copy).map(content -> new Document(content, "1"));
        }

        @Override
        public void list(String prefix, Consumer<Listed> found) {
            listing.ifPresent(failure -> {
                throw failure;
            });
            Map.copyOf(copies).forEach((path, bytes) -> {
                if (path.startsWith(prefix)) {
                    found.accept(new Listed(path, bytes.length, NOW));
                }
            });
        }

        @Override
        public List<ObjectKey> sharedCopies() {
            return copies.keySet().stream()
                    .flatMap(path -> ObjectKey.ofShared(path).stream())
                    .toList();
        }

        @Override
        public boolean delete(ObjectKey key) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("Stopped.");
            }
            before.accept(key.path());
            if (key.path().equals(undeletable)) {
                throw ImageException.Denied.ofRight("This may not be deleted.", null);
            }
            return copies.remove(key.path()) == null && store.delete(key);
        }
    }
}
