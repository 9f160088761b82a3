package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.DatabaseFailures;
import dev.vitrine.sqlite.DatabaseProblem;
import java.nio.file.Path;
import java.util.Set;

/// What people read when the copy of a library on this machine cannot be read or written. Nothing of the library can
/// be lost by it.
record MirrorFailures(Path file) implements DatabaseFailures {
    static final Set<DatabaseProblem> BEGUN_AGAIN =
            Set.of(DatabaseProblem.DAMAGED, DatabaseProblem.FOREIGN, DatabaseProblem.NEWER);

    @Override
    public ImageException of(DatabaseProblem problem, Exception cause) {
        return BEGUN_AGAIN.contains(problem)
                ? new ImageException.Failed(
                        "The copy of the library on this machine (" + file
                                + ") cannot be used. Open the library again: the copy is then filled again by itself.",
                        cause)
                : new CatalogFailures(file).of(problem, cause);
    }
}
