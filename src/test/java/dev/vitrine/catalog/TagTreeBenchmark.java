package dev.vitrine.catalog;

import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.TagPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// How long it takes to count and find branches of tags, in a library with 100,000 different tags in 100 branches of
/// 20 each.
///
/// Run by hand: `dev.vitrine.catalog.TagTreeBenchmark FOLDER 1000000` with -Xmx2g; the library is kept in the folder.
public final class TagTreeBenchmark {
    private static final int TAGS = 100_000;
    private static final int ROUNDS = 60;

    private TagTreeBenchmark() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        Path file = folder.resolve(size + "-tree.db");
        fill(file, size);
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            CatalogIndex index = CatalogIndex.open(catalog, folder.resolve(size + "-tree.index"));
            System.out.printf(
                    "%,d images, %,d tags%n  %-50s %s%n",
                    size, index.facets(ImageQuery.ALL).tags().size(), "", Samples.HEADER);
            queries().forEach((name, query) -> measure(index, name, query));
            index.close();
        }
    }

    private static Map<String, ImageQuery> queries() {
        var queries = new LinkedHashMap<String, ImageQuery>();
        queries.put("everything", ImageQuery.ALL);
        queries.put("a word", ImageQuery.ALL.withWords(List.of(new Word("sunset", false, false))));
        queries.put("a branch", ImageQuery.ALL.withAllTags(Set.of(TagPath.branch("b3"))));
        queries.put("not a branch", ImageQuery.ALL.withNoTags(Set.of(TagPath.branch("b3"))));
        return queries;
    }

    private static void measure(CatalogIndex index, String name, ImageQuery query) {
        var searched = new Samples();
        var tops = new Samples();
        var page = new Samples();
        for (int round = -20; round < ROUNDS; round++) {
            // Nearly all images; another question each time.
            ImageQuery other = query.withSizeBytes(Optional.of(new Range(round + 21, Long.MAX_VALUE)));
            Samples ignored = new Samples();
            timed(round < 0 ? ignored : searched, () -> {
                index.search(other);
                Facets facets = index.facets(other);
                return facets.all();
            });
            timed(
                    round < 0 ? ignored : tops,
                    () -> index.tagged(other, branches(100, "b")).size());
            timed(
                    round < 0 ? ignored : page,
                    () -> index.tagged(other, branches(20, "b3/c")).size());
        }
        System.out.printf("  %-50s %s%n", name + ": result and facets", searched);
        System.out.printf("  %-50s %s%n", "  100 folded branches of 1,000 tags", tops);
        System.out.printf("  %-50s %s%n", "  20 folded branches of 50 tags", page);
    }

    private static void timed(Samples samples, java.util.function.IntSupplier work) {
        samples.start();
        int _ = work.getAsInt();
        samples.stop();
    }

    private static List<String> branches(int count, String prefix) {
        return IntStream.range(0, count)
                .mapToObj(number -> TagPath.branch(prefix + number))
                .toList();
    }

    private static void fill(Path file, int size) {
        if (Files.exists(file)) {
            return;
        }
        LibraryGenerator generator = new LibraryGenerator(2026, 1000, TAGS);
        Map<String, String> places = new java.util.HashMap<>();
        for (int number = 0; number < TAGS; number++) {
            places.put(generator.tag(number), "b" + number % 100 + "/c" + number / 100 % 20 + "/" + number);
        }
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            for (int from = 0; from < size; from += 10_000) {
                var batch = new ArrayList<ImageRecord>();
                for (int i = from; i < Math.min(size, from + 10_000); i++) {
                    ImageRecord image = generator.image(i);
                    List<String> tags = image.tags().stream()
                            .map(tag -> places.getOrDefault(tag, tag))
                            .toList();
                    batch.add(image.withCaption(image.caption().withTags(tags), image.updatedAt()));
                }
                catalog.putAll(batch);
            }
        }
    }
}
