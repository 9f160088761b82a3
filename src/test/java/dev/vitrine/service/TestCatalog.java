package dev.vitrine.service;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import java.nio.file.Path;
import java.util.List;

/// A catalog in a folder with the index that follows it, and what the service does with both.
public final class TestCatalog implements AutoCloseable {
    private final SqliteCatalog rows;
    private final CatalogIndex index;
    private final CatalogFeed feed;
    private final LiveCatalog live;

    public TestCatalog(Path folder) {
        boolean _ = folder.toFile().mkdirs();
        rows = SqliteCatalog.open(folder.resolve("catalog.sqlite"));
        index = CatalogIndex.open(rows, folder.resolve("index.snapshot"));
        feed = new CatalogFeed(index);
        live = new LiveCatalog(rows, index, feed);
    }

    public SqliteCatalog rows() {
        return rows;
    }

    public CatalogIndex index() {
        return index;
    }

    public LiveCatalog live() {
        return live;
    }

    /// Behind the back of any service; the next search shows them.
    public void put(List<ImageRecord> images) {
        rows.putAll(images);
        index.refresh();
    }

    public ImageService images(ObjectStore objects) {
        return images(rows, objects);
    }

    /// @param wrapped these rows, or others that searches do not show
    public ImageService images(MetadataStore wrapped, ObjectStore objects) {
        return new ImageService(wrapped, objects, live, new PictureReader());
    }

    @Override
    public void close() {
        feed.close();
        index.close();
        rows.close();
    }
}
