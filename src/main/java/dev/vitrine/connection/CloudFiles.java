package dev.vitrine.connection;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsClients;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of a cloud library on this machine: found by what the library is, so that they are found again after an
/// edit of its connection, and are never those of another bucket or table.
///
/// Beside the folders of moves stands of which bytes and rows the files of each name are.
///
/// @param own of this library
/// @param earlier of it too, by all settings of the connection, as versions without notes named them
/// @param former by so few of them that it may be another library's: taken over, never used beside its own
/// @param note of which bytes and rows it is
/// @param notes of all other libraries
record CloudFiles(
        LibraryFiles own, List<LibraryFiles> earlier, LibraryFiles former, LibraryNote note, List<LibraryNote> notes) {
    private static final System.Logger LOG = System.getLogger(CloudFiles.class.getName());

    static CloudFiles of(AppFolders folders, AwsSettings settings) {
        Path noted = noted(folders, settings);
        try {
            OwnerOnly.createFolders(noted);
            return AtomicFile.exclusively(noted.resolve("folders"), () -> {
                List<LibraryNote> notes = LibraryNote.all(noted);
                CloudFiles found = found(folders, settings, notes);
                if (!notes.contains(found.note)) {
                    found.note.write(noted);
                }
                return found;
            });
        } catch (IOException e) { // nothing can be moved or uploaded then either, and that is told when it is tried
            LOG.log(Level.INFO, "It cannot be noted which files are of this library", e);
            return look(folders, settings);
        }
    }

    /// Writes nothing.
    static CloudFiles look(AppFolders folders, AwsSettings settings) {
        Path noted = noted(folders, settings);
        try {
            return found(folders, settings, Files.isDirectory(noted) ? LibraryNote.all(noted) : List.of());
        } catch (IOException e) {
            LOG.log(Level.INFO, "It cannot be read which files are of this library", e);
            return found(folders, settings, List.of());
        }
    }

    private static Path noted(AppFolders folders, AwsSettings settings) {
        return Folders.of(LibraryFiles.of(folders, settings).moves());
    }

    private static CloudFiles found(AppFolders folders, AwsSettings settings, List<LibraryNote> notes) {
        LibraryFiles named = LibraryFiles.of(folders, settings);
        LibraryNote requested = LibraryNote.of(named.name(), settings, region(settings));
        // The profile of the connection may have led elsewhere when the name was given.
        boolean isTaken = notes.stream().anyMatch(note -> note.name().equals(named.name()) && !note.isSame(requested));
        List<LibraryNote> same = notes.stream().filter(requested::isSame).toList();
        LibraryNote known = Stream.concat(
                        same.stream().filter(note -> note.region().equals(requested.region())), same.stream())
                .findFirst()
                .orElseGet(() -> isTaken ? requested.withOwnName() : requested);
        // Once a region is known, another one is that of other tables.
        LibraryNote note = known.region().isEmpty() ? known.in(requested.region()) : known;
        var own = new LibraryFiles(folders, note.name());
        return new CloudFiles(
                own,
                isTaken || own.equals(named) ? List.of() : List.of(named),
                LibraryFiles.ofFormer(folders, settings),
                note,
                notes.stream()
                        .filter(other -> !other.name().equals(note.name()))
                        .toList());
    }

    private static String region(AwsSettings settings) {
        try {
            return AwsClients.regionOf(settings).orElse("");
        } catch (ImageException e) { // told when the library is opened
            LOG.log(Level.DEBUG, "The profile of the connection names no region", e);
            return settings.region();
        }
    }

    /// The journal of uploads. Where an earlier version left two, the one in which something waits.
    Path journal() {
        Path journals = Folders.of(own.journal());
        try {
            OwnerOnly.createFolders(journals);
            return AtomicFile.exclusively(journals.resolve("journals"), this::foundJournal);
        } catch (IOException e) {
            throw FileFailures.writing(journals, e);
        }
    }

    private Path foundJournal() {
        for (LibraryFiles each : earlier) {
            Path journal = UploadQueue.takenOver(each.journal(), own.journal());
            boolean isLeft = Files.exists(each.journal()) && UploadQueue.hasWaiting(each.journal());
            if (!journal.equals(own.journal()) || isLeft && !UploadQueue.hasWaiting(own.journal())) {
                return each.journal();
            }
        }
        return UploadQueue.takenOver(former.journal(), own.journal());
    }

    /// The folder of the mirror.
    Path mirror() {
        Stream.concat(earlier.stream(), Stream.of(former)).forEach(each -> takeOver(each.mirror(), own.mirror()));
        return own.mirror();
    }

    /// Whether all settings of the connection are those with which the name was given.
    boolean isNamedBy(AwsSettings settings) {
        return own.equals(LibraryFiles.of(own.folders(), settings));
    }

    private static void takeOver(Path former, Path mirror) {
        if (Files.isDirectory(former) && !Files.exists(mirror)) {
            try {
                FolderMove.run(former, mirror);
            } catch (IOException e) {
                LOG.log(Level.INFO, "The copy of the library in " + former + " is left: another one is filled", e);
            }
        }
    }

    /// Folders of moves of which nothing tells any more what library they are of.
    List<Path> unnotedMoves() {
        Path all = Folders.of(own.moves());
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        Set<Path> noted = Stream.of(
                        Stream.of(own),
                        earlier.stream(),
                        notes.stream().map(of -> new LibraryFiles(own.folders(), of.name())))
                .flatMap(each -> each)
                .map(LibraryFiles::moves)
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(all)) {
            return files.filter(Files::isDirectory)
                    .filter(folder -> !noted.contains(folder))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "It cannot be read which moves were cut short", e);
            return List.of();
        }
    }

    /// Where the moves of the library are written down that a note is of.
    Path moves(LibraryNote of) {
        return new LibraryFiles(own.folders(), of.name()).moves();
    }
}
