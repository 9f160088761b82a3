package dev.vitrine.service.album;

import dev.vitrine.image.Album;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A library of rows without bytes.
final class AlbumLibrary implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    final FolderObjectStore objects;
    final ImageService images;
    private final TestCatalog catalog;

    AlbumLibrary(Path folder) {
        catalog = new TestCatalog(folder);
        objects = new FolderObjectStore(folder.resolve("objects"));
        images = catalog.images(objects);
    }

    /// The later one is put, the earlier it was taken: so they are in this order.
    void put(Album album, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            catalog.rows()
                    .put(new ImageRecord(
                            ids.get(i),
                            "alice",
                            new Caption(ids.get(i), "", List.of("sea", album.tag())),
                            ImageFacts.UNKNOWN,
                            NOW.minusSeconds(i),
                            NOW,
                            Optional.empty()));
        }
        catalog.live().written();
    }

    void trash(String id) {
        catalog.rows().trash(id, NOW);
        catalog.live().written();
    }

    void restore(String id) {
        catalog.rows().restore(id);
        catalog.live().written();
    }

    @Override
    public void close() {
        catalog.close();
        objects.close();
    }
}
