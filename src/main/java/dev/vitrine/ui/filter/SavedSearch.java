package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;

/// A query that was given a name.
///
/// @param images how many it finds now; -1 until counted
/// @param isOffline whether its originals are kept on this machine
record SavedSearch(String name, ImageQuery query, int images, boolean isOffline) {
    SavedSearch(String name, ImageQuery query, int images) {
        this(name, query, images, false);
    }

    boolean isCounted() {
        return images >= 0;
    }

    /// What is in the trash is never kept.
    boolean canKeep() {
        return query.scope() == Scope.LIBRARY;
    }

    /// With another query, not counted yet.
    SavedSearch searching(ImageQuery changed) {
        return new SavedSearch(name, changed, -1).withOffline(isOffline);
    }

    SavedSearch withName(String changed) {
        return new SavedSearch(changed, query, images, isOffline);
    }

    SavedSearch withQuery(ImageQuery changed) {
        return new SavedSearch(name, changed, images, isOffline);
    }

    SavedSearch withOffline(boolean changed) {
        return new SavedSearch(name, query, images, changed && canKeep());
    }

    SavedSearch withImages(int counted) {
        return new SavedSearch(name, query, counted, isOffline);
    }
}
