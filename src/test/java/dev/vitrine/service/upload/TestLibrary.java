package dev.vitrine.service.upload;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A real local library in a folder, whose two stores can be wrapped to make them fail.
public final class TestLibrary implements AutoCloseable {
    private final Path objectsFolder;
    private final SqliteCatalog catalog;
    private final CatalogIndex index;
    private final CatalogFeed feed;
    private final ImageService images;

    public TestLibrary(Path folder, UnaryOperator<ObjectStore> wrapObjects, UnaryOperator<MetadataStore> wrapRows)
            throws IOException {
        Files.createDirectories(folder);
        objectsFolder = folder.resolve("objects");
        catalog = SqliteCatalog.open(folder.resolve("catalog.db"));
        index = CatalogIndex.open(catalog, folder.resolve("index"));
        feed = new CatalogFeed(index);
        images = new ImageService(
                wrapRows.apply(catalog),
                wrapObjects.apply(new FolderObjectStore(objectsFolder)),
                new LiveCatalog(catalog, index, feed),
                new PictureReader(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }

    static TestLibrary open(Path folder) throws IOException {
        return new TestLibrary(folder, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static TestLibrary withObjects(Path folder, UnaryOperator<ObjectStore> wrap) throws IOException {
        return new TestLibrary(folder, wrap, UnaryOperator.identity());
    }

    public ImageService images() {
        return images;
    }

    public SqliteCatalog catalog() {
        return catalog;
    }

    List<ImageRecord> rows() {
        return catalog.list(ImagePage.Request.first(100_000)).images();
    }

    /// The originals in the folder, whether a row speaks for them or not.
    List<Path> originals() throws IOException {
        try (Stream<Path> files = Files.walk(objectsFolder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !objectsFolder.relativize(file).startsWith(".vitrine"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        feed.close();
        index.close();
        catalog.close();
    }
}
