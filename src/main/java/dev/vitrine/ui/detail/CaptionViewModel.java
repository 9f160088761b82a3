package dev.vitrine.ui.detail;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PlainTags;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.actions.CaptionActions;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Title, description and tags of one image, as typed and as stored.
///
/// What is typed stays until it is saved or reverted, whatever arrives from elsewhere meanwhile.
final class CaptionViewModel {
    private final ImageService images;
    private final CaptionActions captions;
    private final Toasts toasts;
    private final StringProperty title = new SimpleStringProperty("");
    private final StringProperty description = new SimpleStringProperty("");
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ObservableList<String> shownTags = FXCollections.unmodifiableObservableList(tags);
    private final ReadOnlyObjectWrapper<SaveState> state = new ReadOnlyObjectWrapper<>(new SaveState.Unchanged());
    private Optional<CaptionEdits> edits = Optional.empty();
    private Caption stored = Caption.EMPTY;
    /// Why the texts that are typed were refused, until somebody saves or reverts them.
    private Optional<ImageException> conflict = Optional.empty();

    CaptionViewModel(ImageService images, CaptionActions captions, Toasts toasts) {
        this.images = images;
        this.captions = captions;
        this.toasts = toasts;
    }

    StringProperty titleProperty() {
        return title;
    }

    StringProperty descriptionProperty() {
        return description;
    }

    ObservableList<String> tags() {
        return shownTags;
    }

    ReadOnlyObjectProperty<SaveState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Shows an image, or the same one read again. What was typed for the image before is saved.
    void show(ImageRecord image) {
        if (edits.isPresent() && edits.get().seen().imageId().equals(image.imageId())) {
            showNewer(edits.get(), image);
            return;
        }
        clear();
        edits = Optional.of(new CaptionEdits(
                image,
                images,
                captions,
                this::changed,
                change -> captions.did(() -> Messages.text("edits.one.label", image.title()), change)));
        state.set(new SaveState.Unchanged());
        show(image.caption());
    }

    /// Shows nothing. What was typed is saved, or told again where that would replace another's text.
    void clear() {
        leave();
        conflict.ifPresent(failure -> toasts.failure(unsaved(stored.title(), typedTexts(), failure), failure));
        conflict = Optional.empty();
        edits = Optional.empty();
    }

    private String typedTexts() {
        Caption typed = typed();
        return Stream.<Function<Caption, String>>of(Caption::title, Caption::description)
                .filter(text -> !text.apply(typed).equals(text.apply(stored)))
                .map(text -> text.apply(typed))
                .collect(Collectors.joining("\n"));
    }

    private void showNewer(CaptionEdits current, ImageRecord image) {
        boolean newer = image.updatedAt().isAfter(current.seen().updatedAt());
        if (newer && !isTyping() && !current.isSaving()) {
            current.refresh(image);
            show(image.caption());
        }
    }

    /// Stores what is typed, also in place of what somebody else wrote meanwhile, once that was told.
    void save() {
        conflict = Optional.empty();
        leave();
    }

    /// Stores what is typed, if it differs from what is stored. Who only goes elsewhere has not said that it is to
    /// replace another's text: that waits for [#save]. A title that was emptied comes back: every image has one to
    /// be found by.
    void leave() {
        if (edits.isPresent()) {
            if (title.get().isBlank()) {
                title.set(stored.title());
            }
            Caption typed = typed();
            edits.get().save(conflict.isPresent() ? stored.withTags(typed.tags()) : typed);
            forgetFailure();
        }
    }

    void revertTitle() {
        title.set(edits.isPresent() ? stored.title() : "");
        forgetFailure();
    }

    void revertDescription() {
        description.set(edits.isPresent() ? stored.description() : "");
        forgetFailure();
    }

    /// What failed to be saved, and is not wanted any more, is no news.
    private void forgetFailure() {
        if (state.get() instanceof SaveState.Failed && !isTyping()) {
            state.set(new SaveState.Unchanged());
            conflict = Optional.empty();
        }
    }

    void addTag(String tag) {
        changeTags(new Caption("", "", tags).withTag(tag).tags());
    }

    void removeTag(String tag) {
        changeTags(new Caption("", "", tags).withoutTag(tag).tags());
    }

    private void changeTags(List<String> changed) {
        tags.setAll(changed);
        leave();
    }

    private boolean isTyping() {
        return !typed().equals(stored);
    }

    /// Stars, favorites and albums are tags that stand elsewhere in the pane: they stay as they are.
    private Caption typed() {
        List<String> kept = stored.tags();
        var all = new ArrayList<>(tags);
        kept.stream().filter(tag -> !PlainTags.isPlain(tag)).forEach(all::add);
        return new Caption(title.get(), description.get(), PlainTags.of(kept).equals(tags) ? kept : all);
    }

    private void show(Caption caption) {
        stored = caption;
        title.set(caption.title());
        description.set(caption.description());
        showTags(caption);
    }

    private void changed(CaptionEdits changed) {
        boolean shown = edits.isPresent() && edits.get() == changed;
        if (shown) {
            takeOver(
                    changed.state() instanceof SaveState.Saved ? changed.newest() : stored,
                    changed.seen().caption());
            if (changed.state() instanceof SaveState.Failed(ImageException.Conflict failure)) {
                conflict = Optional.of(failure);
            }
            boolean waits = changed.state() instanceof SaveState.Saved && conflict.isPresent();
            state.set(waits ? new SaveState.Failed(conflict.get()) : changed.state());
        } else if (changed.state() instanceof SaveState.Failed(ImageException failure)) {
            toasts.failure(unsaved(changed.seen().title(), changed.unsaved(), failure), failure);
        }
    }

    /// With what was typed: nothing else keeps it any more.
    private static String unsaved(String image, String texts, ImageException failure) {
        String sentence = Messages.text("detail.save.failedFor", image, FailureText.text(failure));
        return texts.isEmpty() ? sentence : Messages.text("detail.save.typed", sentence, texts);
    }

    /// Field by field, so that what was typed on while the edit was under way, or is in conflict, stays.
    ///
    /// @param before what the fields show where nobody has typed since
    private void takeOver(Caption before, Caption now) {
        stored = now;
        takeOver(title, before.title(), now.title());
        takeOver(description, before.description(), now.description());
        showTags(now.withTags(ImageEdit.mergedTags(PlainTags.of(before.tags()), tags, PlainTags.of(now.tags()))));
    }

    private static void takeOver(StringProperty typed, String before, String now) {
        String text = typed.get().strip();
        if (text.equals(before) || text.equals(now)) {
            typed.set(now);
        }
    }

    private void showTags(Caption caption) {
        List<String> plain = PlainTags.of(caption.tags());
        if (!tags.equals(plain)) {
            tags.setAll(plain);
        }
    }
}
