package dev.vitrine.service.move;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;

/// A store in which something happens before bytes are put aside, and after that.
record HookedAside(ObjectStore store, Runnable before, Runnable after) implements ForwardingObjectStore {
    @Override
    public void move(ObjectKey from, ObjectKey to) {
        if (!to.isQuarantined()) {
            store.move(from, to);
            return;
        }
        before.run();
        store.move(from, to);
        after.run();
    }
}
