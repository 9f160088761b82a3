package dev.vitrine.service.edit;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.TagPath;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import java.util.Comparator;
import java.util.Set;

/// Renames, merges and removes tags, and branches of tags ({@link TagPath}), on every image of the library that has
/// them. Calls block for as long as that takes.
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
        return uses(Set.of(tag));
    }

    /// @param tags and branches: how many images have any of them
    public Uses uses(Set<String> tags) {
        ImageQuery library = ImageQuery.ALL.withAnyTags(tags);
        return new Uses(
                images.search(library).size(),
                images.search(library.withScope(Scope.TRASH)).size());
    }

    public BulkEdits.EditOutcome rename(String tag, String name, Progress progress) {
        return rename(Set.of(tag), name, progress);
    }

    /// Puts `name` in the place of each of the tags. On an image that has several of them they become one, where
    /// the first of them stood: so tags are merged. What lies below a branch goes along, below `name`.
    ///
    /// @throws ImageException.Invalid when the name is empty or the only tag's own
    public BulkEdits.EditOutcome rename(Set<String> tags, String name, Progress progress) {
        String given = checkedName(tags, name);
        return eachWith(
                tags,
                (image, _) -> image.caption()
                        .withTags(image.tags().stream()
                                .map(tag -> renamed(tag, tags, given))
                                .toList()),
                progress);
    }

    /// The name as it will be written: `place/*` and `place/` are `place`.
    ///
    /// @throws ImageException.Invalid when it is none
    public static String checkedName(Set<String> tags, String name) {
        String given = TagPath.root(name.strip());
        while (given.endsWith("/") && tags.stream().anyMatch(TagPath::isBranch)) {
            given = given.substring(0, given.length() - 1);
        }
        String own = given;
        if (given.isBlank() || tags.stream().allMatch(tag -> TagPath.root(tag).equals(own))) {
            throw new ImageException.Invalid("A tag needs a new name.");
        }
        return given;
    }

    /// Of a branch and a tag within it, the longer one says more.
    private static String renamed(String tag, Set<String> tags, String name) {
        return tags.stream()
                .filter(requested -> TagPath.matches(requested, tag))
                .max(Comparator.comparingInt(String::length))
                .map(requested -> TagPath.renamed(tag, requested, name))
                .orElse(tag);
    }

    public BulkEdits.EditOutcome remove(String tag, Progress progress) {
        return remove(Set.of(tag), progress);
    }

    public BulkEdits.EditOutcome remove(Set<String> tags, Progress progress) {
        return eachWith(
                tags,
                (image, _) -> image.caption()
                        .withTags(image.tags().stream()
                                .filter(tag -> tags.stream().noneMatch(requested -> TagPath.matches(requested, tag)))
                                .toList()),
                progress);
    }

    private BulkEdits.EditOutcome eachWith(Set<String> tags, BulkEdits.Rewriting rewriting, Progress progress) {
        images.requireWhole();
        return edits.edit(images.search(ImageQuery.ALL.withAnyTags(tags)), rewriting, progress);
    }
}
