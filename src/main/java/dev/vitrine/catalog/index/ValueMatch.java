package dev.vitrine.catalog.index;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageTime;
import dev.vitrine.text.Words;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/// Which values of an attribute a filter lets through.
final class ValueMatch {
    private ValueMatch() {}

    /// @return the numbers of the values
    static BitSet of(ValueTables tables, int column, ValueFilter filter) {
        Predicate<String> matches = switch (filter) {
            case AnyOf anyOf -> texts(tables, column, anyOf);
            case Unknown unknown -> value -> value.isEmpty() != unknown.excluded();
            case Range range ->
                value -> !value.isEmpty()
                        && range.min() <= Long.parseLong(value)
                        && Long.parseLong(value) <= range.max();
            case Decimals decimals -> numbers(decimals);
            case Similar _ -> _ -> false; // of no value that is numbered
            case Days days ->
                value -> ImageTime.parseLocal(value)
                        .filter(time -> holds(days, time.toLocalDate()))
                        .isPresent();
        };
        var numbers = new BitSet();
        for (int number = 0; number < tables.count(column); number++) {
            numbers.set(number, matches.test(tables.names(column).name(number)));
        }
        return numbers;
    }

    /// Of one form, numbers are the same where their doubles are: there may be tens of thousands.
    private static Predicate<String> numbers(Decimals decimals) {
        double min = decimals.min().map(limit -> limit.value().doubleValue()).orElse(0.0);
        double max = decimals.max().map(limit -> limit.value().doubleValue()).orElse(Double.MAX_VALUE);
        return value -> {
            double number = value.isEmpty() ? Double.NaN : Double.parseDouble(value);
            return min <= number && number <= max;
        };
    }

    private static Predicate<String> texts(ValueTables tables, int column, AnyOf anyOf) {
        Predicate<String> any = anyOf.texts().stream()
                .filter(text -> !text.excluded())
                .map(text -> text(tables, column, text))
                .reduce(Predicate::or)
                .orElse(_ -> true);
        return anyOf.texts().stream()
                .filter(ValueText::excluded)
                .map(text -> text(tables, column, text).negate())
                .reduce(any, Predicate::and);
    }

    private static Predicate<String> text(ValueTables tables, int column, ValueText requested) {
        Attribute attribute = tables.attributes().get(column);
        List<String> words = Words.of(requested.text());
        boolean isSetting = Attribute.SETTINGS.contains(attribute);
        if (isSetting && requested.exact().isPresent()) {
            String exact = requested.exact().get();
            return words.isEmpty() ? exact::equals : value -> Words.of(value).equals(words);
        }
        if (requested.whole()) {
            return isSetting
                    ? value -> Collections.indexOfSubList(Words.of(value), words) >= 0
                    : value -> Words.of(value).equals(words);
        }
        return value -> {
            List<String> there = Words.of(attribute.searched(value));
            return words.stream().allMatch(word -> there.stream().anyMatch(each -> Words.isPart(word, each)));
        };
    }

    private static boolean holds(Days days, LocalDate day) {
        return !day.isBefore(days.first()) && !day.isAfter(days.last());
    }
}
