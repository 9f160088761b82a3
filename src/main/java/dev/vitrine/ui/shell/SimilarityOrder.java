package dev.vitrine.ui.shell;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.similar.SimilarImages;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;

/// The order of what looks like an image: the most alike first, as long as no other one is chosen.
///
/// @param chosen is remembered
record SimilarityOrder(SimilarImages similar, BooleanProperty chosen) {
    boolean isShown(ImageQuery query) {
        return chosen.get() && SimilarImages.isAsked(query);
    }

    /// @param others finds the images of all other queries
    Callable<ImageResult> question(ImageQuery query, Function<ImageQuery, Callable<ImageResult>> others) {
        return isShown(query) ? () -> similar.similarityOrder(query) : others.apply(query);
    }
}
