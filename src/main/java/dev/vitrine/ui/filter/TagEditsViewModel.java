package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.TagPath;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.SimilarTags;
import dev.vitrine.service.edit.TagEdits;
import dev.vitrine.service.edit.TagEdits.Uses;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Edits of a tag across the library, with progress, an end at any time, and a way back.
public final class TagEditsViewModel {
    private final ImageService images;
    private final TagEdits edits;
    private final Background background;
    private final CaptionActions captions;
    private final Toasts toasts;
    private final BiConsumer<String, String> follow;

    /// @param uses of the tag itself
    /// @param tags of the whole library, most used first
    record KnownTags(Uses uses, List<Count<String>> tags) {}

    /// @param follow called with the old and the new name when a tag has another name from now on: what filters by
    ///   it follows
    public TagEditsViewModel(
            ImageService images,
            Background background,
            CaptionActions captions,
            Toasts toasts,
            BiConsumer<String, String> follow) {
        this.images = images;
        this.edits = new TagEdits(images);
        this.background = background;
        this.captions = captions;
        this.toasts = toasts;
        this.follow = follow;
    }

    /// What must be known before asking for a new name.
    void ask(String tag, Consumer<KnownTags> then) {
        background.run(
                () -> new KnownTags(
                        edits.uses(tag), images.facets(ImageQuery.ALL).tags()),
                then,
                this::fail);
    }

    void rename(String tag, TagName name) {
        Runnable forth = () -> follow.accept(tag, name.name());
        // Of two tags that became one, it is not known which of them a filter meant.
        Runnable back = name.merges()
                ? () -> {}
                : () -> follow.accept(
                        TagPath.isBranch(tag) ? TagPath.branch(name.name()) : name.name(), TagPath.root(tag));
        captions.run(
                new CaptionActions.UndoableEdit(
                        _ -> text(
                                name.merges() ? "filter.retag.merge.label" : "filter.retag.rename.label",
                                TagPath.named(tag),
                                name.name()),
                        Optional.of(changed -> text(
                                name.merges() ? "filter.retag.merged" : "filter.retag.renamed",
                                changed,
                                TagPath.named(tag),
                                name.name())),
                        forth,
                        back),
                progress -> edits.rename(tag, name.name(), progress));
    }

    /// Tags that look like one become one.
    void merge(Set<String> tags, String name) {
        if (tags.size() == 1) {
            rename(tags.iterator().next(), new TagName(name, true));
            return;
        }
        captions.run(
                new CaptionActions.UndoableEdit(
                        _ -> text("filter.retag.mergeMany.label", tags.size(), name),
                        Optional.of(changed -> text("filter.retag.mergedMany", changed, tags.size(), name)),
                        () -> tags.forEach(tag -> follow.accept(tag, name)),
                        () -> {}),
                progress -> edits.rename(tags, name, progress));
    }

    /// @param then is given groups of tags that look alike
    void findAlike(Consumer<List<List<Count<String>>>> then) {
        background.run(() -> SimilarTags.in(images), then, this::fail);
    }

    void remove(String tag) {
        captions.run(
                CaptionActions.UndoableEdit.of(
                        _ -> text("filter.retag.remove.label", TagPath.named(tag)),
                        changed -> text("filter.retag.removed", changed, TagPath.named(tag))),
                progress -> edits.remove(tag, progress));
    }

    private void fail(ImageException failure) {
        toasts.failure(failure);
    }
}
