package dev.vitrine.files;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.text.Folding;
import dev.vitrine.text.Joiners;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// A file name that any system can hold, made from whatever a row says.
///
/// Rows are written by strangers: the name may try to leave the folder, to look like something else (text that runs
/// backwards), or to be a device. The extension always tells what the bytes are.
public record FileNames(String stem, String extension) {
    /// What file systems allow, less some room for " (1234)".
    private static final int LONGEST = 255 - 8;
    /// Systems limit whole paths too.
    private static final int LONGEST_FOLDER = 100;
    private static final String FORBIDDEN = "/\\:*?\"<>|";
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

    /// @param type what the bytes are; when nobody knows, only the extension of an image is kept
    public static FileNames of(ImageRecord image, Optional<ImageType> type) {
        return of(
                image.facts().originalName().isBlank()
                        ? image.title()
                        : image.facts().originalName(),
                image,
                type);
    }

    /// @param requested what to call it, with or without extension
    public static FileNames of(String requested, ImageRecord image, Optional<ImageType> type) {
        String clean = clean(requested);
        int dot = clean.lastIndexOf('.');
        String reported = clean.substring(dot + 1);
        Optional<ImageType> reportedType = dot < 0 ? Optional.empty() : ImageType.byExtension(reported);
        String stem = trim(reportedType.isPresent() ? clean.substring(0, dot) : clean);
        String extension = reportedType.isPresent() && reportedType.equals(type.or(() -> reportedType))
                ? reported
                : type.map(ImageType::extension).orElse("bin");
        return new FileNames(
                notSpecial(cut(stem.isEmpty() ? clean(image.imageId()) : stem, LONGEST - extension.length() - 1)),
                extension);
    }

    /// A safe name for a folder.
    public static String folder(String requested) {
        String clean = cut(clean(requested), LONGEST_FOLDER);
        return clean.isEmpty() ? "_" : notSpecial(clean);
    }

    @Override
    public String toString() {
        return stem + "." + extension;
    }

    /// The name to try when others are taken: "beach (2).jpg".
    public String numbered(int number) {
        return number == 1 ? toString() : stem + " (" + number + ")." + extension;
    }

    /// What stands after the last dot, in small letters; `""` without a dot.
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// What stands before it; a name that begins with its only dot has none.
    public static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /// The first of its numbered names that is not in `taken`, which then holds it. Names that differ in letter
    /// case, or in how their accents are encoded, are one to some file systems.
    ///
    /// @param numbered from 1
    public static String untaken(Set<String> taken, IntFunction<String> numbered) {
        for (int number = 1; ; number++) {
            String name = numbered.apply(number);
            if (taken.add(Folding.caseless(name))) {
                return name;
            }
        }
    }

    /// Windows keeps `con`, `com1`, `lpt¹` and the like for itself, in any letter case and with any extension.
    public static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
        return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9¹²³]");
    }

    private static String clean(String name) {
        var clean = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(codePoint -> {
            if (FORBIDDEN.indexOf(codePoint) >= 0) {
                clean.append('_');
            } else if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                clean.append(' ');
            } else if (isVisible(codePoint) || Joiners.isJoiner(codePoint)) {
                clean.appendCodePoint(codePoint);
            }
        });
        return trim(clean.toString());
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /// A leading dot hides a file; trailing dots and spaces are dropped by Windows, which would make another name
    /// of it.
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
        return c == '.' || c == ' ' || Joiners.isJoiner(c);
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

    /// Neither a device, nor what a command that gets all names of a folder (`*`) takes for an option.
    private static String notSpecial(String stem) {
        return isDevice(stem) || stem.startsWith("-") ? "_" + stem : stem;
    }
}
