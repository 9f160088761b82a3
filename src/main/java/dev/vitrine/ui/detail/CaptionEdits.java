package dev.vitrine.ui.detail;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// Sends the edits of one image, one after the other. Belongs to the FX thread.
///
/// Two at once could overtake each other and look like two people's: each waits for the one before, in the
/// background, so that a library that closes can wait for all of them. Edits under way are finished even when the
/// pane shows another image by then.
final class CaptionEdits {
    private final ImageService images;
    private final CaptionActions captions;
    private final Consumer<CaptionEdits> onChange;
    private final Consumer<BulkEdits.CaptionChange> onSaved;
    private ImageRecord seen;
    private SaveState state = new SaveState.Unchanged();
    private SaveState newestOutcome = state;
    private int underWay;
    /// What was shown when the edits under way, or those that were the last, began.
    private Caption atFirst;
    private Caption newest;
    private CompletableFuture<Stored> latest;

    /// @param record as it is stored now
    /// @param changes that led to it, oldest first
    private record Stored(ImageRecord record, List<BulkEdits.CaptionChange> changes) {
        Stored after(ImageRecord edited, Caption requested) {
            var all = new ArrayList<>(changes);
            all.add(BulkEdits.CaptionChange.of(record, requested));
            return new Stored(edited, all);
        }
    }

    /// @param onChange is notified when the state or the record as stored changed
    /// @param onSaved is called with what an edit changed
    CaptionEdits(
            ImageRecord seen,
            ImageService images,
            CaptionActions captions,
            Consumer<CaptionEdits> onChange,
            Consumer<BulkEdits.CaptionChange> onSaved) {
        this.seen = seen;
        this.images = images;
        this.captions = captions;
        this.onChange = onChange;
        this.onSaved = onSaved;
        atFirst = seen.caption();
        newest = atFirst;
        latest = CompletableFuture.completedFuture(new Stored(seen, List.of()));
    }

    /// The record as it was stored when last seen: what the next edit is compared with.
    ImageRecord seen() {
        return seen;
    }

    SaveState state() {
        return state;
    }

    boolean isSaving() {
        return underWay > 0;
    }

    /// The texts that were asked for last and are not stored; `""` when there are none.
    String unsaved() {
        var texts = new ArrayList<String>();
        if (isUnsaved(Caption::title)) {
            texts.add(newest.title());
        }
        if (isUnsaved(Caption::description)) {
            texts.add(newest.description());
        }
        return String.join("\n", texts);
    }

    private boolean isUnsaved(Function<Caption, String> text) {
        String asked = text.apply(newest);
        return !asked.equals(text.apply(atFirst)) && !asked.equals(text.apply(seen.caption()));
    }

    /// What was asked for last.
    Caption newest() {
        return newest;
    }

    /// Takes over what was read elsewhere. Only when nothing is being edited: else a conflict would go unnoticed.
    void refresh(ImageRecord newer) {
        seen = newer;
    }

    void save(Caption requested) {
        if (!requested.equals(isSaving() ? newest : seen.caption())) {
            send(requested);
        }
    }

    private void send(Caption requested) {
        CompletableFuture<Stored> before =
                isSaving() ? latest : CompletableFuture.completedFuture(new Stored(seen, List.of()));
        var after = new CompletableFuture<Stored>();
        latest = after;
        atFirst = isSaving() ? atFirst : seen.caption();
        newest = requested;
        underWay++;
        become(new SaveState.Saving());
        captions.save(
                () -> edit(before.join(), requested, after),
                _ -> ended(after, new SaveState.Saved()),
                reason -> ended(after, new SaveState.Failed(reason)));
    }

    /// One that fails leaves the next to be made on what there was before it.
    private ImageRecord edit(Stored base, Caption requested, CompletableFuture<Stored> after) {
        Stored stored = base;
        try {
            stored = base.after(images.edit(new ImageEdit(base.record(), requested)), requested);
            return stored.record();
        } finally {
            after.complete(stored);
        }
    }

    /// Answers may overtake each other: how the newest edit ended is said when all have.
    private void ended(CompletableFuture<Stored> edit, SaveState outcome) {
        underWay--;
        if (edit == latest) {
            newestOutcome = outcome;
        }
        if (!isSaving()) {
            Stored stored = latest.join();
            if (!stored.changes().isEmpty()) { // else what was read again meanwhile is newer
                seen = stored.record();
                stored.changes().forEach(onSaved);
            }
            if (newestOutcome instanceof SaveState.Failed(ImageException.Conflict _)) {
                readAgain(newestOutcome);
            } else {
                become(newestOutcome);
            }
        }
    }

    /// Before a conflict is told it is known what the image says now: saving again replaces that, reverting
    /// takes it over.
    private void readAgain(SaveState conflict) {
        String imageId = seen.imageId();
        captions.save(
                () -> images.find(imageId).orElse(seen),
                now -> {
                    if (!isSaving()) {
                        refresh(now);
                        become(conflict);
                    }
                },
                unreadable -> {
                    if (!isSaving()) {
                        become(new SaveState.Failed(unreadable));
                    }
                });
    }

    private void become(SaveState changed) {
        state = changed;
        onChange.accept(this);
    }
}
