package dev.vitrine.service.album;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Album;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A library of rows without bytes.
final class AlbumLibrary implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    final FolderObjectStore objects;
    final ImageService images;
    private final SqliteCatalog catalog;
    private final CatalogIndex index;
    private final CatalogFeed feed;
    private final LiveCatalog live;

    AlbumLibrary(Path folder) {
        catalog = SqliteCatalog.open(folder.resolve("catalog.sqlite"));
        index = CatalogIndex.open(catalog, folder.resolve("index.snapshot"));
        feed = new CatalogFeed(index);
        live = new LiveCatalog(catalog, index, feed);
        objects = new FolderObjectStore(folder.resolve("objects"));
        images = new ImageService(
                catalog,
                objects,
                live,
                new PictureReader(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }

    /// The later one is put, the earlier it was taken: so they are in this order.
    void put(Album album, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            catalog.put(new ImageRecord(
                    ids.get(i),
                    "alice",
                    new Caption(ids.get(i), "", List.of("sea", album.tag())),
                    ImageFacts.UNKNOWN,
                    NOW.minusSeconds(i),
                    NOW,
                    Optional.empty()));
        }
        live.written();
    }

    void trash(String id) {
        catalog.trash(id, NOW);
        live.written();
    }

    void restore(String id) {
        catalog.restore(id);
        live.written();
    }

    @Override
    public void close() {
        feed.close();
        index.close();
        catalog.close();
        objects.close();
    }
}
