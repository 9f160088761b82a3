package dev.vitrine.connection;

import dev.vitrine.catalog.CatalogCopies;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.service.upload.UploadQueue;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The upload journal of a local library: found by the identity of its catalog, so that what waits goes on wherever its
/// drive is mounted next.
///
/// Beside each journal stands which library it is of, and in which folder that was last. While it still is there,
/// another folder with the same identity is a copy, which has a journal of its own. A catalog that was put in place of
/// a lost one has another identity: copies of the lost one lie beside it, and tell that it is the same library.
///
/// @param folder of the library, as the system names it
record LocalJournal(AppFolders folders, String identity, Path folder) {
    private static final System.Logger LOG = System.getLogger(LocalJournal.class.getName());
    private static final String ENDING = ".sqlite";
    private static final String NOTE = ".library";

    /// @param folder where the library was when the journal was used last
    private record Note(Path journal, String identity, Path folder) {}

    /// @return its file; a journal that an earlier Vitrine named by the folder gets its name by this
    Path find() {
        Path journals = Folders.of(own());
        try {
            OwnerOnly.createFolders(journals);
            return AtomicFile.exclusively(journals.resolve("journals"), () -> found(notes(journals)));
        } catch (IOException e) {
            throw FileFailures.writing(journals, e);
        }
    }

    private Path found(List<Note> notes) throws IOException {
        Optional<Note> known = notes.stream()
                .filter(note ->
                        note.identity().equals(identity) && note.folder().equals(folder))
                .findFirst()
                .or(() -> notes.stream()
                        .filter(note -> note.identity().equals(identity) && !isIn(note.folder()))
                        .findFirst())
                .or(() -> notes.stream()
                        .filter(note -> note.folder().equals(folder)
                                && CatalogCopies.hasCopyOf(note.identity(), LocalStores.catalog(folder)))
                        .findFirst());
        Path journal = known.map(Note::journal)
                .orElseGet(() -> UploadQueue.takenOver(named(folder.toString()), unused(notes)));
        var note = new Note(journal, identity, folder);
        if (!known.equals(Optional.of(note))) {
            String text = identity + "\n" + folder;
            AtomicFile.replace(
                    journal.resolveSibling(journal.getFileName() + NOTE), text.getBytes(StandardCharsets.UTF_8));
        }
        return journal;
    }

    private boolean isIn(Path other) {
        return SqliteCatalog.identityIn(LocalStores.catalog(other)).stream().anyMatch(identity::equals);
    }

    private Path unused(List<Note> notes) {
        return notes.stream().map(Note::journal).anyMatch(own()::equals) ? named(identity, folder.toString()) : own();
    }

    private static List<Note> notes(Path journals) throws IOException {
        var notes = new ArrayList<Note>();
        try (Stream<Path> files = Files.list(journals)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING + NOTE)) {
                    Path journal = file.resolveSibling(name.substring(0, name.length() - NOTE.length()));
                    read(file, journal).ifPresent(notes::add);
                }
            }
        }
        return notes;
    }

    private static Optional<Note> read(Path note, Path journal) {
        try {
            String[] lines = Files.readString(note).split("\n", 2);
            return lines.length == 2 ? Optional.of(new Note(journal, lines[0], Path.of(lines[1]))) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            LOG.log(Level.WARNING, "It cannot be read which library " + note + " is of.", e);
            return Optional.empty();
        }
    }

    private Path own() {
        return new LibraryFiles(folders, identity).journal();
    }

    private Path named(String... place) {
        return LibraryFiles.of(folders, place).journal();
    }
}
