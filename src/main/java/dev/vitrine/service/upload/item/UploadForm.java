package dev.vitrine.service.upload.item;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ObjectKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the person asked for when dropping files: the same for every file of the drop.
///
/// @param title `""` stands for each file's name without its extension
/// @param duplicates what to do with a file whose bytes this user already has in the library
public record UploadForm(
        String userId,
        List<String> tags,
        String title,
        String description,
        Duplicates duplicates,
        Set<UploadOption> options) {
    public enum Duplicates {
        SKIP,
        UPLOAD_ANYWAY,
        MERGE_TAGS
    }

    /// What else can be asked for; journals hold the names.
    public enum UploadOption {
        /// Takes location, camera, date and names out before anything is hashed or sent; a file of a kind where
        /// that cannot be done without loss is refused, so that nothing asked to be removed is ever sent.
        REMOVE_METADATA,
        /// Titles, tags and stars that other programs wrote into the files or beside them
        /// stay out of the library.
        LEAVE_WRITTEN,
        /// The names of the folders that a file was dropped in are tags of it, see [FolderTags].
        TAG_FOLDERS
    }

    /// @throws dev.vitrine.image.ImageException.Invalid when the user name breaks a rule
    public UploadForm {
        ObjectKey.checkedUserId(userId);
        tags = List.copyOf(tags);
        options = Set.copyOf(options);
    }

    public UploadForm(String userId, List<String> tags, String title, String description) {
        this(userId, tags, title, description, Duplicates.SKIP);
    }

    public UploadForm(String userId, List<String> tags, String title, String description, Duplicates duplicates) {
        this(userId, tags, title, description, duplicates, Set.of());
    }

    public boolean has(UploadOption option) {
        return options.contains(option);
    }

    public boolean removesMetadata() {
        return has(UploadOption.REMOVE_METADATA);
    }

    public UploadForm with(UploadOption option, boolean has) {
        Set<UploadOption> changed = EnumSet.noneOf(UploadOption.class);
        changed.addAll(options);
        if (has) {
            changed.add(option);
        } else {
            changed.remove(option);
        }
        return new UploadForm(userId, tags, title, description, duplicates, changed);
    }

    public UploadForm tagged(List<String> more) {
        return new UploadForm(
                userId,
                Stream.concat(tags.stream(), more.stream()).distinct().toList(),
                title,
                description,
                duplicates,
                options);
    }

    public Caption caption() {
        return new Caption(title, description, tags);
    }
}
