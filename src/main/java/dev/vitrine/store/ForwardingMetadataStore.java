package dev.vitrine.store;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import java.time.Instant;
import java.util.Optional;

/// A store that passes everything on to another, but for what is overridden.
public interface ForwardingMetadataStore extends MetadataStore {
    MetadataStore store();

    @Override
    default void checkFits(ImageRecord image) {
        store().checkFits(image);
    }

    @Override
    default void put(ImageRecord image) {
        store().put(image);
    }

    @Override
    default void putTrashed(ImageRecord image) {
        store().putTrashed(image);
    }

    @Override
    default Optional<ImageRecord> find(String imageId) {
        return store().find(imageId);
    }

    @Override
    default boolean knows(String imageId) {
        return store().knows(imageId);
    }

    @Override
    default boolean knows(ObjectKey original) {
        return store().knows(original);
    }

    @Override
    default ImagePage list(ImagePage.Request request) {
        return store().list(request);
    }

    @Override
    default ImageRecord update(ImageEdit edit, Instant now) {
        return store().update(edit, now);
    }

    @Override
    default ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return store().changeUser(imageId, change, now);
    }

    @Override
    default ImageRecord addFacts(String imageId, ImageFacts more) {
        return store().addFacts(imageId, more);
    }

    @Override
    default ImageRecord trash(String imageId, Instant deletedAt) {
        return store().trash(imageId, deletedAt);
    }

    @Override
    default ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return store().trashFor(seen, kept, deletedAt);
    }

    @Override
    default ImageRecord restore(String imageId) {
        return store().restore(imageId);
    }

    @Override
    default Optional<ImageRecord> findTrashed(String imageId) {
        return store().findTrashed(imageId);
    }

    @Override
    default ImagePage listTrashed(ImagePage.Request request) {
        return store().listTrashed(request);
    }

    @Override
    default TrashAccess trashAccess() {
        return store().trashAccess();
    }

    @Override
    default boolean keepsTrash() {
        return store().keepsTrash();
    }

    @Override
    default int writesAtOnce() {
        return store().writesAtOnce();
    }

    @Override
    default ImageRecord beginPurge(SeenImage seen) {
        return store().beginPurge(seen);
    }

    @Override
    default ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        return store().cancelPurge(purged, deletedAt);
    }

    @Override
    default void endPurge(String imageId) {
        store().endPurge(imageId);
    }

    @Override
    default void close() {
        store().close();
    }
}
