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
        tell(image.imageId());
    }

    @Override
    public void putTrashed(ImageRecord image) {
        store.putTrashed(image);
        tell(image.imageId());
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return told(store.update(edit, now));
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return told(store.changeUser(imageId, change, now));
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        return told(store.addFacts(imageId, more));
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return told(store.trash(imageId, deletedAt));
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return told(store.trashFor(seen, kept, deletedAt));
    }

    @Override
    public ImageRecord restore(String imageId) {
        return told(store.restore(imageId));
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return told(store.beginPurge(seen));
    }

    /// It was told when it began.
    @Override
    public void endPurge(String imageId) {
        store.endPurge(imageId);
    }

    private ImageRecord told(ImageRecord image) {
        tell(image.imageId());
        return image;
    }

    private void tell(String imageId) {
        beacon.tell(List.of(imageId));
    }
}
