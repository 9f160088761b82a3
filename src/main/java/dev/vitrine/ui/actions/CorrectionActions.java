package dev.vitrine.ui.actions;

import dev.vitrine.image.Orientation;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.function.IntFunction;

/// Sets right how images are turned and when they were taken, as edits that can be undone. The originals stay as they
/// are.
public final class CorrectionActions {
    private final CaptionActions captions;

    public CorrectionActions(CaptionActions captions) {
        this.captions = captions;
    }

    /// Each further from how it is when its turn comes: keys that follow one another add up.
    public void turn(List<String> imageIds, Orientation further) {
        captions.correct(
                edit("correction." + further.name(), imageIds.size()),
                imageIds,
                image -> image.correction().turned(further));
    }

    public void correctTime(List<String> imageIds, BulkEdits.Correcting correcting) {
        captions.correctTimes(edit("correction.TIME", imageIds.size()), imageIds, correcting);
    }

    /// One image is seen where it is corrected; of several it is said.
    private static UndoableEdit edit(String key, int images) {
        IntFunction<String> name = changed -> Messages.text(key + ".label", changed);
        return images == 1
                ? UndoableEdit.quiet(name)
                : UndoableEdit.of(name, changed -> Messages.text(key + ".done", changed));
    }
}
