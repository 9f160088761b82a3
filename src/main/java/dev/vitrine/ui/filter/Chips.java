package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.Rating;
import dev.vitrine.image.TagPath;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.filter.Chip.ChipKind;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.RatingText;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Takes a query apart into the chips that people can remove one by one.
final class Chips {
    private final ImageQuery query;
    private final List<Chip> chips = new ArrayList<>();

    private Chips(ImageQuery query) {
        this.query = query;
    }

    static List<Chip> of(ImageQuery query) {
        var made = new Chips(query);
        made.addScope();
        made.addUsers();
        made.addTags();
        made.addWords();
        made.addDates();
        made.addFacts();
        made.addValues();
        return List.copyOf(made.chips);
    }

    private void addScope() {
        if (query.scope() == Scope.TRASH) {
            add(ChipKind.TRASH, text("filter.chip.trash"), query.withScope(Scope.LIBRARY));
        }
    }

    private void addUsers() {
        sorted(query.users())
                .forEach(user -> add(
                        ChipKind.USER, text("filter.chip.user", user), query.withUsers(without(query.users(), user))));
    }

    private void addTags() {
        sorted(query.allTags()).forEach(tag -> add(ChipKind.TAG, labelOf(tag), QueryEdits.withoutTag(query, tag)));
        if (!query.anyTags().isEmpty()) {
            boolean stars = query.anyTags().stream().allMatch(tag -> Rating.stars(tag) > 0);
            String any = String.join(
                    text("filter.chip.or"),
                    sorted(query.anyTags()).stream().map(Chips::nameOf).toList());
            add(ChipKind.TAG, stars ? any : text("filter.chip.tag", any), query.withAnyTags(Set.of()));
        }
        addNoTags();
        if (query.untagged()) {
            add(ChipKind.TAG, text("filter.chip.untagged"), query.withUntagged(false));
        }
    }

    private void addNoTags() {
        List<String> ratings = Rating.tags(1, Rating.MAX);
        boolean unrated = query.noTags().containsAll(ratings);
        sorted(query.noTags()).stream()
                .filter(tag -> !unrated || !ratings.contains(tag))
                .forEach(tag -> exclude(
                        ChipKind.TAG, text("filter.chip.notTag", nameOf(tag)), QueryEdits.withoutTag(query, tag)));
        if (unrated) {
            add(
                    ChipKind.TAG,
                    text("filter.chip.unrated"),
                    query.withNoTags(query.noTags().stream()
                            .filter(tag -> !ratings.contains(tag))
                            .collect(Collectors.toSet())));
        }
    }

    private static String labelOf(String tag) {
        return PlainTags.isPlain(tag) ? text("filter.chip.tag", nameOf(tag)) : RatingText.nameOf(tag);
    }

    private static String nameOf(String tag) {
        return TagPath.isBranch(tag) ? text("filter.chip.branch", TagPath.root(tag)) : RatingText.nameOf(tag);
    }

    private void addWords() {
        for (int i = 0; i < query.words().size(); i++) {
            Word word = query.words().get(i);
            var left = new ArrayList<>(query.words());
            left.remove(i);
            String shown = word.whole() ? text("filter.chip.phrase", word.text()) : word.text();
            if (word.excluded()) {
                exclude(ChipKind.TEXT, text("filter.chip.notText", shown), query.withWords(left));
            } else {
                add(ChipKind.TEXT, shown, query.withWords(left));
            }
        }
    }

    private void addDates() {
        query.taken()
                .ifPresent(days ->
                        add(ChipKind.DATE, text("filter.chip.taken", span(days)), query.withTaken(Optional.empty())));
        if (query.undated()) {
            add(ChipKind.DATE, text("filter.chip.undated"), query.withUndated(false));
        }
        query.added()
                .ifPresent(days ->
                        add(ChipKind.DATE, text("filter.chip.added", span(days)), query.withAdded(Optional.empty())));
    }

    private void addFacts() {
        query.types().stream()
                .sorted()
                .forEach(type -> add(
                        ChipKind.TYPE,
                        text("filter.chip.type", type.label()),
                        query.withTypes(without(query.types(), type))));
        query.sizeBytes()
                .ifPresent(range -> add(
                        ChipKind.SIZE, text("filter.chip.size", bytes(range)), query.withSizeBytes(Optional.empty())));
        query.longestSide()
                .ifPresent(range -> add(
                        ChipKind.SIZE,
                        text("filter.chip.side", pixels(range)),
                        query.withLongestSide(Optional.empty())));
        query.shape()
                .ifPresent(shape -> add(
                        ChipKind.SHAPE,
                        text(
                                switch (shape) {
                                    case PORTRAIT -> "filter.chip.portrait";
                                    case LANDSCAPE -> "filter.chip.landscape";
                                    case SQUARE -> "filter.chip.square";
                                }),
                        query.withShape(Optional.empty())));
        query.location()
                .ifPresent(has -> add(
                        ChipKind.LOCATION,
                        text(has ? "filter.chip.located" : "filter.chip.notLocated"),
                        query.withLocation(Optional.empty())));
    }

