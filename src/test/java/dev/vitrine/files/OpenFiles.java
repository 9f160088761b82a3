package dev.vitrine.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What this process has open: Windows neither moves nor removes such files.
public final class OpenFiles {
    private static final Path OPEN = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /// Nothing where the system does not tell: other than Linux.
    public static List<Path> in(Path folder) throws IOException {
        var open = new ArrayList<Path>();
        if (Files.isDirectory(OPEN)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(OPEN)) {
                for (Path entry : entries) {
                    target(entry).filter(file -> file.startsWith(folder)).ifPresent(open::add);
                }
            }
        }
        return open;
    }

    private static Optional<Path> target(Path entry) {
        try {
            return Optional.of(Files.readSymbolicLink(entry));
        } catch (IOException _) {
            return Optional.empty(); // closed this moment
        }
    }
}
