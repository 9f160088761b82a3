package dev.vitrine.files;

import dev.vitrine.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What killed processes left behind. It goes a day later: a younger one may belong to a process that is at it now.
public final class Leftovers {
    private static final Duration AGE = Duration.ofDays(1);
    /// Part files, and what SQLite keeps beside one that is a catalog in the making.
    private static final String PARTS = ".*" + WholeFile.SUFFIX + "{,-journal,-wal,-shm}";

    private Leftovers() {}

    /// Removes part files from a folder that other files lie in, too.
    public static void sweep(Path folder) throws IOException {
        sweep(folder, World.here().now().minus(AGE));
    }

    /// @param untouchedSince those that were written to later stay
    public static void sweep(Path folder, Instant untouchedSince) throws IOException {
        for (Path leftover : untouched(folder, PARTS, untouchedSince)) {
            if (!Files.isDirectory(leftover, LinkOption.NOFOLLOW_LINKS)) { // nobody of us made that
                Files.deleteIfExists(leftover);
            }
        }
    }

    /// Removes everything of that kind, with all that is in it, from a folder that is ours alone.
    ///
    /// @param glob of the names
    public static void sweepOwn(Path folder, String glob) throws IOException {
        for (Path leftover : untouched(folder, glob, World.here().now().minus(AGE))) {
            remove(leftover);
        }
    }

    /// With all that is in it; links are not followed.
    public static void remove(Path leftover) throws IOException {
        try (Stream<Path> all = Files.walk(leftover)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException _) {
            // Somebody else was faster.
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Path> untouched(Path folder, String glob, Instant since) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            var leftovers = new ArrayList<Path>();
            for (Path each : found) {
                if (isUntouched(each, since)) {
                    leftovers.add(each);
                }
            }
            return leftovers;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isUntouched(Path file, Instant since) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(since);
        } catch (NoSuchFileException _) {
            return false; // published by somebody else this moment
        }
    }
}
