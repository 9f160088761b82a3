package dev.vitrine.sqlite;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FolderMove;
import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file that is set aside and begun again when it cannot be used, because the program must go on without it.
///
/// Damage may show long after the file was opened: it is noted beside the file, for the next start.
///
/// @param failures what people read
/// @param reasons the problems for which the file is given up
public record ReplaceableDatabase(Path file, DatabaseFailures failures, Set<DatabaseProblem> reasons)
        implements DatabaseFailures {
    /// @param aside where the file that could not be used is now
    public record Opened(Database database, Optional<Path> aside) {}

    public ReplaceableDatabase {
        reasons = Set.copyOf(reasons);
    }

    @Override
    public ImageException of(DatabaseProblem problem, Exception cause) {
        if (reasons.contains(problem)) {
            try {
                Files.write(note(), List.of(String.valueOf(cause.getMessage())));
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        return failures.of(problem, cause);
    }

    public Opened open(Schema schema) {
        boolean knownBefore = isNoted();
        if (!knownBefore) {
            try {
                return new Opened(Database.open(file, schema, this), Optional.empty());
            } catch (ImageException e) {
                if (!isNoted()) {
                    throw e;
                }
            }
        }
        try {
            return AtomicFile.exclusively(file, () -> begunAgain(schema, knownBefore));
        } catch (IOException e) {
            throw failures.of(DatabaseProblem.OTHER, file, e);
        }
    }

    /// Another process may have done it meanwhile.
    private Opened begunAgain(Schema schema, boolean knownBefore) throws IOException {
        if (!knownBefore || !isNoted()) {
            Files.deleteIfExists(note());
            try {
                return new Opened(Database.open(file, schema, this), Optional.empty());
            } catch (ImageException e) {
                if (!isNoted()) {
                    throw e;
                }
            }
        }
        Path aside = file.resolveSibling(
                file.getFileName() + ".damaged-" + World.here().now().toEpochMilli());
        if (Files.exists(file)) {
            FolderMove.run(file, aside);
        }
        if (Files.exists(beside("-wal"))) {
            FolderMove.run(beside("-wal"), aside.resolveSibling(aside.getFileName() + "-wal"));
        }
        Files.deleteIfExists(beside("-shm"));
        Files.deleteIfExists(note());
        return new Opened(Database.open(file, schema, this), Optional.of(aside));
    }

    private boolean isNoted() {
        return Files.exists(note());
    }

    private Path note() {
        return beside(".damaged");
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
