package dev.vitrine.store;

import dev.vitrine.image.ObjectKey;
import java.io.InputStream;
import java.util.function.Consumer;

/// A store in which something happens before whole bytes are read.
public record HookedReads(ObjectStore store, Consumer<ObjectKey> before) implements ForwardingObjectStore {
    @Override
    public InputStream open(ObjectKey key) {
        before.accept(key);
        return store.open(key);
    }
}
