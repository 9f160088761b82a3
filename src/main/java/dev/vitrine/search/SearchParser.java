package dev.vitrine.search;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.Album;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Attribute.ValueKind;
import dev.vitrine.image.Decimal;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Decimals;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rating;
import dev.vitrine.search.SearchField.Named;
import dev.vitrine.search.SearchField.OfAttribute;
import dev.vitrine.search.SearchToken.Piece;
import dev.vitrine.text.ByteCount;
import dev.vitrine.text.Folding;
import dev.vitrine.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds a query from the pieces of a search text. What it cannot understand becomes a problem; everything else holds.
final class SearchParser {
    private static final Pattern LOOKS_LIKE_FIELD = Pattern.compile("(?U)[a-z]{2,}:(?!//).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})?(\\.\\.)?(\\d{1,9})?");

    private static final Pattern UNIT = Pattern.compile("^ *f/|(?<=\\d) *(mm|s) *$", Pattern.CASE_INSENSITIVE);

    private static final Pattern STARS = Pattern.compile("([0-5])?(\\.\\.)?([1-5])?");

    private final String text;
    private final SearchFields fields;
    private final List<SearchProblem> problems = new ArrayList<>();
    private ImageQuery query;

    SearchParser(String text, ImageQuery base, SearchFields fields) {
        this.text = text;
        this.fields = fields;
        this.query = ImageQuery.ALL.withScope(base.scope()).withOrder(base.order());
    }

    ParsedSearch parse() {
        for (SearchToken token : SearchToken.of(text, fields)) {
            if (token.field().isEmpty()) {
                word(token);
            } else if (token.pieces().stream().allMatch(piece -> piece.text().isEmpty())) {
                problem(
                        token,
                        quoted(typed(token)) + " needs a value, for example "
                                + token.field().get().example() + ".");
            } else {
                field(token, token.field().get());
            }
        }
        return new ParsedSearch(query, problems);
    }

    private void word(SearchToken token) {
        Piece piece = token.pieces().getFirst();
        if (Words.of(piece.text()).isEmpty()) {
            if (!piece.text().equals("-")) {
                saysNothing(token);
            }
            return;
        }
        if (LOOKS_LIKE_FIELD.matcher(text.substring(piece.from(), piece.to())).matches()) {
            problem(
                    token,
                    "Unknown field "
                            + quoted(piece.text().substring(0, piece.text().indexOf(':') + 1))
                            + ". Searched for the text " + quoted(piece.text()) + " instead. Known fields: "
                            + fields.names() + ".");
        }
        var words = new ArrayList<>(query.words());
        words.add(new Word(piece.text(), piece.quoted(), token.excluded()));
        query = query.withWords(words);
    }

    private void field(SearchToken token, SearchField field) {
        boolean canExclude = field == Named.TAG
                || field == Named.ALBUM
                || field == Named.HAS
                || field == Named.RATING
                || field instanceof OfAttribute(Attribute attribute)
                        && (attribute.kind() == ValueKind.TEXT && attribute != Attribute.LOOK_HASH
                                || isUnknown(token, attribute))
                || isFavorite(token);
        if (token.excluded() && !canExclude) {
            problem(
                    token,
                    quoted(field.text() + ":") + " cannot be excluded; " + quoted(typed(token))
                            + " was left out. A tag or a word can: -tag:draft, -blurry.");
            return;
        }
        switch (field) {
            case Named.USER -> query = query.withUsers(with(query.users(), values(token)));
            case Named.TAG -> tag(token, values(token));
            case Named.ANYTAG -> anyOf(token, values(token));
            case Named.ALBUM -> album(token);
            case Named.RATING -> rating(token);
            case Named.TYPE -> type(token);
            case Named.TAKEN -> taken(token);
            case Named.ADDED ->
                days(token, query.added()).ifPresent(days -> query = query.withAdded(Optional.of(days)));
            case Named.LARGER -> {
                long max = query.sizeBytes().map(Range::max).orElse(Long.MAX_VALUE);
                boolean again =
                        query.sizeBytes().filter(range -> range.min() > 0).isPresent();
                bytes(token, again).ifPresent(min -> query = query.withSizeBytes(Optional.of(new Range(min, max))));
            }
            case Named.SMALLER -> {
                long min = query.sizeBytes().map(Range::min).orElse(0L);
                boolean again = query.sizeBytes()
                        .filter(range -> range.max() < Long.MAX_VALUE)
                        .isPresent();
                bytes(token, again).ifPresent(max -> query = query.withSizeBytes(Optional.of(new Range(min, max))));
            }
            case Named.SIDE -> side(token);
            case Named.IS -> is(token);
            case Named.HAS -> has(token);
            case OfAttribute(Attribute attribute) -> value(token, attribute);
        }
    }

