package dev.vitrine.store;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import java.time.Instant;
import java.util.List;

/// Rows of which every change that was made is told to the other windows of the library.
public record AnnouncedRows(MetadataStore store, ChangeBeacon beacon) implements ForwardingMetadataStore {
    @Override
    public void put(ImageRecord image) {
        store.put(image);
        report(image.imageId());
    }

    @Override
    public void putTrashed(ImageRecord image) {
        store.putTrashed(image);
        report(image.imageId());
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return reported(store.update(edit, now));
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return reported(store.changeUser(imageId, change, now));
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        return reported(store.addFacts(imageId, more));
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return reported(store.trash(imageId, deletedAt));
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return reported(store.trashFor(seen, kept, deletedAt));
    }

    @Override
    public ImageRecord restore(String imageId) {
        return reported(store.restore(imageId));
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return reported(store.beginPurge(seen));
    }

    @Override
    public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        return reported(store.cancelPurge(purged, deletedAt));
    }

    /// It was told when it began.
    @Override
    public void endPurge(String imageId) {
        store.endPurge(imageId);
    }

    private ImageRecord reported(ImageRecord image) {
        report(image.imageId());
        return image;
    }

    private void report(String imageId) {
        beacon.report(List.of(imageId));
    }
}
