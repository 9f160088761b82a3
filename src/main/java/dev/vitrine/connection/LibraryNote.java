package dev.vitrine.connection;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.text.Folding;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Of which bytes and rows the files are that have a name on this machine.
///
/// @param name of the files, as [LibraryFiles] has it
/// @param bytes server of the bytes, however it is spelled; `""` for AWS
/// @param rows the same of the tables
/// @param region `""` where nobody names one: then it may be any
record LibraryNote(String name, String bytes, String bucket, String rows, String table, String region) {
    private static final System.Logger LOG = System.getLogger(LibraryNote.class.getName());
    private static final String ENDING = ".library";

    /// @param region in which the settings are used, whoever names it
    static LibraryNote of(String name, AwsSettings settings, String region) {
        return new LibraryNote(
                name,
                settings.bytesServer(),
                settings.bucket(),
                settings.rowsServer(),
                settings.table(),
                Folding.caseless(region));
    }

    boolean hasBytesOf(LibraryNote other) {
        return bytes.equals(other.bytes) && bucket.equals(other.bucket);
    }

    /// Some servers keep the tables of each region apart, as AWS does.
    boolean hasRowsOf(LibraryNote other) {
        return rows.equals(other.rows)
                && table.equals(other.table)
                && (region.isEmpty() || other.region.isEmpty() || region.equals(other.region));
    }

    boolean isSame(LibraryNote other) {
        return hasBytesOf(other) && hasRowsOf(other);
    }

    /// Of the same names, on servers called otherwise, which may be the same servers.
    boolean isAlike(LibraryNote other) {
        return bucket.equals(other.bucket)
                && table.equals(other.table)
                && Stream.of(bytes, rows, other.bytes, other.rows).noneMatch(String::isEmpty)
                && !hasBytesOf(other);
    }

    /// What to call its table to somebody who has the other one open: of the same name, by where it is.
    String nameBeside(LibraryNote other) {
        if (!table.equals(other.table)) {
            return table;
        }
        String server = rows.isEmpty() ? "AWS" : rows;
        return table + " · " + (rows.isEmpty() || rows.equals(other.rows) ? server + " " + region : server);
    }

    LibraryNote in(String knownRegion) {
        return new LibraryNote(name, bytes, bucket, rows, table, knownRegion);
    }

    /// The same under a name that is of nothing else.
    LibraryNote withOwnName() {
        return new LibraryNote(LibraryFiles.name(text()), bytes, bucket, rows, table, region);
    }

    void write(Path folder) throws IOException {
        AtomicFile.replace(folder.resolve(name + ENDING), text().getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return String.join("\n", bytes, bucket, rows, table, region);
    }

    static List<LibraryNote> all(Path folder) throws IOException {
        var notes = new ArrayList<LibraryNote>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .forEach(file -> read(file).ifPresent(notes::add));
        }
        return notes;
    }

    private static Optional<LibraryNote> read(Path file) {
        try {
            String[] lines = Files.readString(file).split("\n", -1);
            String name = file.getFileName().toString();
            return lines.length == 5
                    ? Optional.of(new LibraryNote(
                            name.substring(0, name.length() - ENDING.length()),
                            lines[0],
                            lines[1],
                            lines[2],
                            lines[3],
                            Folding.caseless(lines[4])))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "It cannot be read of which library the files named in " + file + " are", e);
            return Optional.empty();
        }
    }
}
