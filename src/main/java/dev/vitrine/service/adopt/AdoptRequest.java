package dev.vitrine.service.adopt;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.upload.item.FolderTags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which objects of a bucket are to become images, and what is said of each.
///
/// @param prefix with which their paths begin, `""` for all
/// @param tagsFolders takes the names of their folders as tags, see [FolderTags]
/// @param since leaves out what was last changed before
public record AdoptRequest(
        String prefix, String userId, List<String> tags, boolean tagsFolders, Optional<Instant> since) {
    /// @throws dev.vitrine.image.ImageException.Invalid when nobody may be called that
    public AdoptRequest {
        ObjectKey.checkedUserId(userId);
        tags = List.copyOf(tags);
    }

    /// The title is left to the file, and to its name.
    Caption caption(String path) {
        return Caption.EMPTY.withTags(
                tagsFolders
                        ? Stream.concat(tags.stream(), FolderTags.of(folders(path)).stream())
                                .toList()
                        : tags);
    }

    /// From the folder that the prefix names on, as a folder that is uploaded is one of its own tags.
    private List<String> folders(String path) {
        int folder = prefix.lastIndexOf('/');
        int parent = prefix.lastIndexOf('/', folder - 1) + 1;
        List<String> names = names(path.substring(folder < 0 ? 0 : parent));
        return names.subList(0, Math.max(0, names.size() - 1));
    }

    /// What a person would call the object: without its folders. A path may have no names at all.
    static String name(String path, String otherwise) {
        List<String> names = names(path);
        return names.isEmpty() ? otherwise : names.getLast();
    }

    private static List<String> names(String path) {
        var names = new ArrayList<String>();
        for (String name : Arrays.asList(path.split("/"))) {
            String clean = name.codePoints()
                    .filter(c -> !Character.isISOControl(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (!clean.isBlank()) {
                names.add(clean);
            }
        }
        return names;
    }
}
