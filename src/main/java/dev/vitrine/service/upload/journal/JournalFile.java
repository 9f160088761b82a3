package dev.vitrine.service.upload.journal;

import dev.vitrine.files.FolderMove;
import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.DatabaseProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The file of the journal, open. A damaged one is set aside and begun again: the library must open all the same.
///
/// What must survive a power cut is written durably. The rest (a state that can be found out again) survives a crash of
/// the program but may be lost with the power: a synchronization per file and state would cost more than sending a
/// small picture.
///
/// @param notice what a person should know about the file, `""` when all is well
public record JournalFile(Database database, String notice) implements AutoCloseable {
    public static JournalFile open(Path file) {
        var failures = new JournalFailures(file);
        try {
            if (!failures.isDamaged()) {
                return new JournalFile(open(file, failures), "");
            }
        } catch (ImageException e) {
            if (!failures.isDamaged()) {
                throw e;
            }
        }
        return begunAgain(file, failures);
    }

    private static JournalFile begunAgain(Path file, JournalFailures failures) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
        try {
            setAside(file, aside);
            setAside(
                    file.resolveSibling(file.getFileName() + "-wal"),
                    aside.resolveSibling(aside.getFileName() + "-wal"));
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
            failures.forgetDamage();
        } catch (IOException e) {
            throw failures.of(DatabaseProblem.OTHER, e);
        }
        return new JournalFile(
                open(file, failures),
                "The list of uploads was damaged and is set aside as " + aside
                        + ". What was uploaded is safe; drop the folders you were uploading again, nothing is stored twice.");
    }

    private static void setAside(Path file, Path aside) throws IOException {
        if (Files.exists(file)) {
            FolderMove.run(file, aside);
        }
    }

    private static Database open(Path file, JournalFailures failures) {
        return Database.open(file, new JournalSchema(), failures);
    }

    @Override
    public void close() {
        database.close();
    }
}
