package dev.vitrine.store;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.Rights.Right;
import java.time.Instant;
import java.util.Optional;

/// Rows of which nothing is written that is known to be refused.
public record GuardedRows(MetadataStore rows, Rights rights) implements MetadataStore {
    @Override
    public void checkFits(ImageRecord image) {
        rows.checkFits(image);
    }

    @Override
    public void put(ImageRecord image) {
        rights.use(Right.ADD_ROWS, () -> rows.put(image));
    }

    @Override
    public Optional<ImageRecord> find(String imageId) {
        return rows.find(imageId);
    }

    @Override
    public ImagePage list(ImagePage.Request request) {
        return rows.list(request);
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return rights.use(Right.EDIT_ROWS, () -> rows.update(edit, now));
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return rights.use(Right.USE_TRASH, () -> rows.trash(imageId, deletedAt));
    }

    @Override
    public ImageRecord restore(String imageId) {
        return rights.use(Right.USE_TRASH, () -> rows.restore(imageId));
    }

    @Override
    public Optional<ImageRecord> findTrashed(String imageId) {
        return rows.findTrashed(imageId);
    }

    @Override
    public ImagePage listTrashed(ImagePage.Request request) {
        return rows.listTrashed(request);
    }

    @Override
    public boolean knows(String imageId) {
        return rows.knows(imageId);
    }

    @Override
    public TrashAccess trashAccess() {
        return rows.trashAccess();
    }

    /// Nor is there one for somebody who may not move anything there.
    @Override
    public boolean keepsTrash() {
        return !rights.refused().containsKey(Right.USE_TRASH) && rows.keepsTrash();
    }

    @Override
    public int writesAtOnce() {
        return rows.writesAtOnce();
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return rights.use(Right.DELETE_ROWS, () -> rows.beginPurge(seen));
    }

    @Override
    public void endPurge(String imageId) {
        rights.use(Right.DELETE_ROWS, () -> rows.endPurge(imageId));
    }

    @Override
    public void close() {
        rows.close();
    }
}
