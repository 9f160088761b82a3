package dev.vitrine.catalog;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.DatabaseLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// The way back to a copy of a catalog.
public final class CatalogRestore {
    private static final String WORK = "restoring-";

    private CatalogRestore() {}

    /// @param aside the folder where the former catalog is now; empty when there was none
    /// @param unknown originals that the new catalog has no row for
    /// @param formerlyKnown those of them that the former catalog knew, with title and tags
    public record RestoredCatalog(Path copy, Optional<Path> aside, long unknown, long formerlyKnown) {}

    /// Puts a copy in the place of the catalog, as a catalog of its own: whatever was made of one that had been put
    /// in place before is not taken for its. What is there is kept, in a folder beside the copies.
    ///
    /// @param originals paths of what is stored in the library
    /// @throws ImageException.Failed when the copy is of no use; nothing is changed then
    /// @throws ImageException.Conflict when another program has the catalog open: what it writes later would go
    ///   into the file that was moved away
    public static RestoredCatalog restore(Path catalogFile, Path copy, Set<String> originals, Clock clock) {
        Path folder = CatalogCopies.folder(catalogFile);
        try {
            OwnerOnly.createFolders(folder);
            Leftovers.sweepOwn(folder, WORK + "*");
            Leftovers.sweep(Folders.of(catalogFile.toAbsolutePath()));
            if (DatabaseLocks.isSo(catalogFile)) {
                throw new ImageException.Conflict("The catalog " + quoted(catalogFile)
                        + " is in use by a Vitrine that is running. Close it, then try again.");
            }
            Optional<Path> aside;
            try (var next = WholeFile.ownerOnly(Folders.of(catalogFile.toAbsolutePath()))) {
                fill(next, copy, folder);
                next.force();
                aside = replaceableDatabase(catalogFile, free(folder, clock.millis()));
                next.publishNew(catalogFile);
            }
            return restored(catalogFile, copy, aside, originals);
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    private static void fill(WholeFile next, Path copy, Path folder) throws IOException {
        Path work = Files.createTempDirectory(folder, WORK);
        try (SqliteCatalog source = SqliteCatalog.openCopy(copy, work, new CopyFailures(copy))) {
            source.copyTo(next.temporary());
        } finally {
            Leftovers.remove(work);
        }
    }

    private static Path free(Path folder, long millis) {
        Path aside = folder.resolve("replaced-" + millis);
        return Files.exists(aside) ? free(folder, millis + 1) : aside;
    }

    /// The log first: beside another catalog it would be taken for the log of that.
    private static Optional<Path> replaceableDatabase(Path catalogFile, Path aside) throws IOException {
        Optional<Path> made = Optional.empty();
        for (String end : List.of("-wal", "-shm", "")) {
            Path file = catalogFile.resolveSibling(catalogFile.getFileName() + end);
            if (Files.exists(file)) {
                made = Optional.of(OwnerOnly.createFolders(aside));
                FolderMove.run(file, aside.resolve(file.getFileName()));
            }
        }
        return made;
    }

    private static RestoredCatalog restored(Path catalogFile, Path copy, Optional<Path> aside, Set<String> originals) {
        var unknown = new HashSet<>(originals);
        var formerlyKnown = new AtomicLong();
        try {
            CatalogKeys.read(catalogFile, (path, _) -> unknown.remove(path));
            if (aside.isPresent()) {
                CatalogKeys.read(
                        aside.get().resolve(catalogFile.getFileName()),
                        (path, _) -> formerlyKnown.addAndGet(unknown.contains(path) ? 1 : 0));
            }
        } catch (SQLException _) {
            // It is set aside because it cannot be read.
        }
        return new RestoredCatalog(copy, aside, unknown.size(), formerlyKnown.get());
    }
}
