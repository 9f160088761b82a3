package dev.vitrine.store;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.Rights.Right;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Bytes of which none are sent that are known to be refused.
public record GuardedObjects(ObjectStore objects, Rights rights) implements ObjectStore {
    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        rights.use(rightTo(key), () -> objects.put(key, source, contentType, sha256, progress));
    }

    private static Right rightTo(ObjectKey key) {
        if (key.isPreview()) {
            return Right.STORE_PREVIEWS;
        }
        return key.sharedUntil().isPresent() ? Right.STORE_COPIES : Right.STORE_ORIGINALS;
    }

    @Override
    public InputStream open(ObjectKey key) {
        return objects.open(key);
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        return objects.open(key, offset, length);
    }

    @Override
    public InputStream openRest(ObjectKey key, long offset, String version) {
        return objects.openRest(key, offset, version);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return objects.find(key);
    }

    @Override
    public boolean holds(ObjectKey key, ImageSource source, String sha256) {
        return objects.holds(key, source, sha256);
    }

    @Override
    public void delete(ObjectKey key) {
        rights.use(Right.DELETE_BYTES, () -> objects.delete(key));
    }

    /// Takes more than one right, and says itself which is missing.
    @Override
    public void move(ObjectKey from, ObjectKey to) {
        objects.move(from, to);
    }

    @Override
    public void list(Consumer<Listed> found) {
        objects.list(found);
    }

    @Override
    public boolean hasOriginals() {
        return objects.hasOriginals();
    }

    @Override
    public boolean isBlocked(ObjectKey key) {
        return objects.isBlocked(key);
    }

    @Override
    public String unblock(ObjectKey key) {
        return objects.unblock(key);
    }

    @Override
    public List<ObjectKey> sharedCopies() {
        return objects.sharedCopies();
    }

    @Override
    public List<Unfinished> unfinished() {
        return objects.unfinished();
    }

    @Override
    public void discard(Unfinished unfinished) {
        objects.discard(unfinished);
    }

    @Override
    public void close() {
        objects.close();
    }
}
