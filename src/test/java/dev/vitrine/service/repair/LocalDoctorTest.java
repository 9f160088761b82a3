package dev.vitrine.service.repair;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.WholeFile;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// The doctor in a folder.
class LocalDoctorTest extends DoctorContract {
    @TempDir
    private Path folder;

    @Override
    protected MetadataStore openRows() {
        return SqliteCatalog.open(folder.resolve("catalog.sqlite"));
    }

    @Override
    protected ObjectStore openObjects() {
        return new FolderObjectStore(folder.resolve("objects"));
    }

    @Override
    protected void putForeign(String path) throws IOException {
        Path file = folder.resolve("objects").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not ours");
    }

    @Override
    protected void beginUpload() throws IOException {
        Files.writeString(folder.resolve("objects/.vitrine/incoming/.half" + WholeFile.SUFFIX), "half");
    }
}
