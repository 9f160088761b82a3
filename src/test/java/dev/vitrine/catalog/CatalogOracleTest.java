package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.index.IndexSnapshot;
import dev.vitrine.catalog.index.SharedWork;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.text.Words;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ten thousand random queries on random libraries that change all the time: the index always says what looking at
/// every record says.
class CatalogOracleTest {
    private static final List<Attribute> SEARCHED = List.of(
            Attribute.ORIGINAL_NAME,
            Attribute.WIDTH,
            Attribute.TAKEN_AT,
            Attribute.CONTENT_TYPE,
            Attribute.ANIMATED,
            Attribute.CAMERA,
            Attribute.ISO,
            Attribute.EXPOSURE_S);
    private static final int ROUNDS = 25;
    private static final int QUERIES = 50;

    private final QueryOracle oracle = new QueryOracle();

    @TempDir
    private Path folder;

    @AfterEach
    void workAloneAgain() {
        SharedWork.always(false);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyAnswerIsTheOneThatLookingAtAllRecordsGives(long seed) {
        var random = new Random(seed);
        var generator = new LibraryGenerator(seed, 6, 40);
        Map<String, ImageRecord> records = new HashMap<>();
        int size = seed == 1 ? 3 : 40 * (int) seed;
        Path snapshot = folder.resolve("index.bin");
        try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog.db"))) {
            change(
                    catalog,
                    records,
                    generator.images(size).stream()
                            .map(image -> withOddities(image, random))
                            .toList());
            CatalogIndex index = CatalogIndex.open(catalog, snapshot, SEARCHED, QueryOracle.ZONE);
            for (int round = 0; round < ROUNDS; round++) {
                var queries = new RandomQueries(random, List.copyOf(records.values()), SEARCHED);
                for (int i = 0; i < QUERIES; i++) {
                    check(index, records.values(), queries.next(), random);
                }
                changeSomething(catalog, records, generator, random);
                index.refresh();
                if (round % 8 == 7) {
                    new IndexSnapshot(snapshot, SEARCHED, QueryOracle.ZONE)
                            .write(new CatalogReader(catalog.database()).identity(), index.current());
                    index = CatalogIndex.open(catalog, snapshot, SEARCHED, QueryOracle.ZONE);
                }
            }
        }
    }

