package dev.vitrine.service.upload.item;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Folder names as tags: of the folder that was dropped and those inside it on the way to the file, as people sort
/// their pictures.
///
/// Where folders are dates, one level a part, the tags are whole dates: `2024/05/17` gives `2024`, `2024-05` and
/// `2024-05-17`. What cameras call their folders says nothing.
public final class FolderTags {
    private static final Pattern YEAR = Pattern.compile("(1[89]|20)\\d\\d");
    private static final Pattern MONTH = Pattern.compile("(1[89]|20)\\d\\d-\\d\\d");
    private static final Pattern PART = Pattern.compile("\\d\\d?");
    /// DCF 2.0: `DCIM`, and in it `100CANON`.
    private static final Pattern CAMERA = Pattern.compile("(?i)DCIM|[1-9]\\d\\d[A-Z0-9_]{5}");

    private FolderTags() {}

    /// @param file as it was found in one of the folders
    /// @param dropped folders; a file in none of them has no tags
    public static List<String> of(Path file, Collection<Path> dropped) {
        return dropped.stream()
                .filter(folder -> file.startsWith(folder) && !file.equals(folder))
                .findFirst()
                .map(folder -> names(file, folder))
                .orElse(List.of());
    }

    private static List<String> names(Path file, Path folder) {
        return of(IntStream.range(Math.max(folder.getNameCount() - 1, 0), file.getNameCount() - 1)
                .mapToObj(i -> file.getName(i).toString())
                .toList());
    }

    /// @param folders names, from the outermost to the one that the image is in
    public static List<String> of(List<String> folders) {
        var tags = new ArrayList<String>();
        String date = "";
        for (String folder : folders) {
            String name = folder.strip();
            boolean continues = !date.isEmpty() && PART.matcher(name).matches();
            String tag = continues ? date + "-" + (name.length() == 1 ? "0" + name : name) : name;
            date = YEAR.matcher(tag).matches() || MONTH.matcher(tag).matches() ? tag : "";
            if (!CAMERA.matcher(tag).matches()) {
                tags.add(tag);
            }
        }
        return tags;
    }
}
