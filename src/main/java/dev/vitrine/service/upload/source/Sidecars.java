package dev.vitrine.service.upload.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vitrine.files.FileNames;
import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageSource;
import dev.vitrine.text.Folding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The XMP files that programs put beside pictures which they do not want to write to: `IMG_1.JPG.xmp`, or `IMG_1.xmp`
/// for every picture of that name. Letter case does not matter.
///
/// A folder is listed once for all its pictures, and again when it has changed. From any thread.
public final class Sidecars {
    private static final String EXTENSION = "xmp";
    private static final int FOLDERS = 64;

    private record Folder(Path path, FileTime modified) {}

    private final Cache<Folder, Map<String, Path>> listed =
            Caffeine.newBuilder().maximumSize(FOLDERS).build();

    /// By its name: no picture, and nothing to complain about among pictures.
    static boolean isNamedSo(Path file) {
        Path name = file.getFileName();
        return name != null && FileNames.extension(name.toString()).equals(EXTENSION);
    }

    /// That of this picture, the one with its whole name first; empty too when the folder cannot be listed.
    public Optional<ImageSource> of(Path picture) {
        Path last = picture.getFileName();
        if (last == null) {
            return Optional.empty();
        }
        try {
            Path folder = Folders.of(picture);
            Map<String, Path> there = listed.get(new Folder(folder, Files.getLastModifiedTime(folder)), Sidecars::list);
            String name = last.toString();
            return Stream.of(name, FileNames.withoutExtension(name))
                    .map(beside -> there.get(key(beside + "." + EXTENSION)))
                    .flatMap(Stream::ofNullable)
                    .findFirst()
                    .filter(Files::isRegularFile) // and no pipe
                    .map(ImageSource::ofFile);
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Path> list(Folder folder) {
        var found = new HashMap<String, Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path(), Sidecars::isNamedSo)) {
            for (Path entry : entries) {
                found.merge(key(entry.getFileName().toString()), entry, (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(found);
    }

    private static String key(String name) {
        return Folding.caseless(name);
    }
}
