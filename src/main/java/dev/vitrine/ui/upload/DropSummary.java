package dev.vitrine.ui.upload;

import dev.vitrine.image.ImageType;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How much there is in dropped files and folders: only for the sentence in the form, the queue itself looks again and closer.
///
/// @param others files that do not look like images by their names
/// @param single the name of the only file, when there is only one
record DropSummary(int files, int folders, int others, Optional<String> single) {
    static final DropSummary NONE = new DropSummary(0, 0, 0, Optional.empty());

    /// Blocks; an interrupt ends it early.
    static DropSummary of(List<Path> filesAndFolders) throws IOException, InterruptedException {
        var counting = new Counting();
        for (Path path : filesAndFolders) {
            Files.walkFileTree(path, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, counting);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        int folders = (int) filesAndFolders.stream().filter(Files::isDirectory).count();
        boolean single = filesAndFolders.size() == 1 && folders == 0;
        return new DropSummary(counting.files, folders, counting.others,
                single ? Optional.of(filesAndFolders.getFirst().getFileName().toString()) : Optional.empty());
    }

    private static boolean looksLikeImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return Stream.of("jpeg", "jpe", "tiff", "heif").anyMatch(extension::equals)
                || Stream.of(ImageType.values()).anyMatch(type -> type.extension().equals(extension));
    }

    private static final class Counting extends SimpleFileVisitor<Path> {
        private int files;
        private int others;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!isHidden(file)) {
                files++;
                others += looksLikeImage(file) ? 0 : 1;
            }
            return Thread.currentThread().isInterrupted() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        /// What cannot be read is told by the queue, with the reason.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            files++;
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) throws IOException {
            return path.getFileName() != null && Files.isHidden(path);
        }
    }
}
