package dev.vitrine.ui.filter;

import dev.vitrine.image.Album;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.Rating;
import dev.vitrine.ui.filter.Chip.ChipKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// The numbers that belong to one query.
///
/// @param tags all that there are, filtered out or not
/// @param albums the tags of all albums, with how many images each has, filtered out or not
/// @param tagLevels of the tree of tags, as far as it is unfolded
/// @param undated images of which nothing says when they were taken, with every filter but the days taken
/// @param ratings how many images each number of stars would show, and favorites: as if only that were chosen
/// @param matching images that the query finds; -1 while nothing is known
/// @param hint when nothing is found: the chip without which most images come back
/// @param words when no such chip is there: all that is searched for as text, if without it images come back
public record FilterCounts(
        ImageQuery query,
        Facets facets,
        Set<String> tags,
        List<Count<String>> albums,
        TagLevels tagLevels,
        int undated,
        List<Count<String>> ratings,
        int matching,
        Optional<EmptyHint> hint,
        Optional<EmptyHint> words) {
    /// Before the first answer; that of an empty library is another one.
    static final FilterCounts NONE = new FilterCounts(
            ImageQuery.ALL,
            Facets.NONE,
            Set.of(),
            List.of(),
            TagLevels.NONE,
            0,
            List.of(),
            -1,
            Optional.empty(),
            Optional.empty());

    /// The question that the answer belongs to; blocks when called.
    ///
    /// @param open tags of which the level below is shown
    static Callable<FilterCounts> asked(FilterLibrary from, ImageQuery query, List<Chip> chips, Set<String> open) {
        return () -> {
            int matching = from.countOf(query);
            Facets facets = from.facets().apply(query);
            List<Count<String>> tags = tags(from, query, facets);
            ImageQuery unrated = QueryEdits.withoutRatings(query);
            List<Count<String>> ratings = (unrated.equals(query)
                            ? facets
                            : from.facets().apply(unrated))
                    .tags().stream().filter(tag -> !Rating.isPlain(tag.value())).toList();
            Optional<EmptyHint> hint = matching == 0 ? hint(from, chips) : Optional.empty();
            Optional<EmptyHint> words =
                    matching == 0 && hint.isEmpty() ? hint(from, List.of(words(query, chips))) : Optional.empty();
            Set<String> names = tags.stream().map(Count::value).collect(Collectors.toSet());
            return new FilterCounts(
                    query,
                    facets,
                    names,
                    tags.stream().filter(tag -> Album.isAlbum(tag.value())).toList(),
                    TagLevels.of(from, query, facets.tags(), names, open),
                    from.countOf(query.withUndated(true)),
                    ratings,
                    matching,
                    hint,
                    words);
        };
    }

    private static List<Count<String>> tags(FilterLibrary from, ImageQuery query, Facets facets) {
        Facets all = query.isUnfiltered() ? facets : from.facets().apply(ImageQuery.ALL.withScope(query.scope()));
        return all.tags();
    }

    boolean areKnown() {
        return matching >= 0;
    }

    /// Images in the scope of the query, without any filter.
    int total() {
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

    private static Chip words(ImageQuery query, List<Chip> chips) {
        String label = chips.stream()
                .filter(chip -> chip.kind() == ChipKind.TEXT)
                .map(Chip::label)
                .collect(Collectors.joining(" "));
        return new Chip(ChipKind.TEXT, label, false, query.withWords(List.of()));
    }
}
