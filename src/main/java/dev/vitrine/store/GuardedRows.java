package dev.vitrine.store;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.Rights.Right;
import java.time.Instant;

/// Rows of which nothing is written that is known to be refused.
public record GuardedRows(MetadataStore store, Rights rights) implements ForwardingMetadataStore {
    @Override
    public void checkFits(ImageRecord image) {
        rights.require(Right.ADD_ROWS);
        store.checkFits(image);
    }

    @Override
    public void put(ImageRecord image) {
        rights.use(Right.ADD_ROWS, () -> store.put(image));
    }

    @Override
    public void putTrashed(ImageRecord image) {
        rights.use(Right.USE_TRASH, () -> store.putTrashed(image));
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return rights.use(Right.EDIT_ROWS, () -> store.update(edit, now));
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return rights.use(Right.EDIT_ROWS, () -> store.changeUser(imageId, change, now));
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        return rights.use(Right.EDIT_ROWS, () -> store.addFacts(imageId, more));
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return rights.use(Right.USE_TRASH, () -> store.trash(imageId, deletedAt));
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return rights.use(Right.USE_TRASH, () -> store.trashFor(seen, kept, deletedAt));
    }

    @Override
    public ImageRecord restore(String imageId) {
        return rights.use(Right.USE_TRASH, () -> store.restore(imageId));
    }

    /// Nor is there one for somebody who may not move anything there.
    @Override
    public boolean keepsTrash() {
        return !rights.refused().containsKey(Right.USE_TRASH) && store.keepsTrash();
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return rights.use(Right.DELETE_ROWS, () -> store.beginPurge(seen));
    }

    @Override
    public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        return rights.use(Right.DELETE_ROWS, () -> store.cancelPurge(purged, deletedAt));
    }

    @Override
    public void endPurge(String imageId) {
        rights.use(Right.DELETE_ROWS, () -> store.endPurge(imageId));
    }
}
