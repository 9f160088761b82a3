package dev.vitrine.store.local;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.ObjectStore.Listed;
import dev.vitrine.store.ObjectStore.Unfinished;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/// Walks a library's folder and tells what is in it, under the names that a bucket would have. Links are not followed.
record FolderListing(Path root, Path incoming) {
    void list(Consumer<Listed> found) {
        walk(new Visitor(incoming, each -> {
            found.accept(each);
            return FileVisitResult.CONTINUE;
        }));
    }

    /// The same, of a folder of ours, which need not be there.
    void list(Path folder, Consumer<Listed> found) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            walk(folder, new Visitor(incoming, each -> {
                found.accept(each);
                return FileVisitResult.CONTINUE;
            }));
        }
    }

    /// Ends with the first, and steps over what Vitrine keeps beside them, which may be as much.
    boolean hasOriginals() {
        var found = new AtomicBoolean();
        walk(new Visitor(Folders.of(incoming), each -> {
            found.set(each.isOwnOriginal());
            return found.get() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }));
        return found.get();
    }

    private void walk(Visitor visitor) {
        walk(root, visitor);
    }

    private static void walk(Path folder, Visitor visitor) {
        FileFailures.whileReading(folder.toString(), () -> Files.walkFileTree(folder, visitor));
    }

    List<Unfinished> unfinished() {
        var unfinished = new ArrayList<Unfinished>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming, "*" + WholeFile.SUFFIX)) {
            for (Path file : files) {
                startedAt(file)
                        .ifPresent(time -> unfinished.add(
                                new Unfinished(root.relativize(file).toString(), "", time)));
            }
            return unfinished;
        } catch (NoSuchFileException _) {
            return List.of(); // nothing was ever stored
        } catch (IOException e) {
            throw FileFailures.reading(incoming.toString(), e);
        }
    }

    /// Empty when it has ended this moment.
    private static Optional<Instant> startedAt(Path file) throws IOException {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    void discard(Unfinished unfinished) {
        Path file = root.resolve(unfinished.path()).normalize();
        if (!incoming.equals(file.getParent()) || !file.toString().endsWith(WholeFile.SUFFIX)) {
            throw new ImageException.Invalid(quoted(unfinished.path()) + " is not a temporary file of this library.");
        }
        FileFailures.whileWriting(incoming, () -> Files.deleteIfExists(file));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path passedOver;
        private final Function<Listed, FileVisitResult> found;

        Visitor(Path passedOver, Function<Listed, FileVisitResult> found) {
            this.passedOver = passedOver;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen) {
            return folder.equals(passedOver) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            ImageException.Cancelled.throwIfInterrupted();
            return seen.isRegularFile()
                    ? found.apply(new Listed(
                            path(file), seen.size(), seen.lastModifiedTime().toInstant()))
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // removed by another process this moment
            }
            throw e;
        }

        /// A file that we would have named otherwise is somebody else's, and is listed
        /// under a path that is none of
        /// ours.
        private String path(Path file) {
            var entries = new StringBuilder();
            root.relativize(file)
                    .forEach(entry ->
                            entries.append(entries.isEmpty() ? "" : "/").append(entry));
            try {
                String path = FileName.keyPath(entries.toString());
                return FileName.entries(path).contentEquals(entries) ? path : "/" + entries;
            } catch (IllegalArgumentException _) {
                return "/" + entries;
            }
        }
    }
}
