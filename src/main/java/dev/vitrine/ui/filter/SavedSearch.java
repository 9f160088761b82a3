package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;

/// A query that was given a name.
///
/// @param images how many it finds now; -1 until counted
public record SavedSearch(String name, ImageQuery query, int images) {
    public boolean isCounted() {
        return images >= 0;
    }

    SavedSearch withName(String changed) {
        return new SavedSearch(changed, query, images);
    }

    SavedSearch withImages(int counted) {
        return new SavedSearch(name, query, counted);
    }
}
