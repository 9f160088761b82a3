package dev.vitrine.connection;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.OwnerLock;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A folder of one run, removed at its end; what a killed process left goes at the next start. Where nothing may be
/// written, it is among the temporary files of the system, which that clears away.
///
/// @param owner tells others that it is in use
record ScratchFolder(Path folder, Optional<OwnerLock> owner) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScratchFolder.class.getName());
    private static final String RUN = "run-";

    static ScratchFolder in(Path parent) {
        return in(parent, 0);
    }

    /// @param bytes that it needs room for
    static ScratchFolder in(Path parent, long bytes) {
        try {
            Files.createDirectories(parent);
            if (Files.getFileStore(parent).getUsableSpace() < bytes) {
                return amongTemporaryFiles(FileFailures.full(parent, null));
            }
            var owner = new OwnerLock(parent);
            sweep(parent, owner);
            return new ScratchFolder(Files.createDirectory(parent.resolve(RUN + owner.id())), Optional.of(owner));
        } catch (IOException e) {
            return amongTemporaryFiles(FileFailures.writing(parent, e));
        } catch (ImageException e) {
            return amongTemporaryFiles(e);
        }
    }

    private static void sweep(Path parent, OwnerLock owner) throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(parent, RUN + "*")) {
            for (Path run : runs) {
                String other = run.getFileName().toString().substring(RUN.length());
                if (owner.isDead(other)) {
                    Leftovers.remove(run);
                    owner.bury(other);
                }
            }
        }
    }

    private static ScratchFolder amongTemporaryFiles(ImageException otherwise) {
        try {
            return new ScratchFolder(Files.createTempDirectory("vitrine-" + RUN), Optional.empty());
        } catch (IOException e) {
            otherwise.addSuppressed(e);
            throw otherwise;
        }
    }

    @Override
    public void close() {
        try {
            Leftovers.remove(folder);
            owner.ifPresent(OwnerLock::close);
        } catch (IOException e) {
            LOG.log(Level.INFO, folder + " is left for the next start", e);
        }
    }
}
