package dev.vitrine.search;

import dev.vitrine.image.Album;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Attribute.ValueKind;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.PlainTags;
import dev.vitrine.image.Rating;
import dev.vitrine.image.TagPath;
import dev.vitrine.search.SearchField.Named;
import dev.vitrine.search.SearchField.OfAttribute;
import dev.vitrine.text.Matches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What could be typed next: names of fields, and for a field its values with how many images each stands for.
record SearchCompleter(String text, int caret, Facets facets, SearchFields fields) {
    private static final int MAX = 12;
    private static final int MAX_BRANCHES = 3;
    private static final int UNCOUNTED = -1;

    List<SearchCompletion> list() {
        Optional<SearchToken> token = SearchToken.of(text, fields).stream()
                .filter(each -> each.from() < caret && caret <= each.to())
                .findFirst();
        if (token.isEmpty()) {
            return fields("", caret, caret);
        }
        SearchToken.Piece piece = token.get().pieces().stream()
                .filter(each -> caret <= each.to())
                .findFirst()
                .orElse(token.get().pieces().getLast());
        if (caret < piece.from() || piece.quoted() && token.get().field().isEmpty()) {
            return List.of();
        }
        String typed = text.substring(piece.from(), caret).replaceFirst("^\"", "");
        return token.get()
                .field()
                .map(field -> values(field, typed, piece))
                .orElseGet(() -> words(typed, piece, token.get().excluded()));
    }

    /// Somebody who types `nat` may mean the tag nature, the user natalie, or a field.
    private List<SearchCompletion> words(String typed, SearchToken.Piece piece, boolean excluded) {
        var found = new ArrayList<>(fields(typed, piece.from(), piece.to()));
        found.addAll(branches(typed, "tag:", piece));
        found.addAll(matching(typed, plainTags(), tag -> tag, "tag:", piece));
        found.addAll(matching(typed, albums(), name -> name, "album:", piece));
        if (!excluded) {
            found.addAll(matching(typed, facets.users(), user -> user, "user:", piece));
            facets.values().keySet().stream()
                    .filter(attribute -> attribute.kind() == ValueKind.TEXT)
                    .sorted()
                    .forEach(attribute -> found.addAll(values(attribute, typed, attribute.searchWord() + ":", piece)));
        }
        return found.stream().limit(MAX).toList();
    }

    private List<Count<String>> plainTags() {
        return facets.tags().stream()
                .filter(tag -> PlainTags.isPlain(tag.value()))
                .toList();
    }

    private List<Count<String>> albums() {
        return facets.tags().stream()
                .flatMap(tag -> Album.ofTag(tag.value()).stream().map(album -> new Count<>(album.name(), tag.images())))
                .toList();
    }

    /// Branches of which the beginning is typed and that hold several tags; the most used ones suffice.
    private List<SearchCompletion> branches(String typed, String field, SearchToken.Piece piece) {
        Matches matches = Matches.of(typed);
        var tags = new HashSet<String>();
        var branches = new LinkedHashSet<String>();
        for (Count<String> tag : typed.isEmpty() ? List.<Count<String>>of() : plainTags()) {
            for (Optional<String> above = Optional.of(tag.value());
                    above.isPresent() && !branches.contains(above.get()) && matches.begins(above.get());
                    above = TagPath.parent(above.get())) {
                if (!tags.add(above.get())) {
                    branches.add(above.get());
                }
            }
            if (branches.size() >= MAX_BRANCHES) {
                break;
            }
        }
        return branches.stream()
                .sorted()
                .map(TagPath::branch)
                .map(branch -> new SearchCompletion(
                        piece.from(), piece.to(), field + SearchToken.quotedIfNeeded(branch), UNCOUNTED))
                .toList();
    }

    private List<SearchCompletion> fields(String typed, int from, int to) {
        return fields.all().stream()
                .map(SearchField::text)
                .filter(Matches.of(typed)::begins)
                .map(field -> new SearchCompletion(from, to, field + ":", UNCOUNTED))
                .toList();
    }

