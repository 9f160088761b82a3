package dev.vitrine.store;

import dev.vitrine.image.SeenImage;

/// Deletes a row permanently as it is now, where there is one.
public final class Purge {
    private Purge() {}

    public static void row(MetadataStore store, String imageId) {
        store.find(imageId)
                .or(() -> store.findTrashed(imageId))
                .ifPresent(image -> store.beginPurge(SeenImage.of(image)));
        store.endPurge(imageId);
    }
}
