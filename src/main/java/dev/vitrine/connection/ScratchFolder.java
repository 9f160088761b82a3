package dev.vitrine.connection;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of one run, removed at its end; what a killed process left goes a day later. Where nothing may be written,
/// it is among the temporary files of the system.
record ScratchFolder(Path folder) implements AutoCloseable {
    private static final String RUN = "run-";

    static ScratchFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            Leftovers.sweepOwn(parent, RUN + "*");
            return new ScratchFolder(Files.createTempDirectory(parent, RUN));
        } catch (IOException e) {
            return amongTemporaryFiles(FileFailures.writing(parent, e));
        }
    }

    private static ScratchFolder amongTemporaryFiles(ImageException otherwise) {
        try {
            return new ScratchFolder(Files.createTempDirectory("vitrine-" + RUN));
        } catch (IOException e) {
            otherwise.addSuppressed(e);
            throw otherwise;
        }
    }

    @Override
    public void close() {
        try {
            Leftovers.remove(folder);
        } catch (IOException e) {
            System.getLogger(ScratchFolder.class.getName()).log(Level.INFO, folder + " is left for a day", e);
        }
    }
}
