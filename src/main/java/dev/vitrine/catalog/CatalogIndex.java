package dev.vitrine.catalog;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import java.nio.file.Path;

/// Answers every search of a catalog from memory: filters, counts, order and pages, whatever the size of the library.
///
/// Safe for any thread. Answers are of one version and never change; {@link #refresh} makes the next version from the change log.
public final class CatalogIndex implements AutoCloseable {
    private CatalogIndex() {
    }

    /// @param snapshotFile where the index is kept between runs, so that it opens fast; a missing or damaged one is made anew
    public static CatalogIndex open(SqliteCatalog catalog, Path snapshotFile) {
        throw new UnsupportedOperationException("coming in minutes");
    }

    public ImageResult search(ImageQuery query) {
        throw new UnsupportedOperationException("coming in minutes");
    }

    public Facets facets(ImageQuery query) {
        throw new UnsupportedOperationException("coming in minutes");
    }

    /// The position in the change log up to which this index knows the catalog.
    public long version() {
        return 0;
    }

    /// Follows the change log; true when something changed. Cheap when nothing did.
    public boolean refresh() {
        return false;
    }

    @Override
    public void close() {
    }
}
