package dev.vitrine.service;

import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test on a catalog and originals in a folder of its own.
public abstract class CatalogTest {
    @TempDir
    protected Path folder;

    @AutoClose
    protected TestCatalog catalog;

    protected ImageService images;

    @BeforeEach
    void openCatalog() {
        catalog = new TestCatalog(folder);
        images = catalog.images(new FolderObjectStore(folder.resolve("objects")));
    }
}