    private void taken(SearchToken token) {
        if (single(token).orElse("").equalsIgnoreCase(DaysText.UNKNOWN)) {
            onlyLastCounts(token, query.taken().isPresent());
            query = query.withUndated(true);
        } else {
            boolean undated = query.undated();
            days(token, query.taken()).ifPresent(days -> {
                onlyLastCounts(token, undated);
                query = query.withTaken(Optional.of(days));
            });
        }
    }

    private void tag(SearchToken token, List<String> tags) {
        if (token.excluded()) {
            query = query.withNoTags(with(query.noTags(), tags));
        } else if (token.pieces().size() > 1) {
            anyOf(token, tags);
        } else {
            query = query.withAllTags(with(query.allTags(), tags));
        }
    }

    /// Albums are tags.
    private void album(SearchToken token) {
        List<String> names =
                values(token).stream().filter(name -> !name.isBlank()).toList();
        if (names.isEmpty()) {
            saysNothing(token);
            return;
        }
        try {
            tag(token, names.stream().map(name -> new Album(name).tag()).toList());
        } catch (ImageException.Invalid _) {
            problem(token, quoted(typed(token)) + " names no album; it was left out.");
        }
    }

    private void anyOf(SearchToken token, List<String> tags) {
        if (!query.anyTags().isEmpty()) {
            problem(
                    token,
                    "Only one list of tags of which any is enough can be given; " + quoted(typed(token))
                            + " was added to it.");
        }
        query = query.withAnyTags(with(query.anyTags(), tags));
    }

    /// Stars are tags: one number asks for its tag, a span for any of them, 0 for none.
    private void rating(SearchToken token) {
        Matcher stars = STARS.matcher(single(token).orElse(""));
        int min = stars.matches() ? stars.group(1) == null ? 1 : Integer.parseInt(stars.group(1)) : 0;
        int max = !stars.matches()
                ? 0
                : stars.group(2) == null ? min : stars.group(3) == null ? Rating.MAX : Integer.parseInt(stars.group(3));
        if (!stars.matches()
                || stars.group(2) == null && stars.group(3) != null
                || single(token).orElse("").equals("..")
                || max < min
                || min == 0 && (max > 0 || token.excluded())) {
            problem(
                    token,
                    quoted(typed(token))
                            + " is not understood. A rating looks like rating:4, rating:3..5, rating:4.. or rating:0 for none.");
        } else if (min == 0) {
            query = query.withNoTags(with(query.noTags(), Rating.tags(1, Rating.MAX)));
        } else if (token.excluded()) {
            query = query.withNoTags(with(query.noTags(), Rating.tags(min, max)));
        } else if (min == max) {
            query = query.withAllTags(with(query.allTags(), Rating.tags(min, max)));
        } else {
            anyOf(token, Rating.tags(min, max));
        }
    }

    private void type(SearchToken token) {
        var types = EnumSet.noneOf(ImageType.class);
        types.addAll(query.types());
        for (String value : values(token)) {
            ImageType.byExtension(value)
                    .ifPresentOrElse(
                            types::add,
                            () -> problem(
                                    token,
                                    quoted(value) + " is no image type. Types are "
                                            + String.join(
                                                    ", ",
                                                    Arrays.stream(ImageType.values())
                                                            .map(each ->
                                                                    each.name().toLowerCase(Locale.ROOT))
                                                            .toList())
                                            + "."));
        }
        query = query.withTypes(types);
    }

