package dev.vitrine.service.upload;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/// A real local library in a folder, whose two stores can be wrapped to make them fail.
public final class TestLibrary implements AutoCloseable {
    private final Path objectsFolder;
    private final TestCatalog catalog;
    private final ImageService images;

    public TestLibrary(Path folder, UnaryOperator<ObjectStore> wrapObjects, UnaryOperator<MetadataStore> wrapRows) {
        objectsFolder = folder.resolve("objects");
        catalog = new TestCatalog(folder);
        images =
                catalog.images(wrapRows.apply(catalog.rows()), wrapObjects.apply(new FolderObjectStore(objectsFolder)));
    }

    static TestLibrary open(Path folder) {
        return new TestLibrary(folder, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static TestLibrary withObjects(Path folder, UnaryOperator<ObjectStore> wrap) {
        return new TestLibrary(folder, wrap, UnaryOperator.identity());
    }

    public ImageService images() {
        return images;
    }

    public SqliteCatalog catalog() {
        return catalog.rows();
    }

    List<ImageRecord> rows() {
        return catalog.rows().list(ImagePage.Request.first(100_000)).images();
    }

    /// The originals in the folder, whether a row speaks for them or not.
    List<Path> originals() throws IOException {
        return FolderContent.files(objectsFolder).stream()
                .filter(file -> !objectsFolder.relativize(file).startsWith(".vitrine"))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        catalog.close();
    }
}
