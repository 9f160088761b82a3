package dev.vitrine.ui.filter;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageType;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How one click changes a query. A second click on the same choice takes it back.
final class Toggles {
    private Toggles() {
    }

    static ImageQuery user(ImageQuery query, String user) {
        return query.withUsers(toggled(query.users(), user));
    }

    static ImageQuery type(ImageQuery query, ImageType type) {
        return query.withTypes(toggled(query.types(), type));
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

    static ImageQuery withoutTag(ImageQuery query, String tag) {
        return query.withAllTags(without(query.allTags(), tag))
                .withAnyTags(without(query.anyTags(), tag))
                .withNoTags(without(query.noTags(), tag));
    }

    /// A tag has another name now.
    static ImageQuery followTag(ImageQuery query, String tag, String name) {
        return query.withAllTags(renamed(query.allTags(), tag, name))
                .withAnyTags(renamed(query.anyTags(), tag, name))
                .withNoTags(renamed(query.noTags(), tag, name));
    }

    private static Set<String> renamed(Set<String> tags, String tag, String name) {
        return tags.contains(tag) ? with(without(tags, tag), name) : tags;
    }

    /// Tags give way, as no untagged image has one.
    static ImageQuery untagged(ImageQuery query) {
        return query.untagged()
                ? query.withUntagged(false)
                : query.withUntagged(true).withAllTags(Set.of()).withAnyTags(Set.of()).withNoTags(Set.of());
    }

    static ImageQuery year(ImageQuery query, int year) {
        Optional<Days> days = Optional.of(years(year, year));
        return query.withTaken(query.taken().equals(days) ? Optional.empty() : days);
    }

    /// Widens the span of years so that this one is in it.
    static ImageQuery yearsTo(ImageQuery query, int year) {
        Days span = query.taken()
                .map(now -> years(Math.min(now.first().getYear(), year), Math.max(now.last().getYear(), year)))
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
