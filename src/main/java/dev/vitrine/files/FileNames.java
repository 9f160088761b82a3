package dev.vitrine.files;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A file name that any system can hold, made from whatever a row says.
///
/// Rows are written by strangers: the name may try to leave the folder, to look like something else (text that runs backwards), or to be a device.
/// The extension always tells what the bytes are.
public record FileNames(String stem, String extension) {
    /// What file systems allow, less some room for " (1234)".
    private static final int LONGEST = 255 - 8;
    /// Systems limit whole paths too.
    private static final int LONGEST_FOLDER = 100;
    private static final String FORBIDDEN = "/\\:*?\"<>|";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");
    private static final List<Set<String>> SAME_TYPE = List.of(
            Set.of("jpg", "jpeg", "jpe", "jfif"), Set.of("tif", "tiff"), Set.of("heic", "heif", "hif"),
            Set.of("png", "apng"), Set.of("bmp", "dib"), Set.of("gif"), Set.of("webp"), Set.of("avif"));

    /// @param type what the bytes are; when nobody knows, only the extension of an image is kept
    public static FileNames of(ImageRecord image, Optional<ImageType> type) {
        return of(image.facts().originalName().isBlank() ? image.title() : image.facts().originalName(), image, type);
    }

    /// @param requested what to call it, with or without extension
    public static FileNames of(String requested, ImageRecord image, Optional<ImageType> type) {
        String clean = clean(requested);
        int dot = clean.lastIndexOf('.');
        String reported = clean.substring(dot + 1);
        boolean imageExtension = dot >= 0 && SAME_TYPE.stream().anyMatch(same -> same.contains(reported.toLowerCase(Locale.ROOT)));
        String stem = trim(imageExtension ? clean.substring(0, dot) : clean);
        String extension = imageExtension && type.stream().allMatch(known -> isOf(known, reported))
                ? reported
                : type.map(ImageType::extension).orElse("bin");
        return new FileNames(notADevice(cut(stem.isEmpty() ? clean(image.imageId()) : stem, LONGEST - extension.length() - 1)), extension);
    }

    /// A safe name for a folder.
    public static String folder(String requested) {
        String clean = cut(clean(requested), LONGEST_FOLDER);
        return clean.isEmpty() ? "_" : notADevice(clean);
    }

    @Override
    public String toString() {
        return stem + "." + extension;
    }

    /// The name to try when others are taken: "beach (2).jpg".
    public String numbered(int number) {
        return number == 1 ? toString() : stem + " (" + number + ")." + extension;
    }

    private static boolean isOf(ImageType type, String extension) {
        return SAME_TYPE.stream().filter(same -> same.contains(type.extension())).anyMatch(same -> same.contains(extension.toLowerCase(Locale.ROOT)));
    }

    private static String clean(String name) {
        var clean = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(codePoint -> {
            if (FORBIDDEN.indexOf(codePoint) >= 0) {
                clean.append('_');
            } else if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                clean.append(' ');
            } else if (isVisible(codePoint)) {
                clean.appendCodePoint(codePoint);
            }
        });
        return trim(clean.toString());
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /// A leading dot hides a file; trailing dots and spaces are dropped by Windows, which would make another name of it.
    private static String trim(String name) {
        int first = 0;
        int end = name.length();
        while (first < end && isEdge(name.charAt(first))) {
            first++;
        }
        while (end > first && isEdge(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(first, end);
    }

    private static boolean isEdge(char c) {
        return c == '.' || c == ' ';
    }

    private static String cut(String stem, int maxBytes) {
        int bytes = 0;
        int end = 0;
        while (end < stem.length()) {
            int codePoint = stem.codePointAt(end);
            bytes += Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > maxBytes) {
                return trim(stem.substring(0, end));
            }
            end += Character.charCount(codePoint);
        }
        return stem;
    }

    private static String notADevice(String stem) {
        String first = Arrays.stream(stem.split("\\.", 2)).findFirst().orElse("").strip().toLowerCase(Locale.ROOT);
        return DEVICES.contains(first) || first.matches("(com|lpt)[0-9¹²³]") ? "_" + stem : stem;
    }
}
