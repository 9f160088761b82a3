package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// The four things that the filter asks of a library.
///
/// @param facets blocks
/// @param count how many images a query finds; blocks
/// @param tagged how many images each tag or branch of tags would show in addition; blocks
/// @param subscribe calls back from any thread whenever the library changed, until closed
record FilterLibrary(
        Function<ImageQuery, Facets> facets,
        ToIntFunction<ImageQuery> count,
        BiFunction<ImageQuery, Set<String>, Map<String, Integer>> tagged,
        Function<Runnable, Subscription> subscribe) {

    static FilterLibrary of(ImageService images) {
        return new FilterLibrary(
                images::facets, query -> images.search(query).size(), images::tagged, images::subscribe);
    }

    int countOf(ImageQuery query) {
        return count.applyAsInt(query);
    }
}
