package dev.vitrine.service.download;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.service.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A [NamePattern] for files: a slash between fields makes folders, whatever an image fills in is made safe, and the
/// extension always tells what the bytes are.
public final class FilePattern {
    /// Every image under its own name.
    public static final FilePattern NAME = parse("{name}");

    private static final int MAX_FOLDERS = 8;

    private final String text;
    private final List<NamePattern> folders;
    private final NamePattern file;

    private FilePattern(String text, List<NamePattern> folders, NamePattern file) {
        this.text = text;
        this.folders = List.copyOf(folders);
        this.file = file;
    }

    /// @throws ImageException.Invalid with what is wrong and what would be right
    public static FilePattern parse(String text) {
        String[] parts = text.strip().split("/", -1);
        if (parts.length > MAX_FOLDERS + 1) {
            throw new ImageException.Invalid(
                    "The pattern makes more than " + MAX_FOLDERS + " folders within each other.");
        }
        var folders = new ArrayList<NamePattern>();
        for (String part : parts) {
            if (part.isBlank() && parts.length > 1) {
                throw new ImageException.Invalid(
                        "There is nothing between two slashes, or before the first or after the last. Write for example {user}/{name}.");
            }
            folders.add(NamePattern.parse(part));
        }
        NamePattern file = folders.removeLast();
        return new FilePattern(text.strip(), folders, file);
    }

    /// Whether each image gets another name by its number.
    boolean isNumbered() {
        return Stream.concat(folders.stream(), Stream.of(file)).anyMatch(NamePattern::isNumbered);
    }

    /// @param type what the bytes are, where that is known
    /// @param number what `{n}` stands for
    public FilePath of(ImageRecord image, Optional<ImageType> type, long number) {
        return new FilePath(
                folders.stream()
                        .map(folder -> FileNames.folder(folder.of(image, number)))
                        .toList(),
                FileNames.of(file.of(image, number) + extension(image.facts().originalName()), image, type));
    }

    /// The file's own extension, so that `.JPG` stays `.JPG` where that is true.
    private static String extension(String originalName) {
        int dot = originalName.lastIndexOf('.');
        return dot > 0 && originalName.substring(dot + 1).matches("[A-Za-z0-9]{1,5}")
                ? originalName.substring(dot)
                : "";
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }

    /// Where a file goes, relative to what it is saved into.
    public record FilePath(List<String> folders, FileNames name) {
        /// With slashes between; the second, third … for names that are taken.
        String numbered(int number) {
            return folders.isEmpty() ? name.numbered(number) : String.join("/", folders) + "/" + name.numbered(number);
        }

        @Override
        public String toString() {
            return numbered(1);
        }
    }
}
