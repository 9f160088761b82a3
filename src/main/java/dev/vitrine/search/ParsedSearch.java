package dev.vitrine.search;

import dev.vitrine.image.ImageQuery;
import java.util.List;

/// A search text as it was understood.
///
/// @param problems what could not be understood; the query holds everything else
public record ParsedSearch(ImageQuery query, List<SearchProblem> problems) {
    public ParsedSearch {
        problems = List.copyOf(problems);
    }
}
