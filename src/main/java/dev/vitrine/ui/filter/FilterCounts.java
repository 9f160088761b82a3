package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The numbers that belong to one query.
///
/// @param matching images that the query finds
/// @param total images in its scope, without any filter
/// @param library images that are not in the trash
/// @param hint when nothing is found: the chip without which most images come back
public record FilterCounts(ImageQuery query, Facets facets, int matching, int total, int library, int trash, Optional<EmptyHint> hint) {
    public static final FilterCounts NONE = new FilterCounts(ImageQuery.ALL, Facets.NONE, 0, 0, 0, 0, Optional.empty());

    /// The question that the answer belongs to; blocks when called.
    static Callable<FilterCounts> asked(FilterLibrary from, ImageQuery query, List<Chip> chips) {
        return () -> {
            int library = from.countOf(ImageQuery.ALL);
            int trash = from.countOf(ImageQuery.ALL.withScope(Scope.TRASH));
            int matching = from.countOf(query);
            return new FilterCounts(query, from.facets().apply(query), matching, query.scope() == Scope.TRASH ? trash : library,
                    library, trash, matching == 0 ? hint(from, chips) : Optional.empty());
        };
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
