package dev.vitrine.connection;

import dev.vitrine.catalog.CatalogBackups;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.store.GuardedRows;
import dev.vitrine.store.Rights;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Wires a library in a folder.
final class LocalStores {
    enum Access {
        WRITE,
        /// A backup on a stick, a share, a disk that the system mounted again read-only:
        /// the moment to look at it.
        LOOK;

        static Access of(Path folder) {
            Path catalog = catalog(folder);
            boolean isReadOnly = Files.isReadable(catalog)
                    && Stream.of(catalog, folder, objects(folder))
                            .anyMatch(each -> Files.exists(each) && !Files.isWritable(each));
            return isReadOnly ? LOOK : WRITE;
        }
    }

    private LocalStores() {}

    static LibraryStores open(Path folder, Access access, OpenOptions options, Resources resources) {
        LibraryFiles files = LibraryFiles.of(options.folders(), folder.toString());
        return switch (access) {
            case WRITE -> writable(folder, files, !options.follows(), resources);
            case LOOK -> readOnly(folder, files, options.folders().cache().resolve("read-only"), resources);
        };
    }

    private static LibraryStores writable(Path folder, LibraryFiles files, boolean endsSoon, Resources resources) {
        FolderObjectStore objects = resources.add(new FolderObjectStore(objects(folder)));
        LiveCatalog catalog = LiveCatalog.open(SqliteCatalog.open(catalog(folder)), files.snapshot(), resources);
        resources.add(CatalogBackups.inBackground(catalog.rows(), World.clock(), endsSoon));
        return new LibraryStores(
                objects,
                catalog.rows(),
                catalog.rows(),
                catalog,
                new Rights(),
                Optional.of(objects.previews()),
                Optional.empty(),
                objects.incoming(),
                moves(folder),
                files.silent(),
                Optional.empty());
    }

    /// SQLite keeps files beside the one that it reads, so it reads a copy.
    private static LibraryStores readOnly(Path folder, LibraryFiles files, Path copies, Resources resources) {
        FolderObjectStore objects = resources.add(FolderObjectStore.readOnly(objects(folder)));
        ScratchFolder scratch = resources.add(ScratchFolder.in(copies));
        LiveCatalog catalog = LiveCatalog.open(
                SqliteCatalog.openCopy(catalog(folder), scratch.folder()), files.snapshot(), resources);
        Rights rights = Rights.none(FolderObjectStore.readOnly(folder, null).getMessage());
        var rows = new GuardedRows(catalog.rows(), rights);
        return new LibraryStores(
                objects,
                rows,
                rows,
                catalog,
                rights,
                Optional.empty(),
                Optional.empty(),
                scratch.folder(),
                moves(folder),
                files.silent(),
                Optional.empty());
    }

    static Path catalog(Path folder) {
        return folder.resolve("catalog.sqlite");
    }

    /// In the library: whoever opens it next finishes what was begun.
    private static Path moves(Path folder) {
        return folder.resolve("moves");
    }

    static Path objects(Path folder) {
        return folder.resolve("objects");
    }
}
