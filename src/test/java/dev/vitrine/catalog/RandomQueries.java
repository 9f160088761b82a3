package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import dev.vitrine.text.Words;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Queries of every kind, built from what really stands in a library so that most of them find something.
public final class RandomQueries {
    private final Random random;
    private final List<ImageRecord> images;
    private final List<Attribute> searched;

    public RandomQueries(Random random, List<ImageRecord> images) {
        this(random, images, List.of());
    }

    /// @param searched attributes whose values are asked for too
    public RandomQueries(Random random, List<ImageRecord> images, List<Attribute> searched) {
        this.random = random;
        this.images = images;
        this.searched = searched;
    }

    public ImageQuery next() {
        ImageQuery query = ImageQuery.ALL.withOrder(one(Order.values()));
        if (random.nextInt(8) == 0) {
            query = query.withScope(Scope.TRASH);
        }
        int filters = random.nextInt(4);
        for (int i = 0; i < filters; i++) {
            query = filtered(query);
        }
        if (!searched.isEmpty() && random.nextInt(3) == 0) {
            Attribute attribute = searched.get(random.nextInt(searched.size()));
            query = query.withValue(attribute, Optional.of(filter(attribute)));
        }
        return query;
    }

    private ImageQuery filtered(ImageQuery query) {
        return switch (random.nextInt(14)) {
            case 0 -> query.withUsers(some(() -> image().userId()));
            case 1 -> query.withAllTags(some(this::tag));
            case 2 -> query.withAnyTags(some(this::tag));
            case 3, 4 -> query.withNoTags(some(this::tag));
            case 5 -> query.withUntagged(true);
            case 6, 7 -> query.withWords(plus(query.words(), word()));
            case 8 -> random.nextInt(4) == 0 ? query.withUndated(true) : query.withTaken(Optional.of(days()));
            case 9 -> query.withAdded(Optional.of(days()));
            case 10 -> query.withTypes(some(() -> one(ImageType.values())));
            case 11 -> query.withSizeBytes(Optional.of(range(10_000_000)));
            case 12 -> query.withLongestSide(Optional.of(range(8000)));
            default ->
                random.nextBoolean()
                        ? query.withShape(Optional.of(one(Shape.values())))
                        : query.withLocation(Optional.of(random.nextBoolean()));
        };
    }

    private ValueFilter filter(Attribute attribute) {
        if (attribute.kind() != Attribute.ValueKind.FLAG && random.nextInt(6) == 0) {
            return new Unknown(random.nextBoolean());
        }
        return switch (attribute.kind()) {
            case DECIMAL -> decimals();
            case TEXT -> new AnyOf(some(() -> valueText(image().facts().text(attribute))));
            case FLAG -> new AnyOf(Set.of(new ValueText("true", random.nextBoolean())));
            case NUMBER -> range(8000);
            case TIME -> days();
        };
    }

    private ValueText valueText(String value) {
        boolean whole = random.nextInt(3) == 0;
        boolean excluded = random.nextInt(3) == 0;
        String part = whole ? value : partOf(value);
        return Words.of(part).isEmpty()
                ? new ValueText("nothing", whole, excluded)
                : new ValueText(part, whole, excluded);
    }

    /// Open at one end now and then, and of ends that values have.
    private Decimals decimals() {
        List<Decimal> ends = Stream.of(random.nextDouble(), 1 + random.nextInt(200) / 10.0)
                .flatMap(number -> Decimal.of(number).stream())
                .sorted()
                .toList();
        boolean open = random.nextInt(3) == 0;
        return new Decimals(Optional.of(ends.getFirst()), open ? Optional.empty() : Optional.of(ends.getLast()));
    }

    private Word word() {
        List<String> texts =
                image().searchedTexts().stream().filter(text -> !text.isEmpty()).toList();
        String text = texts.isEmpty() ? "nothing" : texts.get(random.nextInt(texts.size()));
        String[] parts = text.strip().split(" +");
        int from = random.nextInt(parts.length);
        boolean whole = random.nextInt(3) == 0;
        String requested = whole
                ? String.join(" ", List.of(parts).subList(from, Math.min(parts.length, from + 1 + random.nextInt(3))))
                : parts[from];
        if (!whole) {
            requested = partOf(requested);
        }
        return new Word(
                random.nextInt(6) == 0 ? requested.toUpperCase(java.util.Locale.ROOT) : requested,
                whole,
                random.nextInt(4) == 0);
    }

    /// A beginning, or any other part.
    private String partOf(String text) {
        int characters = text.codePointCount(0, text.length());
        int from = characters == 0 || random.nextBoolean() ? 0 : random.nextInt(characters);
        int count = characters == 0 ? 0 : 1 + random.nextInt(characters - from);
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, count));
    }

    private Days days() {
        ImageRecord image = image();
        LocalDate day = image.facts()
                .takenAt()
                .orElseGet(() -> LocalDateTime.ofInstant(image.createdAt(), QueryOracle.ZONE))
                .toLocalDate();
        return switch (random.nextInt(4)) {
            case 0 -> new Days(day, day);
            case 1 -> new Days(day.withDayOfMonth(1), day.withDayOfMonth(day.lengthOfMonth()));
            case 2 -> new Days(LocalDate.MIN, day);
            default -> new Days(day, LocalDate.MAX);
        };
    }

    private Range range(int bound) {
        long min = random.nextInt(bound);
        return random.nextBoolean() ? new Range(min, Long.MAX_VALUE) : new Range(random.nextInt((int) min + 1), min);
    }

    private String tag() {
        List<String> tags = image().tags();
        String tag = tags.isEmpty() ? "no such tag" : tags.get(random.nextInt(tags.size()));
        return random.nextInt(3) == 0 ? branch(tag) : tag;
    }

    /// The tag or one above it, with all below.
    private String branch(String tag) {
        int slash = random.nextBoolean() ? tag.lastIndexOf('/') : tag.indexOf('/');
        return (slash > 0 ? tag.substring(0, slash) : tag) + "/*";
    }

    private ImageRecord image() {
        return images.get(random.nextInt(images.size()));
    }

    private <T> Set<T> some(Supplier<T> choice) {
        var chosen = new HashSet<T>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            chosen.add(choice.get());
        }
        return chosen;
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static List<Word> plus(List<Word> words, Word word) {
        var more = new ArrayList<>(words);
        more.add(word);
        return more;
    }
}
