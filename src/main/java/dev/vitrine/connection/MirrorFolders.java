package dev.vitrine.connection;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.service.mirror.MirrorSync;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the rows of a cloud library are kept on this machine: a part of them lies beside what is for all of them,
/// so that nobody takes it for all, no earlier version either.
///
/// @param whole for all rows, and for what is kept besides
record MirrorFolders(Path whole) {
    private static final System.Logger LOG = System.getLogger(MirrorFolders.class.getName());

    private Path part() {
        return whole.resolve("part");
    }

    /// From the next opening on.
    void choose(MirrorScope scope) {
        if (!scope.isAll() || Files.isDirectory(part())) {
            try (SqliteCatalog catalog = SqliteCatalog.openMirror(part())) {
                MirrorSync.choose(scope, catalog);
            }
        }
    }

    /// Where the rows are that were chosen.
    Path rows(Optional<MirrorScope> chosen) {
        chosen.ifPresent(this::choose);
        if (!Files.isDirectory(part())) {
            return whole;
        }
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(part())) {
            if (!MirrorSync.scopeOf(catalog).isAll()) {
                return part();
            }
        }
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(whole)) {
            if (catalog.mirrorState().containsKey(SqliteCatalog.AS_OF)) {
                removePart();
            }
        }
        return whole;
    }

    /// Once all are there, nobody looks there any more, and it may be many gigabytes.
    private void removePart() {
        try (Stream<Path> files = Files.list(part())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(part());
        } catch (IOException e) {
            LOG.log(Level.INFO, "What is not looked at any more stays in " + part(), e);
        }
    }
}