    /// Words of more than four thousand images are kept in another way than the rest, prefixes of many words are
    /// remembered, and what takes long is shared among processors.
    @Test
    void answersAreRightWhereWordsAreFrequent() {
        SharedWork.always(true);
        var random = new Random(9);
        var generator = new LibraryGenerator(9, 4, 25);
        Map<String, ImageRecord> records = new HashMap<>();
        Path snapshot = folder.resolve("index.bin");
        try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve("catalog.db"))) {
            change(
                    catalog,
                    records,
                    generator.images(14_000).stream()
                            .map(image -> withOddities(image, random))
                            .toList());
            CatalogIndex index = CatalogIndex.open(catalog, snapshot, SEARCHED, QueryOracle.ZONE);
            for (int round = 0; round < 12; round++) {
                List<ImageRecord> known = List.copyOf(records.values());
                for (int i = 0; i < 15; i++) {
                    ImageQuery query = wordy(
                            random, new RandomQueries(random, known).next(), known.get(random.nextInt(known.size())));
                    List<String> expected = oracle.search(records.values(), query).stream()
                            .map(ImageRecord::imageId)
                            .toList();
                    ImageResult result = index.search(query);
                    assertEquals(expected, result.ids(0, result.size()), query::toString);
                    if (i == 0 && round % 4 == 0) {
                        checkFacets(index.facets(query), records.values(), query);
                        checkBranches(index, records.values(), query);
                    }
                }
                changeSomething(catalog, records, generator, random);
                index.refresh();
                if (round == 5) {
                    new IndexSnapshot(snapshot, SEARCHED, QueryOracle.ZONE)
                            .write(new CatalogReader(catalog.database()).identity(), index.current());
                    index = CatalogIndex.open(catalog, snapshot, SEARCHED, QueryOracle.ZONE);
                }
            }
        }
    }

    /// With a prefix of one or two letters, or two words that stand beside one another somewhere.
    private static ImageQuery wordy(Random random, ImageQuery query, ImageRecord image) {
        List<String> words = Words.of(random.nextBoolean() ? image.description() : image.title());
        if (words.size() < 2) {
            return query.withWords(List.of(
                    new Word(List.of("s", "su", "b", "sunset").get(random.nextInt(4)), false, random.nextInt(3) == 0)));
        }
        int at = random.nextInt(words.size() - 1);
        return query.withWords(
                List.of(new Word(words.get(at) + " " + words.get(at + 1), true, random.nextInt(3) == 0)));
    }

    private void check(CatalogIndex index, Collection<ImageRecord> records, ImageQuery query, Random random) {
        ImageResult result = index.search(query);
        List<ImageRecord> expected = oracle.search(records, query);
        List<String> ids = expected.stream().map(ImageRecord::imageId).toList();
        assertEquals(ids, result.ids(0, result.size()), query::toString);
        assertEquals(
                expected.stream().mapToLong(image -> image.facts().sizeBytes()).sum(), result.sizeBytes());
        int from = random.nextInt(ids.size() + 1);
        int to = from + random.nextInt(ids.size() - from + 1);
        assertEquals(expected.subList(from, to), result.images(from, to));
        Map<String, Integer> places = new HashMap<>();
        ids.forEach(id -> places.put(id, places.size()));
        for (ImageRecord image : records) {
            assertEquals(
                    places.getOrDefault(image.imageId(), -1),
                    result.indexOf(image.imageId()).orElse(-1));
        }
        assertEquals(sections(expected, query), result.sections(), query::toString);
        if (random.nextInt(8) == 0) {
            checkFacets(index.facets(query), records, query);
            checkBranches(index, records, query);
        }
    }

    private static List<ImageResult.Section> sections(List<ImageRecord> expected, ImageQuery query) {
        var sections = new ArrayList<ImageResult.Section>();
        for (int at = 0; at < expected.size(); at++) {
            ImageRecord image = expected.get(at);
            Optional<YearMonth> month = switch (query.order()) {
                case NEWEST, OLDEST ->
                    Optional.of(YearMonth.from(image.createdAt().atZone(QueryOracle.ZONE)));
                case TAKEN -> image.facts().takenAt().map(YearMonth::from);
                case TITLE, SIZE -> Optional.empty();
            };
            boolean headed = month.isPresent() || query.order() == ImageQuery.Order.TAKEN;
            if (!sections.isEmpty() && sections.getLast().month().equals(month)) {
                ImageResult.Section last = sections.removeLast();
                sections.add(new ImageResult.Section(month, headed, last.first(), last.size() + 1));
            } else {
                sections.add(new ImageResult.Section(month, headed, at, 1));
            }
        }
        return sections;
    }

    /// Every count is the size of the result that clicking it gives, and no choice is forgotten.
    private void checkFacets(Facets facets, Collection<ImageRecord> records, ImageQuery query) {
        assertEquals(clicked(records, ImageQuery.ALL), facets.all());
        assertEquals(clicked(records, ImageQuery.ALL.withScope(Scope.TRASH)), facets.trash());
        assertEquals(clicked(records, withoutTags(query).withUntagged(true)), facets.untagged());
        Set<String> users = new HashSet<>();
        Set<String> tags = new HashSet<>();
        for (ImageRecord image : records) {
            users.add(image.userId());
            tags.addAll(image.tags());
        }
        // Every choice is one of many within the same: what the query without it finds is looked for once.
        List<ImageRecord> ofAnyUser = oracle.search(records, query.withUsers(Set.of()));
        List<ImageRecord> ofAnyTag = oracle.search(records, withoutTags(query));
        List<ImageRecord> ofAnyType = oracle.search(records, query.withTypes(Set.of()));
        assertEquals(counts(users, user -> clicked(ofAnyUser, query.withUsers(Set.of(user)))), asMap(facets.users()));
        assertEquals(
                counts(tags, tag -> clicked(ofAnyTag, withTag(query, tag))), asMap(facets.tags()), query::toString);
        assertEquals(
                counts(
                        Set.of(dev.vitrine.image.ImageType.values()),
                        type -> clicked(ofAnyType, query.withTypes(Set.of(type)))),
                asMap(facets.types()));
        Map<YearMonth, Integer> byMonth = new HashMap<>();
        Map<Integer, Integer> byYear = new HashMap<>();
        records.stream()
                .filter(image -> oracle.matches(image, query.withTaken(Optional.empty())))
                .flatMap(image -> image.facts().takenAt().stream())
                .forEach(taken -> {
                    byMonth.merge(YearMonth.from(taken), 1, Integer::sum);
                    byYear.merge(taken.getYear(), 1, Integer::sum);
                });
        assertEquals(byMonth, asMap(facets.months()));
        assertEquals(byYear, asMap(facets.years()));
        byMonth.entrySet().stream()
                .limit(2)
                .forEach(month -> assertEquals(
                        month.getValue(),
                        clicked(
                                records,
                                query.withTaken(Optional.of(new Days(
                                        month.getKey().atDay(1), month.getKey().atEndOfMonth()))))));
        assertEquals(
                facets.tags().stream()
                        .sorted((a, b) ->
                                a.images() == b.images() ? a.value().compareTo(b.value()) : b.images() - a.images())
                        .toList(),
                facets.tags());
        checkValues(facets, records, query);
    }

    /// As for single tags: the size of the result that clicking a branch gives.
    private void checkBranches(CatalogIndex index, Collection<ImageRecord> records, ImageQuery query) {
        Set<String> branches = Set.of(
                "place/*", "place/italy/*", "place//*", "a/*", "//*", "place/*/*", "sunset/*", "no such/*", "place");
        List<ImageRecord> ofAnyTag = oracle.search(records, withoutTags(query));
        assertEquals(
                branches.stream().collect(Collectors.toMap(tag -> tag, tag -> clicked(ofAnyTag, withTag(query, tag)))),
                index.tagged(query, branches),
                query::toString);
    }

    /// Choosing a value alone gives as many images as it is said to stand for.
    private void checkValues(Facets facets, Collection<ImageRecord> records, ImageQuery query) {
        assertEquals(
                SEARCHED.stream().filter(Attribute::isCounted).collect(Collectors.toSet()),
                facets.values().keySet());
        for (Attribute attribute : facets.values().keySet()) {
            var byValue = new HashMap<String, Integer>();
            records.stream()
                    .filter(image -> oracle.matches(image, query.withValue(attribute, Optional.empty())))
                    .map(image -> image.facts().text(attribute))
                    .filter(value -> !value.isEmpty())
                    .forEach(value -> byValue.merge(value, 1, Integer::sum));
            assertEquals(byValue, asMap(facets.values().get(attribute)), query::toString);
        }
    }

    private static ImageQuery withoutTags(ImageQuery query) {
        return query.withUntagged(false)
                .withAllTags(Set.of())
                .withAnyTags(Set.of())
                .withNoTags(Set.of());
    }

    private static ImageQuery withTag(ImageQuery query, String tag) {
        Set<String> all = new HashSet<>(query.allTags());
        all.add(tag);
        Set<String> none = new HashSet<>(query.noTags());
        none.remove(tag);
        return query.withUntagged(false).withAllTags(all).withNoTags(none);
    }

    private int clicked(Collection<ImageRecord> records, ImageQuery query) {
        return (int)
                records.stream().filter(image -> oracle.matches(image, query)).count();
    }

    private static <T> Map<T, Integer> counts(Set<T> choices, java.util.function.ToIntFunction<T> count) {
        var counts = new HashMap<T, Integer>();
        choices.forEach(choice -> {
            int images = count.applyAsInt(choice);
            if (images > 0) {
                counts.put(choice, images);
            }
        });
        return counts;
    }

    private static <T> Map<T, Integer> asMap(List<Count<T>> counts) {
        var map = new HashMap<T, Integer>();
        counts.forEach(count -> map.put(count.value(), count.images()));
        return map;
    }

    private static void changeSomething(
            SqliteCatalog catalog, Map<String, ImageRecord> records, LibraryGenerator generator, Random random) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            List<ImageRecord> all = List.copyOf(records.values());
            ImageRecord image = all.get(random.nextInt(all.size()));
            ImageRecord other = generator.image(random.nextInt(1_000_000));
            switch (random.nextInt(5)) {
                case 0 -> change(catalog, records, List.of(withOddities(other, random)));
                case 1 -> change(catalog, records, List.of(image.withCaption(other.caption(), other.updatedAt())));
                case 2 ->
                    change(
                            catalog,
                            records,
                            List.of(image.withDeletedAt(
                                    image.deletedAt().isPresent()
                                            ? Optional.empty()
                                            : Optional.of(other.createdAt()))));
                case 3 ->
                    change(
                            catalog,
                            records,
                            List.of(new ImageRecord(
                                    image.imageId(),
                                    other.userId(),
                                    image.caption(),
                                    other.facts(),
                                    other.createdAt(),
                                    other.updatedAt(),
                                    image.deletedAt())));
                default -> {
                    if (records.size() > 2) {
                        catalog.deleteAll(List.of(image.imageId()));
                        records.remove(image.imageId());
                    }
                }
            }
        }
    }

    private static void change(SqliteCatalog catalog, Map<String, ImageRecord> records, List<ImageRecord> images) {
        catalog.putAll(images);
        images.forEach(image -> records.put(image.imageId(), image));
    }

    /// Rows by other programs: ids that are no UUIDs, nothing known about the bytes, equal times, scripts without
    /// spaces, long texts.
    private static ImageRecord withOddities(ImageRecord image, Random random) {
        return switch (random.nextInt(8)) {
            case 0 ->
                new ImageRecord(
                        "img" + random.nextInt(1_000_000),
                        image.userId(),
                        new Caption("", "", List.of()),
                        dev.vitrine.image.ImageFacts.UNKNOWN,
                        image.createdAt(),
                        image.updatedAt(),
                        image.deletedAt());
            case 1 ->
                new ImageRecord(
                        image.imageId(),
                        image.userId(),
                        image.caption().withTitle("東京タワー 🌅 ΟΔΌΣ " + image.title()),
                        image.facts(),
                        java.time.Instant.parse("2020-02-29T00:00:00Z"),
                        image.updatedAt(),
                        image.deletedAt());
            case 2 ->
                image.withCaption(
                        new Caption(
                                image.title(),
                                (image.title() + " sunset " + image.description() + " far away ")
                                        .repeat(1 + random.nextInt(12)),
                                image.tags()),
                        image.updatedAt());
            case 3 -> image.withCaption(image.caption().withTags(tree(image.tags(), random)), image.updatedAt());
            default -> image;
        };
    }

    /// Below one of a few tags each, and with slashes in odd places.
    private static List<String> tree(List<String> tags, Random random) {
        var below = new ArrayList<String>();
        for (String tag : tags) {
            below.add(List.of("place/", "place/italy/", "place", "place//", "/", "")
                            .get(random.nextInt(6))
                    + tag);
        }
        below.add(List.of("place", "place/", "place-", "place/italy", "placebo/x", "/", "//", "a//b")
                .get(random.nextInt(8)));
        return below;
    }
}
