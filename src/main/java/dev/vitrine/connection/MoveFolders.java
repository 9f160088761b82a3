package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.move.Moves;
import dev.vitrine.store.AwsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where this machine writes down what is moved in a cloud library: found by what the library is, so that a move that
/// was cut short is finished after an edit of the connection, too.
///
/// @param own folder of the library, made with the first move
/// @param alike folders of libraries with the same names on servers called otherwise, which may be the same servers
/// @param otherTables names of those with rows about the same bytes, in whose names moves were cut short
/// @param unnoted folders in which moves were cut short in nobody knows which library
record MoveFolders(Path own, List<Path> alike, List<String> otherTables, List<Path> unnoted, AwsSettings settings) {
    static MoveFolders of(CloudFiles files, AwsSettings settings) {
        return new MoveFolders(
                files.own().moves(),
                Stream.concat(
                                files.earlier().stream()
                                        .map(LibraryFiles::moves)
                                        .filter(Files::isDirectory),
                                files.notes().stream()
                                        .filter(files.note()::isAlike)
                                        .map(files::moves))
                        .toList(),
                files.notes().stream()
                        .filter(note ->
                                files.note().hasBytesOf(note) && !files.note().hasRowsOf(note))
                        .filter(note -> Moves.wereCutIn(files.moves(note)))
                        .map(note -> note.nameBeside(files.note()))
                        .toList(),
                files.unnotedMoves().stream().filter(Moves::wereCutIn).toList(),
                settings);
    }

    /// What to do about those that cannot be finished in this library.
    Optional<ImageException> cutElsewhere() {
        if (otherTables.isEmpty()) {
            return unnoted.isEmpty() ? Optional.empty() : Optional.of(ofUnknownLibraries());
        }
        return Optional.of(
                new ImageException.Conflict(
                        "Moves of images in the bucket " + quoted(settings.bucket())
                                + " were cut short while this connection named another table: "
                                + joined(otherTables)
                                + ". Open the bucket once with that table, and they are finished. If it is gone, “vitrine doctor” finds the bytes that they left in two places."));
    }

    private ImageException ofUnknownLibraries() {
        return new ImageException.Conflict(
                "Moves of images were cut short, and it cannot be read any more in which library: "
                        + joined(unnoted)
                        + ". Open it once with the settings that it had then, the table of the trash too, and they are finished. Otherwise “vitrine doctor” finds the bytes that they left in two places.");
    }

    private static String joined(List<?> names) {
        return names.stream().map(name -> quoted(name)).collect(Collectors.joining(", "));
    }
}
