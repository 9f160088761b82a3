package dev.vitrine.files;

import dev.vitrine.Unchecked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What lies in a folder, always in the same order.
public final class FolderContent {
    private FolderContent() {}

    /// Files and folders, but not what is in those.
    public static List<Path> in(Path folder) {
        return Unchecked.get(() -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.sorted().toList();
            }
        });
    }

    /// The names of what is [#in] it.
    public static List<String> names(Path folder) {
        return in(folder).stream()
                .map(entry -> entry.getFileName().toString())
                .sorted()
                .toList();
    }

    /// All files, also of folders in it.
    public static List<Path> files(Path folder) {
        return Unchecked.get(() -> {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile).sorted().toList();
            }
        });
    }

    /// The paths of its [#files] from there, with `/`.
    public static List<String> paths(Path folder) {
        return files(folder).stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .sorted()
                .toList();
    }

    /// The sources of this project below a folder.
    public static List<Path> sources(Path folder) {
        return files(folder).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }
}
