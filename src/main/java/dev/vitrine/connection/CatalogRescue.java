package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.catalog.CatalogCopies;
import dev.vitrine.catalog.CatalogCopy;
import dev.vitrine.catalog.CatalogRestore;
import dev.vitrine.catalog.CatalogRestore.RestoredCatalog;
import dev.vitrine.catalog.CopyChoice;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/// The way back for a library in a folder whose catalog was lost or is damaged. The library itself is not opened: that
/// would fail, or begin a new catalog.
public final class CatalogRescue {
    private final Path catalog;
    private final Clock clock;
    private final Set<String> originals = new HashSet<>();
    private final CopyChoice choice;

    /// Looks at the copies and at what is stored, and changes nothing.
    public CatalogRescue(Path folder, Clock clock) {
        this.clock = clock;
        var kept = new HashSet<String>();
        catalog = LocalStores.catalog(folder);
        if (Files.isDirectory(LocalStores.objects(folder))) {
            try (FolderObjectStore objects = FolderObjectStore.readOnly(LocalStores.objects(folder))) {
                objects.list(each -> {
                    if (each.isOwnOriginal()) {
                        originals.add(each.path());
                    }
                    // A repair may have put aside what the catalog had forgotten.
                    each.key()
                            .map(ObjectKey::released)
                            .filter(ObjectKey::isOwnOriginal)
                            .ifPresent(key -> kept.add(key.path()));
                });
            }
        }
        choice = CatalogCopies.choice(catalog, kept);
    }

    public CopyChoice choice() {
        return choice;
    }

    /// Puts the copy in place that is advised.
    ///
    /// @throws ImageException.NotFound when there is none
    public RestoredCatalog restore() {
        return put(
                choice.advised()
                        .map(CatalogCopy::file)
                        .orElseThrow(
                                () -> new ImageException.NotFound(
                                        "There is no copy of the catalog in "
                                                + quoted(CatalogCopies.folder(catalog))
                                                + " that can be read. “vitrine doctor --adopt” makes rows again for the images that are there.")));
    }

    /// @param copy the name of a copy, or the path of any file with a catalog in it
    /// @throws ImageException.NotFound when there is no such file
    public RestoredCatalog restore(String copy) {
        return put(choice.copies().stream()
                .filter(each -> each.name().equals(copy))
                .map(CatalogCopy::file)
                .findFirst()
                .orElseGet(() -> existing(copy)));
    }

    private Path existing(String path) {
        try {
            Path file = Path.of(path);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException _) {
            // The same as a file that is not there.
        }
        throw new ImageException.NotFound("There is no copy of the catalog that is called " + quoted(path)
                + ", and no such file. “vitrine doctor --restore-backup” lists the copies where there is a choice.");
    }

    private RestoredCatalog put(Path copy) {
        return CatalogRestore.restore(catalog, copy, originals, clock);
    }
}
