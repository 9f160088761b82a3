package dev.vitrine.ui.detail;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.Rating;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/// The tags of several images: those that all have and those that only some have; adding and removing for all.
public final class SharedTagsViewModel {
    private final CaptionActions captions;
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ObservableList<String> shownTags = FXCollections.unmodifiableObservableList(tags);
    private final ObservableSet<String> partial = FXCollections.observableSet();
    private final ObservableSet<String> shownPartial = FXCollections.unmodifiableObservableSet(partial);
    private ImageSelection imageSelection = ImageSelection.NONE;

    SharedTagsViewModel(CaptionActions captions) {
        this.captions = captions;
    }

    /// Most common first.
    public ObservableList<String> tags() {
        return shownTags;
    }

    /// Those of [#tags] that not all images have.
    public ObservableSet<String> partial() {
        return shownPartial;
    }

    /// How many of the selected images have a tag.
    public int having(String tag) {
        return imageSelection.tally().having(tag);
    }

    /// What was changed a moment ago and is on its way shows when it arrives.
    void show(ImageSelection now) {
        imageSelection = now;
        List<Count<String>> plain = now.tally().tags().stream()
                .filter(count -> Rating.isPlain(count.value()))
                .toList();
        List<String> ordered = plain.stream().map(Count::value).toList();
        var some = plain.stream()
                .filter(count -> count.images() < now.tally().images())
                .map(Count::value)
                .collect(Collectors.toSet());
        partial.retainAll(some);
        partial.addAll(some);
        if (!tags.equals(ordered)) {
            tags.setAll(ordered);
        }
    }

    public void addToAll(String tag) {
        captions.addTag(imageSelection.ids(), tag);
    }

    public void removeFromAll(String tag) {
        captions.edit(
                UndoableEdit.of(
                        Messages.text("edits.removeTag.label", imageSelection.size(), tag),
                        changed -> Messages.text("edits.removeTag.done", changed, tag)),
                imageSelection.ids(),
                (image, _) -> image.caption().withoutTag(tag));
    }
}
