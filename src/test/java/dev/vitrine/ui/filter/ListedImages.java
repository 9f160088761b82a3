package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.TagPath;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A library of a few facts per image, answering by looking at every one.
final class ListedImages {

    /// Of an image of which nothing says when it was taken.
    static final YearMonth UNDATED = YearMonth.of(1, 1);

    private final List<Image> images = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();

    record Image(String user, Set<String> tags, YearMonth month, ImageType type, boolean trashed, String text) {
        Image(String user, Set<String> tags, int year, ImageType type, boolean trashed, String text) {
            this(user, tags, YearMonth.of(year, 6), type, trashed, text);
        }
    }

    ListedImages add(Image... added) {
        images.addAll(List.of(added));
        return this;
    }

    static Image image(String user, String... tags) {
        return new Image(user, Set.of(tags), 2024, ImageType.JPEG, false, "");
    }

    FilterLibrary library() {
        return new FilterLibrary(this::facets, query -> (int) matching(query).count(), this::tagged, onChange -> {
            listeners.add(onChange);
            return () -> listeners.remove(onChange);
        });
    }

    void tellChanged() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    int listeners() {
        return listeners.size();
    }

    private Facets facets(ImageQuery query) {
        ImageQuery noTags = query.withAllTags(Set.of())
                .withAnyTags(Set.of())
                .withNoTags(Set.of())
                .withUntagged(false);
        return new Facets(
                (int) matching(ImageQuery.ALL).count(),
                (int) matching(noTags.withUntagged(true)).count(),
                (int) matching(ImageQuery.ALL.withScope(Scope.TRASH)).count(),
                counted(query.withUsers(Set.of()), image -> Stream.of(image.user())),
                counted(query, image -> image.tags().stream()),
                counted(query.withTypes(Set.of()), image -> Stream.of(image.type())),
                counted(
                        query.withTaken(Optional.empty()),
                        image -> months(image).map(YearMonth::getYear)),
                counted(query.withTaken(Optional.empty()), ListedImages::months).stream()
                        .sorted(Comparator.comparing(Count<YearMonth>::value).reversed())
                        .toList(),
                Map.of());
    }

    private static Stream<YearMonth> months(Image image) {
        return Stream.of(image.month()).filter(month -> !month.equals(UNDATED));
    }

    private <T extends Comparable<T>> List<Count<T>> counted(ImageQuery query, Function<Image, Stream<T>> values) {
        Map<T, Integer> counts = new TreeMap<>();
        matching(query).flatMap(values).forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count<>(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Count<T>::images).reversed())
                .toList();
    }

    private Map<String, Integer> tagged(ImageQuery query, Set<String> tags) {
        return tags.stream()
                .collect(Collectors.toMap(tag -> tag, tag -> (int) matching(QueryEdits.withoutTag(query, tag))
                        .filter(image -> has(image, tag))
                        .count()));
    }

    private static boolean has(Image image, String requested) {
        return image.tags().stream().anyMatch(tag -> TagPath.matches(requested, tag));
    }

    private Stream<Image> matching(ImageQuery query) {
        return images.stream()
                .filter(image -> image.trashed() == (query.scope() == Scope.TRASH))
                .filter(image -> query.users().isEmpty() || query.users().contains(image.user()))
                .filter(image -> query.allTags().stream().allMatch(tag -> has(image, tag)))
                .filter(image ->
                        query.anyTags().isEmpty() || query.anyTags().stream().anyMatch(tag -> has(image, tag)))
                .filter(image -> query.noTags().stream().noneMatch(tag -> has(image, tag)))
                .filter(image -> !query.untagged() || image.tags().isEmpty())
                .filter(image -> !query.undated() || image.month().equals(UNDATED))
                .filter(image -> query.types().isEmpty() || query.types().contains(image.type()))
                .filter(image ->
                        query.words().stream().allMatch(word -> image.text().contains(word.text()) != word.excluded()))
                .filter(image -> query.taken()
                        .map(days -> !days.first().isAfter(image.month().atDay(1))
                                && !days.last().isBefore(image.month().atDay(1)))
                        .orElse(true));
    }
}
