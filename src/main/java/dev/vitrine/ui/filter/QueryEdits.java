package dev.vitrine.ui.filter;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rating;
import dev.vitrine.image.TagPath;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How one click changes a query. A second click on the same choice takes it back.
final class QueryEdits {
    private QueryEdits() {}

    static ImageQuery user(ImageQuery query, String user) {
        return query.withUsers(toggled(query.users(), user));
    }

    static ImageQuery type(ImageQuery query, ImageType type) {
        return query.withTypes(toggled(query.types(), type));
    }

    /// Any of the values included is enough; one that was excluded is so no longer.
    static ImageQuery value(ImageQuery query, Attribute attribute, String value, boolean excluded) {
        var texts = new HashSet<ValueText>();
        if (query.values().get(attribute) instanceof AnyOf(Set<ValueText> before)) {
            texts.addAll(before);
        }
        boolean was = texts.contains(ValueText.exactly(value, excluded));
        texts.removeIf(text -> text.exact().filter(value::equals).isPresent());
        if (!was) {
            texts.add(ValueText.exactly(value, excluded));
        }
        return query.withValue(attribute, texts.isEmpty() ? Optional.empty() : Optional.of(new AnyOf(texts)));
    }

    /// The whole values that are asked for, or excluded.
    static Set<String> values(ImageQuery query, Attribute attribute, boolean excluded) {
        return query.values().get(attribute) instanceof AnyOf(Set<ValueText> texts)
                ? texts.stream()
                        .filter(text -> text.excluded() == excluded)
                        .flatMap(text -> text.exact().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /// A tag that must be there; "untagged" gives way, as both together find nothing.
    static ImageQuery includeTag(ImageQuery query, String tag) {
        boolean was = query.allTags().contains(tag) || query.anyTags().contains(tag);
        ImageQuery without = withoutTag(query, tag);
        return was ? without : without.withAllTags(with(without.allTags(), tag)).withUntagged(false);
    }

    static ImageQuery excludeTag(ImageQuery query, String tag) {
        ImageQuery without = withoutTag(query, tag);
        return query.noTags().contains(tag) ? without : without.withNoTags(with(without.noTags(), tag));
    }

    /// Stars: of several numbers any is enough. A second click on the only one takes it back.
    static ImageQuery rating(ImageQuery query, int stars) {
        Set<Integer> chosen = ratings(query);
        return withRatings(query, toggled(chosen, stars));
    }

    /// From these stars up to all of them, or to the highest chosen: what Shift does.
    static ImageQuery ratingsTo(ImageQuery query, int stars) {
        Set<Integer> chosen = ratings(query);
        int other = chosen.stream().max(Comparator.naturalOrder()).orElse(Rating.MAX);
        return withRatings(
                query,
                IntStream.rangeClosed(Math.min(stars, other), Math.max(stars, other))
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    private static Set<Integer> ratings(ImageQuery query) {
        return Stream.concat(query.allTags().stream(), query.anyTags().stream())
                .map(Rating::stars)
                .filter(stars -> stars > 0)
                .collect(Collectors.toSet());
    }

    static ImageQuery withoutRatings(ImageQuery query) {
        return ratings(query).isEmpty() ? query : withRatings(query, Set.of());
    }

    /// Ordinary tags of which any was enough give way: there is one such list.
    private static ImageQuery withRatings(ImageQuery query, Set<Integer> stars) {
        Set<String> tags = stars.stream().map(Rating::tag).collect(Collectors.toSet());
        Set<String> all =
                query.allTags().stream().filter(tag -> Rating.stars(tag) == 0).collect(Collectors.toSet());
        Set<String> any =
                query.anyTags().stream().filter(tag -> Rating.stars(tag) == 0).collect(Collectors.toSet());
        Set<String> none =
                query.noTags().stream().filter(tag -> Rating.stars(tag) == 0).collect(Collectors.toSet());
        ImageQuery without = query.withAllTags(all).withAnyTags(any).withNoTags(none);
        return switch (tags.size()) {
            case 0 -> without;
            case 1 -> without.withAllTags(with(all, tags.iterator().next())).withUntagged(false);
            default -> without.withAnyTags(tags).withUntagged(false);
        };
    }

    static ImageQuery withoutTag(ImageQuery query, String tag) {
        return query.withAllTags(without(query.allTags(), tag))
                .withAnyTags(without(query.anyTags(), tag))
                .withNoTags(without(query.noTags(), tag));
    }

    /// A tag, or a branch of tags, has another name now.
    static ImageQuery followTag(ImageQuery query, String tag, String name) {
        return query.withAllTags(renamed(query.allTags(), tag, name))
                .withAnyTags(renamed(query.anyTags(), tag, name))
                .withNoTags(renamed(query.noTags(), tag, name));
    }

    private static Set<String> renamed(Set<String> tags, String tag, String name) {
        return tags.stream().map(each -> TagPath.renamed(each, tag, name)).collect(Collectors.toSet());
    }

    /// Tags give way, as no untagged image has one.
    static ImageQuery untagged(ImageQuery query) {
        return query.untagged()
                ? query.withUntagged(false)
                : query.withUntagged(true)
                        .withAllTags(Set.of())
                        .withAnyTags(Set.of())
                        .withNoTags(Set.of());
    }

    /// @param year in digits, or [SidebarChoices#UNDATED]
    static ImageQuery year(ImageQuery query, String year) {
        if (year.equals(SidebarChoices.UNDATED)) {
            return query.withUndated(!query.undated());
        }
        int number = Integer.parseInt(year);
        Optional<Days> days = Optional.of(years(number, number));
        return query.withTaken(query.taken().equals(days) ? Optional.empty() : days);
    }

    /// Widens the span of years so that this one is in it.
    static ImageQuery yearsTo(ImageQuery query, String to) {
        if (to.equals(SidebarChoices.UNDATED)) {
            return year(query, to);
        }
        int year = Integer.parseInt(to);
        Days span = query.taken()
                .map(now -> years(
                        Math.min(now.first().getYear(), year),
                        Math.max(now.last().getYear(), year)))
                .orElseGet(() -> years(year, year));
        return query.withTaken(Optional.of(span));
    }

    private static Days years(int first, int last) {
        return new Days(LocalDate.of(first, 1, 1), LocalDate.of(last, 12, 31));
    }

    private static <T> Set<T> toggled(Set<T> chosen, T choice) {
        return chosen.contains(choice) ? without(chosen, choice) : with(chosen, choice);
    }

    private static <T> Set<T> with(Set<T> chosen, T added) {
        var changed = new HashSet<>(chosen);
        changed.add(added);
        return changed;
    }

    private static <T> Set<T> without(Set<T> chosen, T removed) {
        var changed = new HashSet<>(chosen);
        changed.remove(removed);
        return changed;
    }
}
