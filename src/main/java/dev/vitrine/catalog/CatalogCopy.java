package dev.vitrine.catalog;

import java.nio.file.Path;
import java.time.Instant;

/// A copy of a catalog, and what it knows.
///
/// @param madeAt at noon of its day, where the time of the file was lost
/// @param images live rows
/// @param trashed rows in the trash
/// @param stored rows, live or in the trash, whose originals are in the library now
/// @param problem why it cannot be read, or `""`
public record CatalogCopy(Path file, Instant madeAt, long images, long trashed, long stored, String problem) {
    public boolean isReadable() {
        return problem.isEmpty();
    }

    public String name() {
        return String.valueOf(file.getFileName());
    }
}
