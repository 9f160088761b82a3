package dev.vitrine.service.upload.journal;

import dev.vitrine.files.FolderMove;
import dev.vitrine.image.ImageException;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.DatabaseProblem;
import dev.vitrine.sqlite.ReplaceableDatabase;
import dev.vitrine.sqlite.Sql;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The file of the journal, open. A damaged one is set aside and begun again: the library must open all the same.
///
/// What must survive a power cut is written durably. The rest (a state that can be found out again) survives a crash of
/// the program but may be lost with the power: a synchronization per file and state would cost more than sending a
/// small picture.
///
/// @param notice what a person should know about the file, `""` when all is well
public record JournalFile(Database database, String notice) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JournalFile.class.getName());

    public static JournalFile open(Path file) {
        ReplaceableDatabase.Opened opened = new ReplaceableDatabase(
                        file, new JournalFailures(file), Set.of(DatabaseProblem.DAMAGED))
                .open(new JournalSchema());
        return new JournalFile(
                opened.database(), opened.aside().map(JournalFile::notice).orElse(""));
    }

    /// Gives the journal of a library another name, with all that lies beside it.
    ///
    /// @return where it is now: where it was, when it cannot be moved
    public static Path takenOver(Path former, Path file) {
        if (!Files.exists(former) || Files.exists(file)) {
            return file;
        }
        try {
            Path pasted = former.resolveSibling(former.getFileName() + ".pasted");
            try (JournalFile journal = open(former)) {
                String before = StoredPath.text(pasted);
                String after = StoredPath.text(file.resolveSibling(file.getFileName() + ".pasted"));
                journal.database()
                        .writeDurably(connection -> Sql.update(
                                connection,
                                "UPDATE item SET path = ? || substr(path, length(?) + 1) WHERE substr(path, 1, length(?)) = ?",
                                after,
                                before,
                                before,
                                before));
            }
            // The file itself comes last: whatever ends this before is done again.
            for (String ending : List.of(".owners", ".pasted", "-shm", "-wal", "")) {
                Path part = former.resolveSibling(former.getFileName() + ending);
                if (Files.exists(part)) {
                    FolderMove.run(part, file.resolveSibling(file.getFileName() + ending));
                }
            }
            return file;
        } catch (IOException | ImageException e) {
            LOG.log(Level.WARNING, "The list of uploads in " + former + " could not be renamed, and stays there.", e);
            return former;
        }
    }

    /// Whether something is not uploaded yet, or not even looked at.
    public static boolean hasWaiting(Path file) {
        try (JournalFile journal = open(file)) {
            return journal.database()
                    .read(connection -> Sql.first(connection, row -> row.getBoolean(1), """
                            SELECT EXISTS (SELECT 1 FROM batch WHERE walked = 0)
                              OR EXISTS (SELECT 1 FROM item WHERE dismissed = 0
                                AND state IN ('WAITING', 'HASHING', 'SENDING'))"""))
                    .orElse(false);
        }
    }

    private static String notice(Path aside) {
        return "The list of uploads was damaged and is set aside as " + aside
                + ". What was uploaded is safe; drop the folders you were uploading again, nothing is stored twice.";
    }

    @Override
    public void close() {
        database.close();
    }
}
