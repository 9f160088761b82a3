package dev.vitrine.service.upload;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.MetadataStore;
import java.time.Instant;
import java.util.Optional;

/// A store in which something happens before and after a row is put.
record HookedRows(MetadataStore store, Runnable before, Runnable after) implements MetadataStore {
    @Override
    public void put(ImageRecord image) {
        before.run();
        store.put(image);
        after.run();
    }

    @Override
    public Optional<ImageRecord> find(String imageId) {
        return store.find(imageId);
    }

    @Override
    public ImagePage list(ImagePage.Request request) {
        return store.list(request);
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return store.update(edit, now);
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return store.trash(imageId, deletedAt);
    }

    @Override
    public ImageRecord restore(String imageId) {
        return store.restore(imageId);
    }

    @Override
    public Optional<ImageRecord> findTrashed(String imageId) {
        return store.findTrashed(imageId);
    }

    @Override
    public ImagePage listTrashed(ImagePage.Request request) {
        return store.listTrashed(request);
    }

    @Override
    public void delete(String imageId) {
        store.delete(imageId);
    }

    @Override
    public void close() {
        store.close();
    }
}
