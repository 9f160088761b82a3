package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import dev.vitrine.text.TitleKey;
import dev.vitrine.text.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What a query means, said as plainly as possible: it looks at every record. The index must agree with it.
final class QueryOracle {
    /// East of Greenwich and with summer time: half of each day is another day there.
    static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");

    private final Map<ImageRecord, List<List<String>>> fields = new IdentityHashMap<>();
    private final Map<String, List<String>> words = new HashMap<>();

    List<ImageRecord> search(Collection<ImageRecord> images, ImageQuery query) {
        return images.stream()
                .filter(image -> matches(image, query))
                .sorted(order(query.order()))
                .toList();
    }

    boolean matches(ImageRecord image, ImageQuery query) {
        var facts = image.facts();
        return image.deletedAt().isPresent() == (query.scope() == Scope.TRASH)
                && (query.users().isEmpty() || query.users().contains(image.userId()))
                && all(query.allTags(), tag -> has(image, tag))
                && (query.anyTags().isEmpty() || any(query.anyTags(), tag -> has(image, tag)))
                && !any(query.noTags(), tag -> has(image, tag))
                && (!query.untagged() || Rating.plain(image.tags()).isEmpty())
                && all(
                        query.words(),
                        word -> contains(image, word) != word.excluded()
                                || words(word.text()).isEmpty())
                && query.taken()
                        .map(days -> facts.takenAt()
                                .filter(time -> holds(days, time.toLocalDate()))
                                .isPresent())
                        .orElse(!query.undated() || facts.takenAt().isEmpty())
                && query.added()
                        .map(days -> holds(days, LocalDate.ofInstant(image.createdAt(), ZONE)))
                        .orElse(true)
                && (query.types().isEmpty()
                        || facts.type().map(query.types()::contains).orElse(false))
                && query.sizeBytes()
                        .map(range -> facts.sizeBytes() > 0 && holds(range, facts.sizeBytes()))
                        .orElse(true)
                && query.longestSide()
                        .map(range -> facts.width() > 0 && holds(range, Math.max(facts.width(), facts.height())))
                        .orElse(true)
                && query.shape().map(shape -> hasShape(image, shape)).orElse(true)
                && query.location()
                        .map(requested -> requested == facts.hasLocation())
                        .orElse(true)
                && all(query.values().entrySet(), filter -> holds(facts, filter.getKey(), filter.getValue()));
    }

    /// A star after a slash stands for the tag before it and all that go on after that slash.
    private static boolean has(ImageRecord image, String requested) {
        String root = requested.endsWith("/*") ? requested.substring(0, requested.length() - 2) : "";
        if (root.isEmpty() || root.endsWith("/")) {
            return image.tags().contains(requested);
        }
        return any(image.tags(), tag -> tag.equals(root) || tag.startsWith(root + "/") && !tag.equals(root + "/"));
    }

    private boolean holds(ImageFacts facts, Attribute attribute, ValueFilter filter) {
        String value = facts.text(attribute);
        if (filter instanceof AnyOf(Set<ValueText> texts)) {
            return (all(texts, ValueText::excluded)
                            || any(texts, text -> !text.excluded() && holds(attribute, value, text)))
                    && !any(texts, text -> text.excluded() && holds(attribute, value, text));
        }
        if (filter instanceof Unknown(boolean excluded)) {
            return value.isEmpty() != excluded;
        }
        return !value.isEmpty()
                && switch (filter) {
                    case AnyOf _, Unknown _, Similar _ -> throw new AssertionError();
                    case Decimals decimals ->
                        holds(decimals, facts.decimal(attribute).orElseThrow());
                    case Range range -> holds(range, facts.number(attribute));
                    case Days days ->
                        holds(days, facts.time(attribute).orElseThrow().toLocalDate());
                };
    }

    private boolean holds(Attribute attribute, String value, ValueText text) {
        List<String> requested = words(text.text());
        List<String> there = words(value);
        if (text.whole() && text.exact().isEmpty() && Attribute.SETTINGS.contains(attribute)) {
            return Collections.indexOfSubList(there, requested) >= 0;
        }
        return text.whole() ? there.equals(requested) : all(requested, each -> any(there, word -> isPart(each, word)));
    }

    private List<String> words(String text) {
        return words.computeIfAbsent(text, Words::of);
    }

    private boolean contains(ImageRecord image, Word word) {
        List<String> requested = words(word.text());
        List<List<String>> texts = fields.computeIfAbsent(
                image, _ -> image.searchedTexts().stream().map(Words::of).toList());
        if (word.whole()) {
            return any(texts, text -> Collections.indexOfSubList(text, requested) >= 0);
        }
        return all(requested, each -> any(texts, text -> any(text, there -> isPart(each, there))));
    }

    /// Asked a hundred million times in a test, where a stream costs more than what it asks.
    private static <T> boolean all(Iterable<T> of, Predicate<? super T> holds) {
        for (T each : of) {
            if (!holds.test(each)) {
                return false;
            }
        }
        return true;
    }

    private static <T> boolean any(Iterable<T> of, Predicate<? super T> holds) {
        return !all(of, holds.negate());
    }

    private static boolean isPart(String requested, String word) {
        return requested.codePointCount(0, requested.length()) == 1
                ? word.startsWith(requested)
                : word.indexOf(requested) >= 0;
    }

    private static boolean hasShape(ImageRecord image, Shape shape) {
        int width = image.facts().width();
        int height = image.facts().height();
        return width > 0
                && height > 0
                && switch (shape) {
                    case PORTRAIT -> height > width;
                    case LANDSCAPE -> width > height;
                    case SQUARE -> width == height;
                };
    }

    private static boolean holds(Days days, LocalDate day) {
        return !day.isBefore(days.first()) && !day.isAfter(days.last());
    }

    private static boolean holds(Decimals decimals, Decimal value) {
        return decimals.min().stream().allMatch(limit -> value.compareTo(limit) >= 0)
                && decimals.max().stream().allMatch(limit -> value.compareTo(limit) <= 0);
    }

    private static boolean holds(Range range, long value) {
        return value >= range.min() && value <= range.max();
    }

    private static Comparator<ImageRecord> order(ImageQuery.Order order) {
        Comparator<ImageRecord> byId = Comparator.comparing(ImageRecord::imageId);
        return switch (order) {
            case NEWEST ->
                Comparator.comparing(ImageRecord::createdAt).thenComparing(byId).reversed();
            case OLDEST -> Comparator.comparing(ImageRecord::createdAt).thenComparing(byId);
            case TAKEN ->
                Comparator.comparing(
                                (ImageRecord image) -> image.facts().takenAt().orElse(LocalDateTime.MIN))
                        .thenComparing(image -> image.facts().takenAt().isPresent() ? Instant.MIN : image.createdAt())
                        .thenComparing(byId)
                        .reversed();
            case TITLE ->
                Comparator.comparing((ImageRecord image) -> TitleKey.of(image.title()))
                        .thenComparing(byId);
            case SIZE ->
                Comparator.comparing((ImageRecord image) -> image.facts().sizeBytes())
                        .thenComparing(byId)
                        .reversed();
        };
    }
}
