package dev.vitrine.catalog;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.OpenElsewhere;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The copies of a catalog that lie beside it, and the way back to the newest; the catalog itself need not be readable.
public final class CatalogCopies {
    private CatalogCopies() {}

    static Path folder(Path catalogFile) {
        return WholeFile.folderOf(catalogFile.toAbsolutePath()).resolve("backups");
    }

    /// Newest first.
    static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("catalog-[0-9-]{10}-.*\\.sqlite"))
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
    }

    /// The newest copy of the catalog that is, or was, in this file.
    public static Optional<Path> newest(Path catalogFile) {
        try {
            return in(folder(catalogFile)).stream().findFirst();
        } catch (IOException e) {
            throw FileFailures.reading(folder(catalogFile).toString(), e);
        }
    }

    /// Puts the newest copy in the place of the catalog. What is there is kept, in a folder of its own beside the
    /// copies.
    ///
    /// @return the copy
    /// @throws ImageException.NotFound when there is none
    /// @throws ImageException.Conflict when another program has the catalog open: what
    /// it writes later would go into
    /// the file that was moved away
    public static Path restore(Path catalogFile, Clock clock) {
        Path newest = newest(catalogFile)
                .orElseThrow(() ->
                        new ImageException.NotFound("There is no copy of the catalog in " + quoted(folder(catalogFile))
                                + ". “vitrine doctor --adopt” makes rows again for the images that are there."));
        try {
            if (OpenElsewhere.isSo(catalogFile)) {
                throw new ImageException.Conflict("The catalog " + quoted(catalogFile)
                        + " is in use by a Vitrine that is running. Close it, then try again.");
            }
            Path replaced = folder(catalogFile).resolve("replaced-" + clock.millis());
            Files.createDirectories(replaced);
            // The log first: beside another catalog it would be taken for the log of that.
            for (String end : List.of("-wal", "-shm", "")) {
                Path file = catalogFile.resolveSibling(catalogFile.getFileName() + end);
                if (Files.exists(file)) {
                    FolderMove.run(file, replaced.resolve(file.getFileName()));
                }
            }
            AtomicFile.replace(catalogFile, out -> Files.copy(newest, out));
            return newest;
        } catch (IOException e) {
            throw FileFailures.writing(folder(catalogFile), e);
        }
    }
}
