package dev.vitrine.service.thumbnail;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ShownImage;
import dev.vitrine.service.Previews;
import java.util.List;

/// One of the sizes in which an image is shown.
///
/// @param edge the longest side in pixels, one of [#SIZES]
record ThumbnailKey(ShownImage shown, int edge) {
    static final List<Integer> SIZES = List.of(256, Previews.TILE, Previews.SCREEN);

    /// The smallest size that shows all there is to see at `edge`.
    static ThumbnailKey of(ImageRecord image, int edge) {
        int longest = Math.max(image.facts().width(), image.facts().height());
        int needed = longest > 0 ? Math.min(edge, longest) : edge;
        return new ThumbnailKey(
                ShownImage.of(image),
                SIZES.stream().filter(size -> size >= needed).findFirst().orElse(Previews.SCREEN));
    }
}
