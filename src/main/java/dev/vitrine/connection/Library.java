package dev.vitrine.connection;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.Downloads;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Thumbnails;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.store.FileFailures;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/// An open library: everything that a front door needs, wired. Several processes may have one library open at once.
///
/// Opening blocks while files are opened and the index is read, so it does not belong on the FX thread. Closing waits for what is under way.
public final class Library implements AutoCloseable {
    private static final int UPLOADS_AT_ONCE = 4;

    private final ConnectionProfile profile;
    private final Resources resources;
    private final PictureReader pictures;
    private final ImageService images;
    private final Thumbnails thumbnails;
    private final Downloads downloads;
    private final UploadQueue uploads;

    private Library(ConnectionProfile profile, Resources resources, Stores stores, Path journal) {
        this.profile = profile;
        this.resources = resources;
        var feed = resources.add(new CatalogFeed(stores.index()));
        pictures = new PictureReader();
        images = new ImageService(stores.rows(), stores.objects(), new LiveCatalog(stores.catalog(), stores.index(), feed), pictures,
                Clock.systemUTC(), () -> UUID.randomUUID().toString());
        thumbnails = resources.add(new Thumbnails(stores.objects(), pictures));
        downloads = new Downloads(stores.objects());
        uploads = resources.add(new UploadQueue(images, journal, UPLOADS_AT_ONCE));
    }

    /// @throws ImageException when the library cannot be opened, with what to do; nothing stays open then
    public static Library open(ConnectionProfile profile, AppFolders folders) {
        var resources = new Resources();
        try {
            return switch (profile) {
                case ConnectionProfile.Local local -> openLocal(local, folders, resources);
            };
        } catch (RuntimeException e) {
            try (resources) {
                throw e;
            }
        }
    }

    public ConnectionProfile profile() {
        return profile;
    }

    /// What to call this library: the name of its folder.
    public String name() {
        return switch (profile) {
            case ConnectionProfile.Local(Path folder) -> folder.getFileName() == null ? folder.toString() : folder.getFileName().toString();
        };
    }

    public ImageService images() {
        return images;
    }

    public UploadQueue uploads() {
        return uploads;
    }

    public Thumbnails thumbnails() {
        return thumbnails;
    }

    public Downloads downloads() {
        return downloads;
    }

    public PictureReader pictures() {
        return pictures;
    }

    @Override
    public void close() {
        resources.close();
    }

    /// What differs between one kind of library and another. `catalog` is the truth of a local library and the mirror of any other.
    private record Stores(ObjectStore objects, MetadataStore rows, SqliteCatalog catalog, CatalogIndex index) {
    }

    private static Library openLocal(ConnectionProfile.Local local, AppFolders folders, Resources resources) {
        Path folder = realFolder(local.folder());
        String name = fileNameFor(folder);
        ObjectStore objects = resources.add(new FolderObjectStore(folder.resolve("objects")));
        SqliteCatalog catalog = resources.add(SqliteCatalog.open(folder.resolve("catalog.sqlite")));
        CatalogIndex index = resources.add(CatalogIndex.open(catalog, folders.cache().resolve("index").resolve(name + ".snapshot")));
        return new Library(local, resources, new Stores(objects, catalog, catalog, index), folders.data().resolve("uploads").resolve(name + ".sqlite"));
    }

    private static Path realFolder(Path folder) {
        try {
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    /// The same library has the same name at each start, and two libraries never share one.
    private static String fileNameFor(Path folder) {
        return UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
