package dev.vitrine.service.move;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;

/// A store in which something happens after bytes were copied.
record HookedCopy(ObjectStore store, Runnable after) implements ForwardingObjectStore {
    @Override
    public void copy(ObjectKey from, ObjectKey to) {
        store.copy(from, to);
        after.run();
    }
}
