package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.catalog.CatalogBackups;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.store.GuardedRows;
import dev.vitrine.store.Rights;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Wires a library in a folder.
final class LocalStores {
    enum Access {
        WRITE,
        /// A backup on a stick, a share, a disk that the system mounted again read-only:
        /// the moment to look at it.
        LOOK,
        /// SQLite needs room beside a catalog even to read it.
        LOOK_AS_DISK_IS_FULL;

        static Access of(Path folder) {
            Path catalog = catalog(folder);
            boolean isReadOnly = Files.isReadable(catalog)
                    && Stream.of(catalog, folder, objects(folder))
                            .anyMatch(each -> Files.exists(each) && !Files.isWritable(each));
            return isReadOnly ? LOOK : WRITE;
        }
    }

    /// For the files that SQLite keeps beside a catalog, and a deletion or two.
    private static final long LEAST_ROOM = 1 << 18;

    private static final long ROOM = 4 << 20;

    private LocalStores() {}

    static LibraryStores open(Path folder, Access access, OpenOptions options, Resources resources) {
        LibraryFiles files = LibraryFiles.of(options.folders(), folder.toString());
        return switch (access) {
            case WRITE -> writable(folder, files, !options.follows(), resources);
            case LOOK -> readOnly(folder, files, copies(options), FolderObjectStore.refusal(folder), resources);
            case LOOK_AS_DISK_IS_FULL -> readOnly(folder, files, copies(options), noRoom(folder), resources);
        };
    }

    private static Path copies(OpenOptions options) {
        return options.folders().cache().resolve("read-only");
    }

    private static String noRoom(Path folder) {
        return "The disk of the library " + quoted(folder)
                + " is full, so it may only be looked at. Free some space on that disk, then open the library again.";
    }

    /// Opens a library; where its disk is full, with the room of some previews, or else to be looked at: whoever
    /// wants to make room has to see what is there.
    ///
    /// @param opening leaves nothing open when it fails
    static <T> T open(Path folder, Function<Access, T> opening) {
        Access access = Access.of(folder);
        try {
            return opening.apply(access);
        } catch (ImageException.Failed full) {
            if (access != Access.WRITE || !full.passes() || !Files.isReadable(catalog(folder))) {
                throw full;
            }
            return withLittleRoom(folder, opening, full);
        }
    }

    private static <T> T withLittleRoom(Path folder, Function<Access, T> opening, ImageException full) {
        try {
            if (FolderObjectStore.makeRoom(objects(folder), LEAST_ROOM, ROOM) > 0) {
                return opening.apply(Access.WRITE);
            }
        } catch (ImageException.Failed stillFull) {
            full.addSuppressed(stillFull);
        }
        try {
            return opening.apply(Access.LOOK_AS_DISK_IS_FULL);
        } catch (ImageException nowhere) {
            full.addSuppressed(nowhere);
            throw full;
        }
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
    private static LibraryStores readOnly(
            Path folder, LibraryFiles files, Path copies, String refusal, Resources resources) {
        FolderObjectStore objects = resources.add(FolderObjectStore.readOnly(objects(folder), refusal));
        ScratchFolder scratch = resources.add(
                ScratchFolder.in(copies, 2 * catalog(folder).toFile().length()));
        LiveCatalog catalog = LiveCatalog.open(
                SqliteCatalog.openCopy(catalog(folder), scratch.folder()), files.snapshot(), resources);
        Rights rights = Rights.none(refusal);
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
