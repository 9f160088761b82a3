package dev.vitrine.ui.detail;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions;
import java.util.Optional;
import java.util.function.Consumer;

/// Sends the edits of one image, one after the other; of several that wait, the newest counts. Belongs to the FX
/// thread.
///
/// Two at once could overtake each other and look like two people's. Edits under way are finished even when the pane
/// shows another image by then.
final class CaptionEdits {
    private final ImageService images;
    private final CaptionActions captions;
    private final Consumer<CaptionEdits> onChange;
    private final Consumer<BulkEdits.Change> onSaved;
    private ImageRecord seen;
    private SaveState state = new SaveState.Unchanged();
    private Optional<Caption> next = Optional.empty();

    /// @param onChange is notified when the state or the record as stored changed;
    /// @param onSaved is called with what an edit
    ///   changed
    CaptionEdits(
            ImageRecord seen,
            ImageService images,
            CaptionActions captions,
            Consumer<CaptionEdits> onChange,
            Consumer<BulkEdits.Change> onSaved) {
        this.seen = seen;
        this.images = images;
        this.captions = captions;
        this.onChange = onChange;
        this.onSaved = onSaved;
    }

    /// The record as it was stored when last seen: what the next edit is compared with.
    ImageRecord seen() {
        return seen;
    }

    SaveState state() {
        return state;
    }

    boolean isSaving() {
        return state instanceof SaveState.Saving;
    }

    /// Takes over what was read elsewhere. Only when nothing is being edited: else a conflict would go unnoticed.
    void refresh(ImageRecord newer) {
        seen = newer;
    }

    void save(Caption requested) {
        if (isSaving()) {
            next = Optional.of(requested);
        } else if (!requested.equals(seen.caption())) {
            send(requested);
        }
    }

    private void send(Caption requested) {
        become(new SaveState.Saving());
        var edit = new ImageEdit(seen, requested);
        captions.save(
                () -> images.edit(edit),
                stored -> {
                    onSaved.accept(BulkEdits.Change.of(edit.seen(), edit.requested()));
                    saved(stored);
                },
                this::failed);
    }

    private void saved(ImageRecord stored) {
        seen = stored;
        Optional<Caption> waiting = next;
        next = Optional.empty();
        become(new SaveState.Saved());
        waiting.ifPresent(this::save);
    }

    private void failed(ImageException reason) {
        next = Optional.empty();
        become(new SaveState.Failed(reason));
        if (reason instanceof ImageException.Conflict) {
            readAgain();
        }
    }

    /// After a conflict the person has seen what it says now: saving again replaces that, reverting takes it
    /// over.
    private void readAgain() {
        String imageId = seen.imageId();
        captions.save(
                () -> images.find(imageId).orElse(seen),
                this::refresh,
                unreadable -> become(new SaveState.Failed(unreadable)));
    }

    private void become(SaveState changed) {
        state = changed;
        onChange.accept(this);
    }
}
