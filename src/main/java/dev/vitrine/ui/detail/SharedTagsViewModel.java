package dev.vitrine.ui.detail;

import dev.vitrine.image.Album;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.PlainTags;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.support.ImageSelection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;

/// The tags of several images: those that all have and those that only some have; adding and removing for all.
public final class SharedTagsViewModel {
    /// Which of the tags are meant.
    enum TagKind {
        TAGS,
        /// By the names of the albums.
        ALBUMS;

        private boolean shows(String tag) {
            return this == ALBUMS ? Album.isAlbum(tag) : PlainTags.isPlain(tag);
        }

        private String name(String tag) {
            return this == ALBUMS ? Album.ofTag(tag).map(Album::name).orElse(tag) : tag;
        }

        private String tag(String name) {
            return this == ALBUMS ? new Album(name).tag() : name;
        }
    }

    private final CaptionActions captions;
    private final TagKind kind;
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ObservableList<String> shownTags = FXCollections.unmodifiableObservableList(tags);
    private final ObservableSet<String> partial = FXCollections.observableSet();
    private final ObservableSet<String> shownPartial = FXCollections.unmodifiableObservableSet(partial);
    private ImageSelection imageSelection = ImageSelection.NONE;
    private Function<String, Optional<String>> taking = Optional::of;

    SharedTagsViewModel(CaptionActions captions, TagKind kind) {
        this.captions = captions;
        this.kind = kind;
    }

    /// Most common first.
    ObservableList<String> tags() {
        return shownTags;
    }

    /// Those of [#tags] that not all images have.
    ObservableSet<String> partial() {
        return shownPartial;
    }

    /// What was changed a moment ago and is on its way shows when it arrives.
    void show(ImageSelection now) {
        imageSelection = now;
        List<Count<String>> plain = now.tally().tags().stream()
                .filter(count -> kind.shows(count.value()))
                .map(count -> new Count<>(kind.name(count.value()), count.images()))
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

    /// @param taken gives the tag to add for one that was typed; empty, and told, where there is none
    public void setTaking(Function<String, Optional<String>> taken) {
        taking = taken;
    }

    void addToAll(String tag) {
        taking.apply(kind.tag(tag)).ifPresent(added -> captions.addTag(imageSelection.ids(), added));
    }

    void removeFromAll(String tag) {
        captions.removeTag(imageSelection.ids(), kind.tag(tag));
    }
}
