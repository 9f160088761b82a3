package dev.vitrine.service.upload;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import java.util.function.LongConsumer;

/// A store in which something happens before and after the bytes of an original are put.
record HookedObjects(ObjectStore store, Runnable before, Runnable after) implements ForwardingObjectStore {
    static HookedObjects before(ObjectStore store, Runnable before) {
        return new HookedObjects(store, before, () -> {});
    }

    static HookedObjects after(ObjectStore store, Runnable after) {
        return new HookedObjects(store, () -> {}, after);
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
}
