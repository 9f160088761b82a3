package dev.vitrine.service.upload.item;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ObjectKey;
import java.util.List;

/// What the person asked for when dropping files: the same for every file of the drop.
///
/// @param title `""` stands for each file's name without its extension
/// @param duplicates what to do with a file whose bytes this user already has in the library
/// @param removesMetadata takes location, camera, date and names out before anything is hashed or sent; a file of a
///   kind where that cannot be done without loss is refused, so that nothing asked to be removed is ever sent
public record UploadForm(
        String userId,
        List<String> tags,
        String title,
        String description,
        Duplicates duplicates,
        boolean removesMetadata) {
    public enum Duplicates {
        SKIP,
        UPLOAD_ANYWAY,
        MERGE_TAGS
    }

    /// @throws dev.vitrine.image.ImageException.Invalid when the user name breaks a rule
    public UploadForm {
        ObjectKey.checkedUserId(userId);
        tags = List.copyOf(tags);
    }

    public UploadForm(String userId, List<String> tags, String title, String description) {
        this(userId, tags, title, description, Duplicates.SKIP);
    }

    public UploadForm(String userId, List<String> tags, String title, String description, Duplicates duplicates) {
        this(userId, tags, title, description, duplicates, false);
    }

    public UploadForm removingMetadata() {
        return new UploadForm(userId, tags, title, description, duplicates, true);
    }

    public Caption caption() {
        return new Caption(title, description, tags);
    }
}
