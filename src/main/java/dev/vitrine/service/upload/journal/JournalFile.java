package dev.vitrine.service.upload.journal;

import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.DatabaseProblem;
import dev.vitrine.sqlite.SetAside;
import java.nio.file.Path;
import java.util.Set;

/// The file of the journal, open. A damaged one is set aside and begun again: the library must open all the same.
///
/// What must survive a power cut is written durably. The rest (a state that can be found out again) survives a crash of
/// the program but may be lost with the power: a synchronization per file and state would cost more than sending a
/// small picture.
///
/// @param notice what a person should know about the file, `""` when all is well
public record JournalFile(Database database, String notice) implements AutoCloseable {
    public static JournalFile open(Path file) {
        SetAside.Opened opened = new SetAside(file, new JournalFailures(file), Set.of(DatabaseProblem.DAMAGED))
                .open(new JournalSchema());
        return new JournalFile(
                opened.database(), opened.aside().map(JournalFile::notice).orElse(""));
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
