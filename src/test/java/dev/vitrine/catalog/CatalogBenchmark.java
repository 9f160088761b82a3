package dev.vitrine.catalog;

import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.Shape;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// How long answers take at 10,000, 100,000 and 1,000,000 images, beside plain SQL for the same questions in the same run.
///
/// Run by hand: `dev.vitrine.catalog.CatalogBenchmark FOLDER 10000 100000 1000000` (libraries are kept in the folder and reused).
public final class CatalogBenchmark {
    private static final int ROUNDS = 300;
    private static final int SQL_ROUNDS = 5;

    private CatalogBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (String size : Arrays.asList(arguments).subList(1, arguments.length)) {
            measure(folder, Integer.parseInt(size));
        }
    }

    private static void measure(Path folder, int size) throws Exception {
        LibraryGenerator generator = LibraryGenerator.forSize(size);
        Path file = folder.resolve(size + ".db");
        Path snapshot = folder.resolve(size + ".index");
        System.out.printf("%n%,d images%n", size);
        fill(file, generator, size);
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            long before = heap();
            long start = System.nanoTime();
            boolean kept = Files.exists(snapshot);
            CatalogIndex first = CatalogIndex.open(catalog, snapshot);
            System.out.printf("  open, %s: %,.0f ms%n", kept ? "cold JVM, from snapshot" : "from the rows", millis(start));
            first.close();
            var opens = new Samples();
            for (int i = 0; i < 5; i++) {
                opens.start();
                first = CatalogIndex.open(catalog, snapshot);
                opens.stop();
            }
            System.out.printf("  open from snapshot of %,d MB: %s%n", Files.size(snapshot) >> 20, opens);
            start = System.nanoTime();
            List<ImageRecord> page = first.search(ImageQuery.ALL).images(0, 100);
            System.out.printf("  first page after opening (%d rows): %.1f ms%n", page.size(), millis(start));
            System.out.printf("  heap of the index: %,d MB%n", heap() - before >> 20);
            questions(first, generator);
            offsets(first, size);
            disk(folder);
            changes(catalog, first, generator, size);
            System.out.printf("  heap of the index after all this: %,d MB%n", heap() - before >> 20);
            sql(catalog, generator);
            first.close();
        }
    }

    private static void fill(Path file, LibraryGenerator generator, int size) {
        if (Files.exists(file)) {
            return;
        }
        long start = System.nanoTime();
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            for (int from = 0; from < size; from += 10_000) {
                var batch = new ArrayList<ImageRecord>();
                for (int i = from; i < Math.min(size, from + 10_000); i++) {
                    batch.add(generator.image(i));
                }
                catalog.putAll(batch);
            }
        }
        System.out.printf("  filled in %,.0f ms%n", millis(start));
    }

    /// Each: search, count, first 100 ids in order, all facets; a different query each time, so that nothing is answered from memory of the last one.
    private static void questions(CatalogIndex index, LibraryGenerator generator) {
        System.out.printf("  filter + count + first 100 ids + all facets%n");
        for (Map.Entry<String, List<ImageQuery>> kind : kinds(generator).entrySet()) {
            var samples = new Samples();
            var rows = new Samples();
            long found = 0;
            for (int round = 0; round < ROUNDS + 30; round++) {
                ImageQuery query = kind.getValue().get(round % kind.getValue().size());
                Samples used = round >= 30 ? samples : new Samples();
                used.start();
                ImageResult result = index.search(query);
                result.ids(0, Math.min(100, result.size()));
                Facets facets = index.facets(query);
                used.stop();
                if (round >= 30) {
                    found += result.size() + Math.min(0, facets.all());
                }
                if (round % 10 == 0) {
                    rows.start();
                    result.images(0, Math.min(100, result.size()));
                    rows.stop();
                }
            }
            System.out.printf("    %-28s %s   ø %,d found; 100 whole rows %s%n", kind.getKey(), samples, found / ROUNDS, rows);
        }
    }

    private static Map<String, List<ImageQuery>> kinds(LibraryGenerator generator) {
        var random = new Random(7);
        var kinds = new LinkedHashMap<String, List<ImageQuery>>();
        kinds.put("everything", variants(_ -> ImageQuery.ALL.withLongestSide(Optional.of(new Range(0, 1_000_000 + random.nextInt(1_000_000))))));
        kinds.put("one user", variants(i -> ImageQuery.ALL.withUsers(Set.of(generator.user(i)))));
        kinds.put("two tags", variants(i -> ImageQuery.ALL.withAllTags(Set.of(generator.tag(i % 5), generator.tag(5 + i)))));
        kinds.put("any of three tags", variants(i -> ImageQuery.ALL.withAnyTags(Set.of(generator.tag(i), generator.tag(i + 3), generator.tag(i + 9)))));
        kinds.put("not this tag", variants(i -> ImageQuery.ALL.withNoTags(Set.of(generator.tag(i)))));
        kinds.put("user, tag, not tag, type", variants(i -> ImageQuery.ALL.withUsers(Set.of(generator.user(i), generator.user(i + 1), generator.user(i + 2)))
                .withAllTags(Set.of(generator.tag(i % 3))).withNoTags(Set.of(generator.tag(i + 4))).withTypes(Set.of(ImageType.JPEG, ImageType.PNG))));
        kinds.put("half: portrait or date", variants(i -> i % 2 == 0 ? ImageQuery.ALL.withShape(Optional.of(Shape.PORTRAIT)).withOrder(Order.SIZE).withNoTags(Set.of(generator.tag(i)))
                : ImageQuery.ALL.withTaken(Optional.of(new Days(LocalDate.of(2009, 1, 1), LocalDate.of(2016, 1, 1).plusDays(i)))).withOrder(Order.TAKEN)));
        kinds.put("size and title order", variants(i -> ImageQuery.ALL.withSizeBytes(Optional.of(new Range(1000 * i, 8_000_000))).withOrder(Order.TITLE)));
        kinds.put("prefix of one letter", variants(i -> word("bcdefghlmnprstvwz".substring(i % 17, i % 17 + 1), false, i)));
        kinds.put("prefix of two letters", variants(i -> word(List.of("su", "go", "br", "mo", "ba", "ca", "pa", "st", "wi", "ri").get(i % 10), false, i)));
        kinds.put("prefix of four, not word", variants(i -> ImageQuery.ALL.withWords(List.of(new Word(List.of("suns", "gold", "brid", "moun", "brul").get(i % 5), false, false),
                new Word(List.of("night", "red", "zurich").get(i % 3), false, true))).withNoTags(Set.of(generator.tag(i)))));
        kinds.put("phrase of two words", variants(i -> word(List.of("sunset sunrise", "golden gate", "sunset beach", "river lake").get(i % 4), true, i)));
        return kinds;
    }

    private static ImageQuery word(String text, boolean whole, int variant) {
        return ImageQuery.ALL.withWords(List.of(new Word(text, whole, false))).withSizeBytes(Optional.of(new Range(variant, Long.MAX_VALUE)));
    }

    private static List<ImageQuery> variants(java.util.function.IntFunction<ImageQuery> query) {
        var variants = new ArrayList<ImageQuery>();
        for (int i = 0; i < 37; i++) {
            variants.add(query.apply(i));
        }
        return variants;
    }

    private static void offsets(CatalogIndex index, int size) {
        var random = new Random(3);
        var ids = new Samples();
        var rows = new Samples();
        for (int i = 0; i < ROUNDS + 30; i++) {
            ImageResult result = index.search(ImageQuery.ALL.withOrder(Order.values()[i % 5]));
            int from = random.nextInt(result.size() - 100);
            result.ids(from, from + 1);
            ids.start();
            result.ids(from, from + 100);
            ids.stop();
            rows.start();
            result.images(from, from + 100);
            rows.stop();
        }
        System.out.printf("  100 ids at any offset          %s%n  100 whole rows at any offset   %s%n", ids, rows);
        var first = new Samples();
        for (int i = 0; i < ROUNDS / 3; i++) {
            first.start();
            ImageResult result = index.search(ImageQuery.ALL.withOrder(Order.values()[i % 5]));
            result.ids(size / 2, size / 2 + 100);
            first.stop();
        }
        System.out.printf("  new result + 100 ids mid-way   %s%n", first);
    }

    /// What the disk itself takes to keep 8 KB for good: no durable change can be faster.
    private static void disk(Path folder) throws IOException {
        Path file = folder.resolve("disk");
        var samples = new Samples();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < ROUNDS; i++) {
                samples.start();
                channel.write(ByteBuffer.allocate(8192));
                channel.force(false);
                samples.stop();
            }
        }
        Files.delete(file);
        System.out.printf("  the disk alone: 8 KB, synced   %s%n", samples);
    }

    private static void changes(SqliteCatalog catalog, CatalogIndex index, LibraryGenerator generator, int size) {
        var written = new Samples();
        var seen = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            ImageRecord image = generator.image(i * (size / ROUNDS));
            Caption caption = image.caption().withTitle("changed " + i + " " + System.nanoTime()).withTag("changed");
            written.start();
            catalog.putAll(List.of(image.withCaption(caption, image.updatedAt())));
            written.stop();
            seen.start();
            index.refresh();
            seen.stop();
        }
        System.out.printf("  one durable change             %s%n  its refresh of the index       %s%n", written, seen);
        var added = new Samples();
        for (int i = 0; i < ROUNDS / 3; i++) {
            ImageRecord image = generator.image(2_000_000 + i);
            catalog.putAll(List.of(image));
            added.start();
            index.refresh();
            added.stop();
            catalog.delete(image.imageId());
        }
        System.out.printf("  a new image in the index       %s%n", added);
    }

    private static void sql(SqliteCatalog catalog, LibraryGenerator generator) {
        System.out.printf("  the same by plain SQL (count + first 100 + user counts; tags by json_each)%n");
        sql(catalog, "one user", "deleted_at IS NULL AND user_id = '" + generator.user(3) + "'");
        sql(catalog, "two tags", "deleted_at IS NULL AND tags LIKE '%\"" + generator.tag(0) + "\"%' AND tags LIKE '%\"" + generator.tag(5) + "\"%'");
        sql(catalog, "not this tag", "deleted_at IS NULL AND tags NOT LIKE '%\"" + generator.tag(3) + "\"%'");
        sql(catalog, "prefix of two letters", "deleted_at IS NULL AND (title LIKE 'su%' OR title LIKE '% su%' OR description LIKE 'su%' OR description LIKE '% su%'"
                + " OR tags LIKE '%\"su%' OR original_name LIKE 'su%')");
        var samples = new Samples();
        for (int i = 0; i < SQL_ROUNDS; i++) {
            samples.start();
            run(catalog, "SELECT image_id FROM image WHERE deleted_at IS NULL ORDER BY created_at DESC, image_id DESC LIMIT 100 OFFSET (SELECT count(*) / 2 FROM image)");
            samples.stop();
        }
        System.out.printf("    %-28s %s%n", "100 rows at the middle", samples);
    }

    private static void sql(SqliteCatalog catalog, String name, String where) {
        var samples = new Samples();
        for (int i = 0; i < SQL_ROUNDS; i++) {
            samples.start();
            run(catalog, "SELECT count(*) FROM image WHERE " + where);
            run(catalog, "SELECT image_id FROM image WHERE " + where + " ORDER BY created_at DESC, image_id DESC LIMIT 100");
            run(catalog, "SELECT user_id, count(*) FROM image WHERE " + where + " GROUP BY user_id");
            run(catalog, "SELECT t.value, count(*) FROM image, json_each(image.tags) t WHERE " + where + " GROUP BY t.value");
            samples.stop();
        }
        System.out.printf("    %-28s %s%n", name, samples);
    }

    private static void run(SqliteCatalog catalog, String sql) {
        catalog.database().read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql); ResultSet rows = select.executeQuery()) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            }
        });
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /// Durations as percentiles: by the clock and, since other programs may keep the machine busy, in time of the processor.
    private static final class Samples {
        private static final java.lang.management.ThreadMXBean THREADS = java.lang.management.ManagementFactory.getThreadMXBean();

        private final List<Double> clock = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();
        private long started;
        private long worked;

        void start() {
            worked = THREADS.getCurrentThreadCpuTime();
            started = System.nanoTime();
        }

        void stop() {
            clock.add((System.nanoTime() - started) / 1e6);
            processor.add((THREADS.getCurrentThreadCpuTime() - worked) / 1e6);
        }

        @Override
        public String toString() {
            return "p50 %.2f  p95 %.2f  p99 %.2f ms (cpu %.2f %.2f %.2f)".formatted(at(clock, 0.5), at(clock, 0.95), at(clock, 0.99),
                    at(processor, 0.5), at(processor, 0.95), at(processor, 0.99));
        }

        private static double at(List<Double> millis, double part) {
            List<Double> sorted = millis.stream().sorted().toList();
            return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
        }
    }
}
