package dev.vitrine.service.edit;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import java.util.Set;

/// Renames, merges and removes a tag on every image of the library that has it. Calls block for as long as that takes.
///
/// Images in the trash keep the tags they were thrown away with.
public final class TagEdits {
    private final ImageService images;
    private final BulkEdits edits;

    public TagEdits(ImageService images) {
        this.images = images;
        this.edits = new BulkEdits(images);
    }

    /// How many images have a tag, in the library and in the trash.
    public record Uses(int library, int trash) {}

    public Uses uses(String tag) {
        ImageQuery library = ImageQuery.ALL.withAllTags(Set.of(tag));
        return new Uses(
                images.search(library).size(),
                images.search(library.withScope(Scope.TRASH)).size());
    }

    /// Puts `name` in the place of `tag`. On an image that has both they become one, where the first of them stood:
    /// so tags are merged.
    ///
    /// @throws ImageException.Invalid when the name is empty or the tag's own
    public BulkEdits.EditOutcome rename(String tag, String name, Progress progress) {
        String given = name.strip();
        if (given.isEmpty() || given.equals(tag)) {
            throw new ImageException.Invalid("A tag needs a new name.");
        }
        return eachWith(
                tag,
                (image, _) -> image.caption()
                        .withTags(image.tags().stream()
                                .map(each -> each.equals(tag) ? given : each)
                                .toList()),
                progress);
    }

    public BulkEdits.EditOutcome remove(String tag, Progress progress) {
        return eachWith(tag, (image, _) -> image.caption().withoutTag(tag), progress);
    }

    private BulkEdits.EditOutcome eachWith(String tag, BulkEdits.Rewriting rewriting, Progress progress) {
        return edits.edit(images.search(ImageQuery.ALL.withAllTags(Set.of(tag))), rewriting, progress);
    }
}
