package dev.vitrine.picture.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A folder for the files of one child process, which goes with them when it is closed.
record TemporaryFolder(Path path) implements AutoCloseable {
    static TemporaryFolder create(String purpose) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("vitrine-" + purpose + "-"));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException _) {
            path.toFile().deleteOnExit(); // what is left lies in the system's folder for temporary files
        }
    }
}
