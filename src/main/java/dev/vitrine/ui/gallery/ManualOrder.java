package dev.vitrine.ui.gallery;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import java.util.List;
import java.util.Optional;

/// The order of images that somebody gives them by hand.
public interface ManualOrder {
    /// Whether that is how the answer to this is shown, and may be changed.
    boolean isShown(ImageQuery query);

    /// @param shown what the hand sees
    /// @param moved in the order in which they stand there
    /// @param before empty for the end
    void place(ImageResult shown, List<String> moved, Optional<String> before);
}
