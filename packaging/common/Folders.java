import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What is done with whole folders.
final class Folders {
    private Folders() {
    }

    static void delete(Path folder) throws IOException {
        for (Path path : inside(folder).reversed()) {
            Files.delete(path);
        }
    }

    /// Attributes and links included.
    static void copy(Path from, Path to) throws IOException {
        for (Path path : inside(from)) {
            Path copy = to.resolve(from.relativize(path).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Gives all the same date: an archive of them then depends on nothing but their content.
    static void dateAll(Path folder, Instant time) throws IOException {
        FileTime date = FileTime.from(time);
        for (Path path : inside(folder).reversed()) {
            Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).setTimes(date, null, null);
        }
    }

    static long size(Path folder) throws IOException {
        long bytes = 0;
        for (Path path : inside(folder)) {
            bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
        }
        return bytes;
    }

    /// The folder and all that is in it, each folder before its contents; nothing when there is no such folder.
    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
