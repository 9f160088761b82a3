package dev.vitrine.ui.actions;

import dev.vitrine.image.Rating;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.ui.actions.CaptionActions.UndoableEdit;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.Toasts;
import java.util.List;
import java.util.function.IntFunction;

/// Gives stars and favorites to images, as edits that can be undone.
public final class RatingActions {
    private final ImageService images;
    private final Background background;
    private final CaptionActions captions;
    private final Toasts toasts;

    public RatingActions(ImageService images, Background background, CaptionActions captions, Toasts toasts) {
        this.images = images;
        this.background = background;
        this.captions = captions;
        this.toasts = toasts;
    }

    /// @param stars 0 for none
    public void rate(List<String> imageIds, int stars) {
        edit(
                imageIds,
                images -> Messages.text("rating.rate.label", images, stars),
                changed -> Messages.text("rating.rate.done", changed, stars),
                (image, _) -> Rating.rated(image.caption(), stars));
    }

    /// All become favorites unless all are.
    public void toggleFavorite(List<String> imageIds) {
        background.run(
                () -> images.tally(imageIds),
                tally -> favorite(imageIds, tally.having(Rating.FAVORITE) < tally.images()),
                toasts::failure);
    }

    public void favorite(List<String> imageIds, boolean favorite) {
        String key = favorite ? "rating.favor" : "rating.unfavor";
        edit(
                imageIds,
                images -> Messages.text(key + ".label", images),
                changed -> Messages.text(key + ".done", changed),
                (image, _) -> Rating.favorite(image.caption(), favorite));
    }

    /// The stars of one image are seen where they are given; of several it is said.
    private void edit(
            List<String> imageIds,
            IntFunction<String> name,
            IntFunction<String> reported,
            BulkEdits.Rewriting rewriting) {
        captions.edit(
                imageIds.size() == 1 ? UndoableEdit.quiet(name) : UndoableEdit.of(name, reported), imageIds, rewriting);
    }
}