    private void addValues() {
        new TreeMap<>(query.values()).forEach((attribute, filter) -> {
            switch (filter) {
                case Similar _ ->
                    add(ChipKind.VALUE, text("filter.chip.similar"), query.withValue(attribute, Optional.empty()));
                case AnyOf anyOf ->
                    anyOf.texts().stream()
                            .sorted(Comparator.comparing(ValueText::text))
                            .forEach(value -> addText(attribute, anyOf, value));
                case Unknown unknown ->
                    addValue(
                            attribute,
                            text(unknown.excluded() ? "filter.chip.known" : "filter.chip.unknown"),
                            Optional.empty());
                case Decimals decimals -> addValue(attribute, numbers(attribute, decimals), Optional.empty());
                case Range range -> addValue(attribute, numbers(attribute, range), Optional.empty());
                case Days days -> addValue(attribute, span(days), Optional.empty());
            }
        });
    }

    private void addValue(Attribute attribute, String value, Optional<ValueFilter> left) {
        add(
                ChipKind.VALUE,
                text(
                        "filter.chip.value",
                        FactSheet.line(attribute, ImageFacts.UNKNOWN).label(),
                        value),
                query.withValue(attribute, left));
    }

    private void addText(Attribute attribute, AnyOf anyOf, ValueText value) {
        String named = DisplayText.line(value.exact().orElse(value.text()));
        String shown = value.whole() ? text("filter.chip.phrase", named) : named;
        Optional<ValueFilter> left = withoutText(anyOf, value);
        if (value.excluded()) {
            exclude(
                    ChipKind.VALUE,
                    text(
                            "filter.chip.notValue",
                            FactSheet.line(attribute, ImageFacts.UNKNOWN).label(),
                            shown),
                    query.withValue(attribute, left));
        } else {
            addValue(attribute, shown, left);
        }
    }

    private static Optional<ValueFilter> withoutText(AnyOf anyOf, ValueText removed) {
        Set<ValueText> left = without(anyOf.texts(), removed);
        return left.isEmpty() ? Optional.empty() : Optional.of(new AnyOf(left));
    }

    private static String numbers(Attribute attribute, Range range) {
        String min = shown(attribute, range.min());
        return range.min() == range.max() ? min : range(range, min, shown(attribute, range.max()));
    }

    private static String numbers(Attribute attribute, Decimals span) {
        String min = span.min().map(number -> shown(attribute, number)).orElse("");
        String max = span.max().map(number -> shown(attribute, number)).orElse("");
        if (min.isEmpty() || max.isEmpty()) {
            return min.isEmpty() ? text("filter.chip.atMost", max) : text("filter.chip.atLeast", min);
        }
        return min.equals(max) ? min : text("filter.chip.span", min, max);
    }

    private static String shown(Attribute attribute, Decimal number) {
        return FactSheet.line(attribute, ImageFacts.UNKNOWN.with(attribute, number))
                .text();
    }

    private static String shown(Attribute attribute, long number) {
        return FactSheet.line(attribute, ImageFacts.UNKNOWN.with(attribute, number))
                .text();
    }

    private void add(ChipKind kind, String label, ImageQuery left) {
        chips.add(new Chip(kind, label, false, left));
    }

    private void exclude(ChipKind kind, String label, ImageQuery left) {
        chips.add(new Chip(kind, label, true, left));
    }

    /// The shortest true name of the days: `2024`, `2022–2024`, `June 2024`, else first and last day.
    static String span(Days days) {
        LocalDate first = days.first();
        LocalDate last = days.last();
        if (first.equals(last)) {
            return Format.day(first);
        }
        if (first.equals(LocalDate.MIN)) {
            return text("filter.chip.until", Format.day(last));
        }
        if (last.equals(LocalDate.MAX)) {
            return text("filter.chip.since", Format.day(first));
        }
        if (first.getDayOfYear() == 1 && last.plusDays(1).getDayOfYear() == 1) {
            String year = String.valueOf(first.getYear());
            return first.getYear() == last.getYear()
                    ? year
                    : text("filter.chip.span", year, String.valueOf(last.getYear()));
        }
        if (first.getDayOfMonth() == 1 && last.plusDays(1).getDayOfMonth() == 1) {
            String month = Format.month(YearMonth.from(first));
            return YearMonth.from(first).equals(YearMonth.from(last))
                    ? month
                    : text("filter.chip.span", month, Format.month(YearMonth.from(last)));
        }
        return text("filter.chip.span", Format.day(first), Format.day(last));
    }

    private static String bytes(Range range) {
        return range(range, Format.bytes(range.min()), Format.bytes(range.max()));
    }

    private static String pixels(Range range) {
        return range(range, String.valueOf(range.min()), String.valueOf(range.max()));
    }

    private static String range(Range range, String min, String max) {
        if (range.max() == Long.MAX_VALUE) {
            return text("filter.chip.atLeast", min);
        }
        return range.min() <= 0 ? text("filter.chip.atMost", max) : text("filter.chip.span", min, max);
    }

    private static Collection<String> sorted(Set<String> values) {
        return new TreeSet<>(values);
    }

    private static <T> Set<T> without(Set<T> chosen, T removed) {
        return chosen.stream().filter(value -> !value.equals(removed)).collect(Collectors.toCollection(HashSet::new));
    }
}
