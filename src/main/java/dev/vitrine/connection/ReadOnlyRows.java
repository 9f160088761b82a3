package dev.vitrine.connection;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The rows of a library that may only be looked at: every change is refused.
record ReadOnlyRows(MetadataStore rows, Path folder) implements MetadataStore {
    @Override
    public void put(ImageRecord image) {
        throw refused();
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
        throw refused();
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        throw refused();
    }

    @Override
    public ImageRecord restore(String imageId) {
        throw refused();
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
    public ImageRecord beginPurge(SeenImage seen) {
        throw refused();
    }

    @Override
    public void endPurge(String imageId) {
        throw refused();
    }

    @Override
    public void close() {
        rows.close();
    }

    private ImageException refused() {
        return FolderObjectStore.readOnly(folder, null);
    }
}
