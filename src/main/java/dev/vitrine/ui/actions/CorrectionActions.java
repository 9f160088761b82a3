package dev.vitrine.ui.actions;

import dev.vitrine.image.Orientation;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Messages;
import java.util.List;

/// Sets right how images are turned and when they were taken, as edits that can be undone. The originals stay as they
/// are.
public final class CorrectionActions {
    private final CaptionActions captions;

    public CorrectionActions(CaptionActions captions) {
        this.captions = captions;
    }

    /// Each further from how it is when its turn comes: keys that follow one another add up.
    public void turn(List<String> imageIds, Orientation further) {
        String key = "correction." + further.name();
        correct(imageIds, key, image -> image.correction().turned(further));
    }

    public void correctTime(List<String> imageIds, BulkEdits.Correcting correcting) {
        correct(imageIds, "correction.TIME", correcting);
    }

    /// One image is seen where it is corrected; of several it is said.
    private void correct(List<String> imageIds, String key, BulkEdits.Correcting correcting) {
        String label = Messages.text(key + ".label", imageIds.size());
        captions.correct(
                imageIds.size() == 1
                        ? UndoableEdit.quiet(label)
                        : UndoableEdit.of(label, changed -> Messages.text(key + ".done", changed)),
                imageIds,
                correcting);
    }
}
