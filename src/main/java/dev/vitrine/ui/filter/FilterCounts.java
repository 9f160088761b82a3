package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.Rating;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The numbers that belong to one query.
///
/// @param ratings how many images each number of stars would show, and favorites: as if only that were chosen
/// @param matching images that the query finds
/// @param hint when nothing is found: the chip without which most images come back
public record FilterCounts(
        ImageQuery query, Facets facets, List<Count<String>> ratings, int matching, Optional<EmptyHint> hint) {
    public static final FilterCounts NONE =
            new FilterCounts(ImageQuery.ALL, Facets.NONE, List.of(), 0, Optional.empty());

    /// The question that the answer belongs to; blocks when called.
    static Callable<FilterCounts> asked(FilterLibrary from, ImageQuery query, List<Chip> chips) {
        return () -> {
            int matching = from.countOf(query);
            Facets facets = from.facets().apply(query);
            ImageQuery unrated = QueryEdits.withoutRatings(query);
            List<Count<String>> ratings = (unrated.equals(query)
                            ? facets
                            : from.facets().apply(unrated))
                    .tags().stream().filter(tag -> !Rating.isPlain(tag.value())).toList();
            return new FilterCounts(
                    query, facets, ratings, matching, matching == 0 ? hint(from, chips) : Optional.empty());
        };
    }

    /// Images in the scope of the query, without any filter.
    public int total() {
        return query.scope() == Scope.TRASH ? facets.trash() : facets.all();
    }

    /// Of two chips that free equally many, the first.
    private static Optional<EmptyHint> hint(FilterLibrary from, List<Chip> chips) {
        var best = Optional.<EmptyHint>empty();
        for (Chip chip : chips) {
            int images = from.countOf(chip.without());
            if (images > best.map(EmptyHint::images).orElse(0)) {
                best = Optional.of(new EmptyHint(chip, images));
            }
        }
        return best;
    }
}
