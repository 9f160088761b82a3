package dev.vitrine.search;

import dev.vitrine.image.Album;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.Rating;
import dev.vitrine.text.ByteCount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes a query as text that means it: words first, as they were typed, then the fields in a fixed order.
final class SearchPrinter {
    private final List<String> parts = new ArrayList<>();

    String print(ImageQuery query) {
        query.words().forEach(this::word);
        list("user", query.users());
        query.allTags().stream().sorted().forEach(tag -> tag("", tag));
        anyTags(query.anyTags());
        noTags(query.noTags());
        list(
                "type",
                query.types().stream()
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .toList());
        query.taken().ifPresent(days -> parts.add("taken:" + DaysText.print(days)));
        if (query.undated()) {
            parts.add("taken:" + DaysText.UNKNOWN);
        }
        query.added().ifPresent(days -> parts.add("added:" + DaysText.print(days)));
        query.sizeBytes().ifPresent(this::size);
        query.longestSide().ifPresent(range -> parts.add("side:" + print(range)));
        if (query.untagged()) {
            parts.add("is:untagged");
        }
        query.shape().ifPresent(shape -> parts.add("is:" + shape.name().toLowerCase(Locale.ROOT)));
        query.location().ifPresent(location -> parts.add((location ? "" : "-") + "has:location"));
        new TreeMap<>(query.values()).forEach((attribute, filter) -> values(attribute.searchWord() + ":", filter));
        return String.join(" ", parts);
    }

    private void word(Word word) {
        parts.add((word.excluded() ? "-" : "")
                + (word.whole() ? SearchToken.quoted(word.text()) : SearchToken.escaped(word.text())));
    }

    private void tag(String sign, String tag) {
        Optional<Album> album = Album.ofTag(tag);
        if (album.isPresent()) {
            parts.add(sign + "album:" + SearchToken.quotedIfNeeded(album.get().name()));
        } else if (Rating.isPlain(tag)) {
            parts.add(sign + "tag:" + SearchToken.quotedIfNeeded(tag));
        } else {
            parts.add(sign + (tag.equals(Rating.FAVORITE) ? "is:" + tag : tag));
        }
    }

    private void anyTags(Set<String> tags) {
        int min = tags.stream().mapToInt(Rating::stars).min().orElse(0);
        int max = Rating.of(tags);
        if (min > 0 && max > min && tags.equals(Set.copyOf(Rating.tags(min, max)))) {
            parts.add("rating:" + min + ".." + max);
        } else if (!tags.isEmpty() && tags.stream().allMatch(Album::isAlbum) && tags.size() > 1) {
            list("album", Album.of(tags).stream().map(Album::name).toList());
        } else {
            list("anytag", tags);
        }
    }

    private void noTags(Set<String> tags) {
        List<String> ratings = Rating.tags(1, Rating.MAX);
        boolean unrated = tags.containsAll(ratings);
        tags.stream().filter(tag -> !unrated || !ratings.contains(tag)).sorted().forEach(tag -> tag("-", tag));
        if (unrated) {
            parts.add("rating:0");
        }
    }

    private void list(String field, Collection<String> values) {
        if (!values.isEmpty()) {
            parts.add(field + ":"
                    + String.join(
                            "|",
                            values.stream()
                                    .sorted()
                                    .map(SearchToken::quotedIfNeeded)
                                    .toList()));
        }
    }

    private void size(Range range) {
        if (range.min() > 0 || range.max() == Long.MAX_VALUE) {
            parts.add("larger:" + ByteCount.print(range.min()));
        }
        if (range.max() < Long.MAX_VALUE) {
            parts.add("smaller:" + ByteCount.print(range.max()));
        }
    }

    private void values(String field, ValueFilter filter) {
        switch (filter) {
            case AnyOf anyOf -> {
                values(field, anyOf, false);
                values("-" + field, anyOf, true);
            }
            case Unknown unknown -> parts.add((unknown.excluded() ? "-" : "") + field + DaysText.UNKNOWN);
            case Range range -> parts.add(field + print(range));
            case Decimals decimals -> parts.add(field + print(decimals));
            case Similar(String to) -> parts.add(field + SearchToken.quotedIfNeeded(to));
            case Days days -> parts.add(field + DaysText.print(days));
        }
    }

    private void values(String field, AnyOf anyOf, boolean excluded) {
        String values = anyOf.texts().stream()
                .filter(text -> text.excluded() == excluded)
                .map(text -> text.whole() ? SearchToken.quoted(text.text()) : SearchToken.escapedValue(text.text()))
                .sorted()
                .collect(Collectors.joining("|"));
        if (!values.isEmpty()) {
            parts.add(field + values);
        }
    }

    private static String print(Decimals decimals) {
        String min = decimals.min().map(SearchPrinter::print).orElse("");
        String max = decimals.max().map(SearchPrinter::print).orElse("");
        return min.equals(max) ? min : min + ".." + max;
    }

    /// As people type it: 1/250 where that means the same.
    private static String print(Decimal number) {
        String fraction = "1/" + number.inverse();
        return Decimal.parse(fraction).filter(number::equals).isPresent() ? fraction : number.toString();
    }

    private static String print(Range range) {
        return range.min() == range.max()
                ? Long.toString(range.min())
                : range.min() + ".." + (range.max() == Long.MAX_VALUE ? "" : Long.toString(range.max()));
    }
}
