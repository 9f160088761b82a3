package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.move.Moves;
import dev.vitrine.store.AwsSettings;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where this machine writes down what is moved in a cloud library: found by what the library is, so that a move that
/// was cut short is finished after an edit of the connection, too.
///
/// Beside each folder stands which bytes and rows it is of.
///
/// @param own folder of the library, made with the first move
/// @param alike folders of libraries with the same names on servers called otherwise, which may be the same servers
/// @param otherTables names of those with rows about the same bytes, in whose names moves were cut short
record MoveFolders(Path own, List<Path> alike, List<String> otherTables, AwsSettings settings) {
    private static final System.Logger LOG = System.getLogger(MoveFolders.class.getName());
    private static final String NOTE = ".library";

    /// Of which library a folder is.
    ///
    /// @param region `""` where the AWS profile names it: then it may be any
    private record Note(Path folder, String bytes, String bucket, String rows, String table, String region) {
        private static Note of(Path folder, AwsSettings settings) {
            return new Note(
                    folder,
                    settings.bytesServer(),
                    settings.bucket(),
                    settings.rowsServer(),
                    settings.table(),
                    settings.region());
        }

        private boolean hasBytesOf(Note other) {
            return bytes.equals(other.bytes) && bucket.equals(other.bucket);
        }

        private boolean hasRowsOf(Note other) {
            return rows.equals(other.rows) && table.equals(other.table) && isIn(other.region);
        }

        private boolean isIn(String other) {
            return !rows.isEmpty() || region.isEmpty() || other.isEmpty() || region.equals(other);
        }

        private boolean isSame(Note other) {
            return hasBytesOf(other) && hasRowsOf(other);
        }

        private boolean isAlike(Note other) {
            return bucket.equals(other.bucket)
                    && table.equals(other.table)
                    && Stream.of(bytes, rows, other.bytes, other.rows).noneMatch(String::isEmpty)
                    && !isSame(other)
                    && !hasBytesOf(other);
        }

        /// What to call its table to somebody who has the other one open: of the same name, by where it is.
        private String nameBeside(Note other) {
            return table.equals(other.table) ? table + " · " + (rows.isEmpty() ? "AWS " + region : rows) : table;
        }

        private String text() {
            return String.join("\n", bytes, bucket, rows, table, region);
        }

        private static Optional<Note> read(Path file) {
            try {
                String[] lines = Files.readString(file).split("\n", -1);
                String name = file.getFileName().toString();
                Path folder = file.resolveSibling(name.substring(0, name.length() - NOTE.length()));
                return lines.length == 5
                        ? Optional.of(new Note(folder, lines[0], lines[1], lines[2], lines[3], lines[4]))
                        : Optional.empty();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "It cannot be read of which library moves are written down in " + file, e);
                return Optional.empty();
            }
        }
    }

    static MoveFolders of(AppFolders folders, AwsSettings settings) {
        Note usual = Note.of(LibraryFiles.of(folders, settings).moves(), settings);
        try {
            Path all = OwnerOnly.createFolders(Folders.of(usual.folder()));
            return AtomicFile.exclusively(all.resolve("folders"), () -> found(usual, notes(all), settings));
        } catch (IOException e) { // nothing can be moved then either, and that is told when it is tried
            LOG.log(Level.INFO, "It cannot be looked for moves that were cut short", e);
            return new MoveFolders(usual.folder(), List.of(), List.of(), settings);
        }
    }

    private static MoveFolders found(Note usual, List<Note> notes, AwsSettings settings) throws IOException {
        Optional<Note> known = notes.stream().filter(usual::isSame).findFirst();
        if (known.isEmpty()) {
            Path note = usual.folder().resolveSibling(usual.folder().getFileName() + NOTE);
            AtomicFile.replace(note, usual.text().getBytes(StandardCharsets.UTF_8));
        }
        return new MoveFolders(
                known.orElse(usual).folder(),
                notes.stream().filter(usual::isAlike).map(Note::folder).toList(),
                notes.stream()
                        .filter(note -> usual.hasBytesOf(note) && !usual.hasRowsOf(note))
                        .filter(note -> Moves.wereCutIn(note.folder()))
                        .map(note -> note.nameBeside(usual))
                        .toList(),
                settings);
    }

    /// What to do about those that only another table can tell how to finish.
    Optional<ImageException> cutElsewhere() {
        return otherTables.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ImageException.Conflict(
                                "Moves of images in the bucket " + quoted(settings.bucket())
                                        + " were cut short while this connection named another table: "
                                        + otherTables.stream()
                                                .map(table -> quoted(table))
                                                .collect(Collectors.joining(", "))
                                        + ". Open the bucket once with that table, and they are finished. If it is gone, “vitrine doctor” finds the bytes that they left in two places."));
    }

    private static List<Note> notes(Path all) throws IOException {
        var notes = new ArrayList<Note>();
        try (Stream<Path> files = Files.list(all)) {
            files.filter(file -> file.toString().endsWith(NOTE))
                    .forEach(file -> Note.read(file).ifPresent(notes::add));
        }
        return notes;
    }
}
