package dev.vitrine.service.upload;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;

/// A store in which something happens before and after a row is put.
record HookedRows(MetadataStore store, Runnable before, Runnable after) implements ForwardingMetadataStore {
    @Override
    public void put(ImageRecord image) {
        before.run();
        store.put(image);
        after.run();
    }
}
