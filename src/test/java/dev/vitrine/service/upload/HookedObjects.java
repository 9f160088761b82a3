package dev.vitrine.service.upload;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectStore;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/// A store in which something happens before and after the bytes of an original are put.
record HookedObjects(ObjectStore store, Runnable before, Runnable after) implements ObjectStore {
    static HookedObjects before(ObjectStore store, Runnable before) {
        return new HookedObjects(store, before, () -> { });
    }

    static HookedObjects after(ObjectStore store, Runnable after) {
        return new HookedObjects(store, () -> { }, after);
    }

    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        if (key.isOriginal()) {
            before.run();
        }
        store.put(key, source, contentType, sha256, progress);
        if (key.isOriginal()) {
            after.run();
        }
    }

    @Override
    public InputStream open(ObjectKey key) {
        return store.open(key);
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        return store.open(key, offset, length);
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return store.find(key);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
    }

    @Override
    public void close() {
        store.close();
    }
}
