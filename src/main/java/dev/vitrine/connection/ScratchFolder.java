package dev.vitrine.connection;

import dev.vitrine.files.FileFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder of one run, removed at its end; what a killed process left goes a day later.
record ScratchFolder(Path folder) implements AutoCloseable {
    private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

    static ScratchFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            sweep(parent);
            return new ScratchFolder(Files.createTempDirectory(parent, "run-"));
        } catch (IOException e) {
            throw FileFailures.writing(parent, e);
        }
    }

    private static void sweep(Path parent) throws IOException {
        Instant oldest = Instant.now().minus(LEFTOVER_AGE);
        try (Stream<Path> runs = Files.list(parent)) {
            for (Path run : runs.toList()) {
                if (Files.getLastModifiedTime(run).toInstant().isBefore(oldest)) {
                    new ScratchFolder(run).close();
                }
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(ScratchFolder.class.getName())
                    .log(System.Logger.Level.INFO, folder + " is left for a day", e);
        }
    }
}
