package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Album;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.Rating;
import dev.vitrine.text.Folding;
import dev.vitrine.ui.support.RatingText;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sections of choices in the sidebar: users, tags, types, years, cameras and lenses.
final class SidebarChoices {
    /// Among the years: images of which nothing says when they were taken.
    static final String UNDATED = "";

    final ChoicesViewModel users = new ChoicesViewModel();
    final ChoicesViewModel tags = new ChoicesViewModel();
    /// Favorites, then stars, most first; values are the tags that stand for them.
    final ChoicesViewModel ratings =
            new ChoicesViewModel(RatingText::nameOf, Comparator.comparing(SidebarChoices::placeOf));
    /// Values are names of [ImageType].
    final ChoicesViewModel types =
            new ChoicesViewModel(name -> ImageType.valueOf(name).label(), Comparator.comparing(ImageType::valueOf));
    /// Values are years in digits, newest first, and [#UNDATED].
    final ChoicesViewModel years = new ChoicesViewModel(
            year -> year.equals(UNDATED) ? text("filter.years.undated") : year,
            Comparator.comparing(SidebarChoices::numberOf, Comparator.reverseOrder()));

    final ChoicesViewModel cameras = new ChoicesViewModel();
    final ChoicesViewModel lenses = new ChoicesViewModel();
    /// Values are the tags of the albums.
    final ChoicesViewModel albums = new ChoicesViewModel(
            SidebarChoices::albumOf,
            Comparator.comparing((String tag) -> Folding.fold(albumOf(tag))).thenComparing(tag -> tag));

    SidebarChoices() {}

    /// Albums that are there beside those that the tags of images tell of.
    ///
    /// @param images by tag, how many images each shows
    /// @param isSmart whether it shows what a search finds, whatever has its tag
    /// @param shown the smart ones that show what is asked for
    record KnownAlbums(Map<String, Integer> images, Predicate<String> isSmart, Set<String> shown) {
        static final KnownAlbums NONE = new KnownAlbums(Map.of(), _ -> false, Set.of());
    }

    void update(FilterCounts counts, ImageQuery query, KnownAlbums known) {
        var all = new LinkedHashMap<>(known.images());
        counts.albums().stream()
                .filter(tag -> !known.isSmart().test(tag.value()))
                .forEach(tag -> all.put(tag.value(), tag.images()));
        var chosen = new HashSet<>(only(query.allTags(), Album::isAlbum));
        chosen.addAll(known.shown());
        albums.update(
                all.entrySet().stream()
                        .map(album -> new Count<>(album.getKey(), album.getValue()))
                        .sorted(Comparator.comparing((Count<String> album) -> -album.images())
                                .thenComparing(Count::value))
                        .toList(),
                chosen,
                Set.of(),
                all::containsKey);
        update(counts, query);
    }

    private static String albumOf(String tag) {
        return Album.ofTag(tag).map(Album::name).orElse(tag);
    }

    private void update(FilterCounts counts, ImageQuery query) {
        Facets facets = counts.facets();
        users.update(facets.users(), query.users(), Set.of());
        var included = new HashSet<>(query.allTags());
        included.addAll(query.anyTags());
        tags.update(
                counts.tagLevels(),
                only(facets.tags(), PlainTags::isPlain),
                only(included, PlainTags::isPlain),
                only(query.noTags(), PlainTags::isPlain),
                tag -> TagLevels.isThere(tag, counts.tags()));
        Predicate<String> rating = tag -> !Rating.isPlain(tag);
        ratings.update(counts.ratings(), only(included, rating), only(query.noTags(), rating));
        types.update(
                named(facets.types(), ImageType::name),
                query.types().stream().map(ImageType::name).collect(Collectors.toSet()),
                Set.of());
        years.update(years(counts), years(query), Set.of());
        update(cameras, Attribute.CAMERA, facets, query);
        update(lenses, Attribute.LENS, facets, query);
    }

    private static void update(ChoicesViewModel section, Attribute attribute, Facets facets, ImageQuery query) {
        section.update(
                facets.values().getOrDefault(attribute, List.of()),
                QueryEdits.values(query, attribute, false),
                QueryEdits.values(query, attribute, true));
    }

    /// The undated are named first, so that they have a line however many years there are; it stands last.
    private static List<Count<String>> years(FilterCounts counts) {
        return Stream.concat(
                        Stream.of(new Count<>(UNDATED, counts.undated())),
                        named(counts.facets().years(), String::valueOf).stream()
                                .sorted(Comparator.comparing(
                                        count -> numberOf(count.value()), Comparator.reverseOrder())))
                .filter(count -> count.images() > 0)
                .toList();
    }

    private static int numberOf(String year) {
        return year.equals(UNDATED) ? Integer.MIN_VALUE : Integer.parseInt(year);
    }

    private static int placeOf(String tag) {
        return tag.equals(Rating.FAVORITE) ? 0 : 1 + Rating.MAX - Rating.stars(tag);
    }

    private static List<Count<String>> only(List<Count<String>> counts, Predicate<String> requested) {
        return counts.stream().filter(count -> requested.test(count.value())).toList();
    }

    private static Set<String> only(Set<String> tags, Predicate<String> requested) {
        return tags.stream().filter(requested).collect(Collectors.toSet());
    }

    private static <T> List<Count<String>> named(List<Count<T>> counts, Function<T, String> name) {
        return counts.stream()
                .map(count -> new Count<>(name.apply(count.value()), count.images()))
                .toList();
    }

    /// Years that the query wholly asks for; a span without an end or of days within a year is no choice of the
    /// sidebar.
    private static Set<String> years(ImageQuery query) {
        if (query.undated()) {
            return Set.of(UNDATED);
        }
        return query.taken()
                .filter(days -> days.first().getDayOfYear() == 1
                        && days.last().getMonthValue() == 12
                        && days.last().getDayOfMonth() == 31)
                .filter(days -> days.last().getYear() - days.first().getYear() < 200)
                .map(days -> IntStream.rangeClosed(
                                days.first().getYear(), days.last().getYear())
                        .mapToObj(String::valueOf)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
