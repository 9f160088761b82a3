package dev.vitrine.store;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageState;
import dev.vitrine.store.Rights.Right;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Bytes of which none are sent that are known to be refused. A move takes more than one right, and says itself which
/// is missing.
public record GuardedObjects(ObjectStore store, Rights rights) implements ForwardingObjectStore {
    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        rights.use(rightTo(key), () -> store.put(key, source, contentType, sha256, progress));
    }

    @Override
    public <T> T bring(ObjectKey key, Supplier<T> copy) {
        return rights.use(rightTo(key), copy);
    }

    @Override
    public void replace(ObjectKey key, byte[] content, String version) {
        rights.use(rightTo(key), () -> store.replace(key, content, version));
    }

    @Override
    public void create(ObjectKey key, byte[] content) {
        rights.use(rightTo(key), () -> store.create(key, content));
    }

    private static Right rightTo(ObjectKey key) {
        if (key.isPreview()) {
            return Right.STORE_PREVIEWS;
        }
        if (key.isPublished()) {
            return Right.PUBLISH_ROWS;
        }
        if (key.isAlbum()) {
            return Right.SHARE_ALBUMS;
        }
        return key.sharedUntil().isPresent() ? Right.STORE_COPIES : Right.STORE_ORIGINALS;
    }

    @Override
    public StorageState bringBack(ObjectKey key, BringBack request) {
        return rights.use(Right.BRING_BACK, () -> store.bringBack(key, request));
    }

    @Override
    public void copy(ObjectKey from, ObjectKey to) {
        rights.use(rightTo(to), () -> store.copy(from, to));
    }

    /// Who may not delete would only make copies.
    @Override
    public void move(ObjectKey from, ObjectKey to) {
        rights.use(Right.DELETE_BYTES, () -> store.move(from, to));
    }

    @Override
    public boolean delete(ObjectKey key) {
        Right right = key.sharedUntil().isPresent() ? Right.DELETE_COPIES : Right.DELETE_BYTES;
        return rights.use(right, () -> store.delete(key));
    }
}