    private Optional<Days> days(SearchToken token, Optional<Days> before) {
        Optional<Days> days = single(token).flatMap(DaysText::parse);
        if (days.isEmpty()) {
            problem(
                    token,
                    quoted(typed(token))
                            + " is not understood. Dates look like 2024, 2024-06, 2024-06-12 or 2024-06..2024-08.");
        } else if (days.get().first().isAfter(days.get().last())) {
            problem(token, quoted(typed(token)) + " ends before it begins; it was left out.");
            return Optional.empty();
        } else {
            onlyLastCounts(token, before.isPresent());
        }
        return days;
    }

    private void onlyLastCounts(SearchToken token, boolean again) {
        if (again) {
            problem(token, quoted(token.field().orElseThrow().text() + ":") + " was given twice; the last one counts.");
        }
    }

    private Optional<Long> bytes(SearchToken token, boolean again) {
        Optional<Long> bytes = single(token).flatMap(ByteCount::parse);
        if (bytes.isEmpty()) {
            problem(token, quoted(typed(token)) + " is not understood. Sizes look like 500KB, 5MB or 1.5GB.");
        } else {
            onlyLastCounts(token, again);
        }
        return bytes;
    }

    private void side(SearchToken token) {
        range(
                        token,
                        query.longestSide().isPresent(),
                        "The longest side in pixels looks like 2000..4000, 2000.. or ..800.")
                .ifPresent(range -> query = query.withLongestSide(Optional.of(range)));
    }

    private Optional<Range> range(SearchToken token, boolean again, String advice) {
        String value = single(token).orElse("");
        Matcher range = RANGE.matcher(value);
        if (!range.matches()
                || value.isEmpty()
                || value.equals("..")
                || range.group(2) == null && range.group(3) != null) {
            problem(token, quoted(typed(token)) + " is not understood. " + advice);
            return Optional.empty();
        }
        long min = range.group(1) == null ? 0 : Long.parseLong(range.group(1));
        long max =
                range.group(2) == null ? min : range.group(3) == null ? Long.MAX_VALUE : Long.parseLong(range.group(3));
        if (min > max) {
            problem(token, quoted(typed(token)) + " ends before it begins; it was left out.");
            return Optional.empty();
        }
        onlyLastCounts(token, again);
        return Optional.of(new Range(min, max));
    }

    private void value(SearchToken token, Attribute attribute) {
        Optional<ValueFilter> before = Optional.ofNullable(query.values().get(attribute));
        if (isUnknown(token, attribute)) {
            Optional<ValueFilter> unknown = Optional.of(new Unknown(token.excluded()));
            onlyLastCounts(token, before.isPresent() && !before.equals(unknown));
            query = query.withValue(attribute, unknown);
            return;
        }
        Optional<? extends ValueFilter> filter = switch (attribute.kind()) {
            case TEXT -> attribute == Attribute.LOOK_HASH ? similar(token, before) : anyOf(token, before);
            case FLAG -> flag(token, attribute, before);
            case NUMBER -> range(token, before.isPresent(), "A number looks like 400, 100..800, 100.. or ..800.");
            case DECIMAL -> decimals(token, attribute, before.isPresent());
            case TIME -> days(token, before.filter(Days.class::isInstance).map(Days.class::cast));
        };
        filter.ifPresent(known -> query = query.withValue(attribute, Optional.of(known)));
    }

    private static boolean isUnknown(SearchToken token, Attribute attribute) {
        return attribute.kind() != ValueKind.FLAG
                && !token.pieces().getFirst().quoted()
                && single(token).orElse("").equalsIgnoreCase(DaysText.UNKNOWN);
    }