    private List<SearchCompletion> values(SearchField field, String typed, SearchToken.Piece piece) {
        return switch (field) {
            case Named.USER -> matching(typed, facets.users(), user -> user, "", piece);
            case Named.TAG, Named.ANYTAG ->
                Stream.concat(
                                branches(typed, "", piece).stream(),
                                matching(typed, plainTags(), tag -> tag, "", piece).stream())
                        .toList();
            case Named.ALBUM -> matching(typed, albums(), name -> name, "", piece);
            case Named.TYPE ->
                matching(typed, facets.types(), type -> type.name().toLowerCase(Locale.ROOT), "", piece);
            case Named.TAKEN ->
                Stream.concat(
                                times(typed, piece).stream(),
                                typed.isEmpty() ? Stream.empty() : fixed(typed, piece, DaysText.UNKNOWN).stream())
                        .toList();
            case Named.IS -> fixed(typed, piece, "untagged", Rating.FAVORITE, "portrait", "landscape", "square");
            case Named.RATING -> fixed(typed, piece, "5", "4..5", "3..5", "4", "3", "2", "1", "0");
            case Named.HAS -> fixed(typed, piece, "location");
            case Named.ADDED, Named.LARGER, Named.SMALLER, Named.SIDE -> List.of();
            case OfAttribute(Attribute attribute) ->
                Stream.concat(
                                values(attribute, typed, "", piece).stream(),
                                typed.isEmpty() && Attribute.SETTINGS.contains(attribute)
                                        ? settings(attribute, piece).stream()
                                        : Stream.empty())
                        .toList();
        };
    }

    /// Texts are quoted: without quotes, one also stands for those that begin like it.
    private List<SearchCompletion> values(Attribute attribute, String typed, String field, SearchToken.Piece piece) {
        List<Count<String>> counts = facets.values().getOrDefault(attribute, List.of());
        return switch (attribute.kind()) {
            case TEXT ->
                Stream.concat(
                                groups(attribute, field, typed, piece).stream(),
                                matching(
                                        typed,
                                        counts,
                                        value -> value,
                                        value -> field + SearchToken.quoted(value),
                                        piece)
                                        .stream())
                        .toList();
            case NUMBER, FLAG -> matching(typed, counts, value -> value, value -> field + value, piece);
            case DECIMAL, TIME -> List.of();
        };
    }

    /// Of a measure a span, as its values are not counted; of all what is not known.
    private static List<SearchCompletion> settings(Attribute attribute, SearchToken.Piece piece) {
        return attribute.isCounted()
                ? fixed("", piece, DaysText.UNKNOWN)
                : fixed("", piece, attribute.searchExample(), DaysText.UNKNOWN);
    }

    /// What stands for several values.
    private static List<SearchCompletion> groups(
            Attribute attribute, String field, String typed, SearchToken.Piece piece) {
        return attribute == Attribute.STORAGE_CLASS && field.isEmpty()
                ? fixed(typed, piece, attribute.searchExample())
                : List.of();
    }

    /// Years until one is typed, then its months.
    private List<SearchCompletion> times(String typed, SearchToken.Piece piece) {
        return typed.length() < 4
                ? matching(
                        typed,
                        facets.years().stream()
                                .sorted(Comparator.comparing((Count<Integer> year) -> -year.value()))
                                .toList(),
                        year -> String.format(Locale.ROOT, "%04d", year),
                        "",
                        piece)
                : matching(typed, facets.months(), Object::toString, "", piece);
    }

    private static List<SearchCompletion> fixed(String typed, SearchToken.Piece piece, String... values) {
        return Stream.of(values)
                .filter(Matches.of(typed)::begins)
                .map(value -> new SearchCompletion(piece.from(), piece.to(), value, UNCOUNTED))
                .toList();
    }

    private static <T> List<SearchCompletion> matching(
            String typed, List<Count<T>> counts, Function<T, String> name, String field, SearchToken.Piece piece) {
        return matching(typed, counts, name, value -> field + SearchToken.quotedIfNeeded(value), piece);
    }

    private static <T> List<SearchCompletion> matching(
            String typed,
            List<Count<T>> counts,
            Function<T, String> name,
            UnaryOperator<String> insert,
            SearchToken.Piece piece) {
        return Matches.of(typed).among(counts, count -> name.apply(count.value())).stream()
                .limit(MAX)
                .map(count -> new SearchCompletion(
                        piece.from(), piece.to(), insert.apply(name.apply(count.value())), count.images()))
                .toList();
    }
}
