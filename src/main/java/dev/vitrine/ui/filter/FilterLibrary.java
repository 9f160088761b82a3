package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The three things that the filter asks of a library.
///
/// @param facets blocks
/// @param count how many images a query finds; blocks
/// @param subscribe calls back from any thread whenever the library changed, until closed
record FilterLibrary(
        Function<ImageQuery, Facets> facets,
        ToIntFunction<ImageQuery> count,
        Function<Runnable, Subscription> subscribe) {

    static FilterLibrary of(ImageService images) {
        return new FilterLibrary(images::facets, query -> images.search(query).size(), images::subscribe);
    }

    int countOf(ImageQuery query) {
        return count.applyAsInt(query);
    }
}
