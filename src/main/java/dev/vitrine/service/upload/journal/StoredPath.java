package dev.vitrine.service.upload.journal;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// An absolute path as text and back, without loss: a Linux file name may be any bytes, and one that is no valid text
/// is kept as a URI.
final class StoredPath {
    private StoredPath() {}

    static String text(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return isReadBack(absolute) ? absolute.toString() : absolute.toUri().toString();
    }

    /// The last part of a path alone, to be put behind that of its folder.
    static String name(Path path) {
        Path name = path.getFileName();
        return isReadBack(name) ? name.toString() : path.toUri().toString();
    }

    /// Empty for one that no file can have here: written with a UTF-8 locale, and read without.
    static Optional<Path> path(String folder, String name) {
        try {
            return Optional.of(
                    name.startsWith("file:/") ? path(name) : path(folder).resolve(name));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    static Path path(String text) {
        return text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
    }

    private static boolean isReadBack(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
