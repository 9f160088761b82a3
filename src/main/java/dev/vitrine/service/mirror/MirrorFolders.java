package dev.vitrine.service.mirror;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.OwnerLock;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Optional;

/// Where the rows of a cloud library are kept on this machine. A part of them lies beside what is for all of them, so
/// that nobody takes it for all, no earlier version either. Each choice has a folder of its own: whoever still has
/// the rows of an earlier one open goes on with these, and never writes into those of another.
///
/// @param whole for all rows, and for what is kept besides
public record MirrorFolders(Path whole) {
    private static final System.Logger LOG = System.getLogger(MirrorFolders.class.getName());

    /// @param folder by its name; `""` for all rows
    private record Choice(String folder, MirrorScope scope) {
        static final Choice ALL = new Choice("", MirrorScope.ALL);

        static Choice parse(String text) {
            int end = text.indexOf('\n');
            return new Choice(text.substring(0, end), MirrorScope.parse(text.substring(end + 1)));
        }

        String text() {
            return folder + "\n" + scope.text();
        }
    }

    /// @param owner keeps others from removing the folder; nobody removes that of all rows
    public record Opened(MirrorScope scope, Path rows, Optional<OwnerLock> owner) implements AutoCloseable {
        @Override
        public void close() {
            owner.ifPresent(OwnerLock::close);
        }
    }

    /// From the next opening on.
    public void choose(MirrorScope scope) {
        open(Optional.of(scope)).close();
    }

    /// Where the rows are that were chosen: now, or else before. To be closed after their catalog.
    public Opened open(Optional<MirrorScope> chosen) {
        if (chosen.stream().allMatch(MirrorScope::isAll) && !Files.isDirectory(parts())) {
            return new Opened(MirrorScope.ALL, whole, Optional.empty());
        }
        try {
            OwnerOnly.createFolders(parts());
            return AtomicFile.exclusively(pointer(), () -> {
                Choice choice = choice();
                if (chosen.stream().anyMatch(other -> !other.equals(choice.scope()))) {
                    point(chosen.orElseThrow());
                }
                return opened(choice());
            });
        } catch (IOException e) {
            throw FileFailures.writing(parts(), e);
        }
    }

    private void point(MirrorScope scope) throws IOException {
        if (scope.isAll()) {
            Files.delete(pointer());
        } else {
            var choice = new Choice(World.here().uuid().toString(), scope);
            AtomicFile.replace(pointer(), choice.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Choice choice() throws IOException {
        try {
            return Choice.parse(Files.readString(pointer()));
        } catch (NoSuchFileException _) {
            return Choice.ALL;
        } catch (CharacterCodingException | IndexOutOfBoundsException | DateTimeException | ImageException.Invalid e) {
            LOG.log(Level.WARNING, "Which images are kept on this computer cannot be read in " + pointer(), e);
            return Choice.ALL;
        }
    }

    private Opened opened(Choice choice) throws IOException {
        removeOthers(choice.folder());
        if (choice.scope().isAll()) {
            return new Opened(MirrorScope.ALL, whole, Optional.empty());
        }
        Path rows = parts().resolve(choice.folder());
        OwnerOnly.createFolders(rows);
        boolean _ = OwnerLock.isDeserted(rows); // what killed processes left there would add up
        return new Opened(choice.scope(), rows, Optional.of(new OwnerLock(rows)));
    }

    /// Nobody chooses them again, and they may be many gigabytes. What somebody has open, or the system does not
    /// let go, stays until a later opening.
    private void removeOthers(String current) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parts(), Files::isDirectory)) {
            for (Path folder : folders) {
                if (!folder.getFileName().toString().equals(current)) {
                    removeWhenDeserted(folder);
                }
            }
        }
    }

    private static void removeWhenDeserted(Path folder) {
        try {
            if (OwnerLock.isDeserted(folder)) {
                Leftovers.remove(folder);
            }
        } catch (IOException | ImageException e) {
            LOG.log(Level.INFO, "What is not looked at any more stays in " + folder, e);
        }
    }

    private Path parts() {
        return whole.resolve("parts");
    }

    private Path pointer() {
        return parts().resolve("chosen");
    }
}
