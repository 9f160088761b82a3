package dev.vitrine.connection;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder of one run, removed at its end; what a killed process left goes a day later.
record ScratchFolder(Path folder) implements AutoCloseable {
    private static final String RUN = "run-";

    static ScratchFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            Leftovers.sweepOwn(parent, RUN + "*");
            return new ScratchFolder(Files.createTempDirectory(parent, RUN));
        } catch (IOException e) {
            throw FileFailures.writing(parent, e);
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
