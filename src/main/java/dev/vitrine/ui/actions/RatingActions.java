package dev.vitrine.ui.actions;

import dev.vitrine.image.Rating;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Messages;
import java.util.List;
import java.util.function.IntFunction;

/// Gives stars and favourites to images, as acts that can be taken back.
public final class RatingActions {
    private final CaptionActions acts;

    public RatingActions(CaptionActions acts) {
        this.acts = acts;
    }

    /// @param stars 0 for none
    public void rate(List<String> imageIds, int stars) {
        int count = imageIds.size();
        edit(imageIds, Messages.text("rating.rate.label", count, stars), changed -> Messages.text("rating.rate.done", changed, stars),
                (image, _) -> Rating.rated(image.caption(), stars));
    }

    public void favourite(List<String> imageIds, boolean favourite) {
        int count = imageIds.size();
        String key = favourite ? "rating.favour" : "rating.unfavour";
        edit(imageIds, Messages.text(key + ".label", count), changed -> Messages.text(key + ".done", changed),
                (image, _) -> Rating.favourite(image.caption(), favourite));
    }

    /// The stars of one image are seen where they are given; of several it is said.
    private void edit(List<String> imageIds, String label, IntFunction<String> reported, BulkEdits.Rewriting rewriting) {
        acts.edit(imageIds.size() == 1 ? UndoableEdit.quiet(label) : UndoableEdit.of(label, reported), imageIds, rewriting);
    }
}