    /// Both ends may be fractions: shutters are marked so.
    private Optional<Decimals> decimals(SearchToken token, Attribute attribute, boolean again) {
        String value = single(token).orElse("");
        int span = value.indexOf("..");
        String from = span < 0 ? value : value.substring(0, span);
        String to = span < 0 ? value : value.substring(span + 2);
        Optional<Decimal> min = measure(from);
        Optional<Decimal> max = measure(to);
        boolean isUnderstood = (min.isPresent() || from.isBlank())
                && (max.isPresent() || to.isBlank())
                && (min.isPresent() || max.isPresent());
        if (!isUnderstood) {
            problem(
                    token,
                    quoted(typed(token)) + " is not understood. There is " + attribute.searchWord() + ":"
                            + attribute.searchExample() + ", and single numbers.");
            return Optional.empty();
        }
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            problem(token, quoted(typed(token)) + " ends before it begins; it was left out.");
            return Optional.empty();
        }
        onlyLastCounts(token, again);
        return Optional.of(new Decimals(min, max));
    }

    /// With or without the unit that it is shown with.
    private static Optional<Decimal> measure(String text) {
        return Decimal.parse(UNIT.matcher(text).replaceAll(""));
    }

    private Optional<Similar> similar(SearchToken token, Optional<ValueFilter> before) {
        Optional<String> to = single(token);
        if (to.isEmpty()) {
            problem(token, quoted(typed(token)) + " is not understood. There is similar:ID, the id of one image.");
        }
        onlyLastCounts(token, before.isPresent());
        return to.map(Similar::new);
    }

    /// That something is not so is not known of any image, and cannot be asked for.
    private Optional<AnyOf> flag(SearchToken token, Attribute attribute, Optional<ValueFilter> before) {
        if (single(token).filter("true"::equalsIgnoreCase).isEmpty()) {
            problem(token, quoted(typed(token)) + " is not understood. There is " + attribute.searchWord() + ":true.");
            return Optional.empty();
        }
        return anyOf(token, before);
    }

    private Optional<AnyOf> anyOf(SearchToken token, Optional<ValueFilter> before) {
        var texts = new LinkedHashSet<ValueText>();
        before.ifPresent(filter -> {
            if (filter instanceof AnyOf(Set<ValueText> given)) {
                texts.addAll(given);
            } else {
                onlyLastCounts(token, true);
            }
        });
        for (Piece piece : token.pieces()) {
            var text = new ValueText(piece.text(), piece.quoted(), token.excluded());
            if (Words.of(piece.text()).isEmpty()
                    && text.exact().filter(value -> !value.isBlank()).isEmpty()) {
                saysNothing(token);
                return Optional.empty();
            }
            texts.add(text);
        }
        return Optional.of(new AnyOf(texts));
    }

    private void is(SearchToken token) {
        switch (single(token).orElse("").toLowerCase(Locale.ROOT)) {
            case "untagged" -> query = query.withUntagged(true);
            case Rating.FAVORITE -> {
                List<String> favorite = List.of(Rating.FAVORITE);
                query = token.excluded()
                        ? query.withNoTags(with(query.noTags(), favorite))
                        : query.withAllTags(with(query.allTags(), favorite));
            }
            case "portrait" -> shape(token, Shape.PORTRAIT);
            case "landscape" -> shape(token, Shape.LANDSCAPE);
            case "square" -> shape(token, Shape.SQUARE);
            default ->
                problem(token, quoted(typed(token)) + " is not understood. There are " + Named.IS.example() + ".");
        }
    }

    private void shape(SearchToken token, Shape shape) {
        onlyLastCounts(token, query.shape().filter(before -> before != shape).isPresent());
        query = query.withShape(Optional.of(shape));
    }

    private void has(SearchToken token) {
        if (single(token).orElse("").equalsIgnoreCase("location")) {
            onlyLastCounts(
                    token,
                    query.location()
                            .filter(before -> before == token.excluded())
                            .isPresent());
            query = query.withLocation(Optional.of(!token.excluded()));
        } else {
            problem(token, quoted(typed(token)) + " is not understood. There is has:location.");
        }
    }

    private static boolean isFavorite(SearchToken token) {
        return token.field().filter(Named.IS::equals).isPresent()
                && single(token).orElse("").equalsIgnoreCase(Rating.FAVORITE);
    }

    private static Optional<String> single(SearchToken token) {
        return token.pieces().size() == 1
                ? Optional.of(token.pieces().getFirst().text())
                : Optional.empty();
    }

    private static List<String> values(SearchToken token) {
        return token.pieces().stream()
                .map(piece -> Folding.composed(piece.text()))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static Set<String> with(Set<String> before, List<String> more) {
        var all = new LinkedHashSet<>(before);
        all.addAll(more);
        return all;
    }

    private String typed(SearchToken token) {
        return text.substring(token.from(), token.to());
    }

    private void problem(SearchToken token, String message) {
        problems.add(new SearchProblem(token.from(), token.to(), message));
    }

    private void saysNothing(SearchToken token) {
        problem(token, quoted(typed(token)) + " holds no letter or digit to look for; it was left out.");
    }
}
