package dev.vitrine.catalog;

import dev.vitrine.catalog.index.IndexVersion;
import dev.vitrine.catalog.index.WordSegment;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// How long answers take at 10,000 to 10,000,000 images, up to a million beside plain SQL for the same questions in the
/// same run.
///
/// Run by hand: `dev.vitrine.catalog.CatalogBenchmark FOLDER 10000 100000 1000000 10000000` with -Xmx2g (libraries
/// are kept in the folder and reused), with -Dalone=true without SQL. Times on the processor are those of the
/// asking thread, which does its share of what is divided among processors: they can be judged on a busy machine
/// too.
public final class CatalogBenchmark {
    private static final int ROUNDS = 600;
    private static final int WARM_UP = 2 * BenchmarkQueries.VARIANTS;
    private static final int STARTS = 7;

    private CatalogBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("start")) {
            start(Path.of(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path folder = Path.of(arguments[0]);
        for (String size : Arrays.asList(arguments).subList(1, arguments.length)) {
            measure(folder, Integer.parseInt(size));
        }
    }

    private static void measure(Path folder, int size) throws Exception {
        LibraryGenerator generator = LibraryGenerator.forSize(size);
        Path file = folder.resolve(size + ".db");
        Path snapshot = folder.resolve(size + ".index");
        System.out.printf("%n%,d images (%,d users, %,d tags)%n", size, generator.users(), generator.tags());
        fill(file, generator, size);
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            long start = System.nanoTime();
            CatalogIndex.open(catalog, snapshot).close();
            System.out.printf("  the index made of the rows, or read, in %,.0f ms%n", millis(start));
        }
        starts(file, snapshot);
        try (SqliteCatalog catalog = SqliteCatalog.open(file)) {
            long before = heap();
            CatalogIndex index = CatalogIndex.open(catalog, snapshot);
            System.out.printf(
                    "  heap of the index: %,d MB (snapshot %,d MB)%n",
                    heap() - before >> 20, Files.size(snapshot) >> 20);
            System.out.printf("  %-62s %s%n", "", Samples.HEADER);
            questions(index, generator, new PlainSql(catalog), size);
            prefixes(index);
            offsets(index);
            disk(folder);
            changes(catalog, index, generator, size);
            System.out.printf("  heap of the index after all this: %,d MB%n", heap() - before >> 20);
            index.close();
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

    /// In JVMs of their own, as at the start of the program.
    private static void starts(Path file, Path snapshot) throws IOException, InterruptedException {
        var opens = new Samples();
        var pages = new Samples();
        for (int i = 0; i < STARTS; i++) {
            var command = new ArrayList<>(
                    List.of(ProcessHandle.current().info().command().orElse("java")));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    CatalogBenchmark.class.getName(),
                    "start",
                    file.toString(),
                    snapshot.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] answer = new String(
                            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            process.waitFor();
            opens.add(Double.parseDouble(answer[0]), Double.parseDouble(answer[1]));
            pages.add(Double.parseDouble(answer[2]), Double.parseDouble(answer[3]));
        }
        System.out.printf("  %-62s %s%n", "", Samples.HEADER);
        System.out.printf(
                "  %-62s %s%n  %-62s %s%n",
                "new JVM: open the index (processor: all threads)", opens, "  then the first 100 whole rows", pages);
    }

    private static void start(Path file, Path snapshot) {
        SqliteCatalog catalog = SqliteCatalog.open(file);
        long cpu = processMillis();
        long start = System.nanoTime();
        CatalogIndex index = CatalogIndex.open(catalog, snapshot);
        double opened = millis(start);
        long openedCpu = processMillis();
        start = System.nanoTime();
        int rows = index.search(ImageQuery.ALL).images(0, 100).size();
        System.out.printf(
                java.util.Locale.ROOT,
                "%.1f %d %.1f %d %d%n",
                opened,
                openedCpu - cpu,
                millis(start),
                processMillis() - openedCpu,
                rows);
    }

    private static long processMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    /// Each: search, count, first 100 ids in order, all facets; a different query each time, so that nothing is
    /// answered from memory of the last one.
    private static void questions(CatalogIndex index, LibraryGenerator generator, PlainSql sql, int size) {
        var all = new Samples();
        for (Map.Entry<String, List<ImageQuery>> kind :
                BenchmarkQueries.kinds(generator).entrySet()) {
            List<ImageQuery> queries = kind.getValue();
            var samples = new Samples();
            long found = 0;
            for (int round = 0; round < ROUNDS + WARM_UP; round++) {
                ImageQuery query = queries.get(round % queries.size());
                Samples used = round >= WARM_UP ? samples : new Samples();
                used.start();
                ImageResult result = index.search(query);
                result.ids(0, Math.min(100, result.size()));
                Facets facets = index.facets(query);
                used.stop();
                if (round >= WARM_UP) {
                    found += result.size() + Math.min(0, facets.all());
                }
            }
            all.addAll(samples);
            var plain = new Samples();
            for (int round = 0; round < sqlRounds(size); round++) {
                plain.start();
                sql.answer(queries.get(round));
                plain.stop();
            }
            System.out.printf(
                    "  %-32s %,10d found on average %s%s%n",
                    kind.getKey(),
                    found / ROUNDS,
                    samples,
                    sqlRounds(size) == 0 ? "" : " SQL %,.0f ms".formatted(plain.median()));
        }
        System.out.printf("  %-62s %s%n", "all of these", all);
    }

    /// The broad prefixes and the phrases once more, from a segment that has not remembered any.
    private static void prefixes(CatalogIndex index) {
        IndexVersion version = index.current();
        WordSegment kept = version.words().segments().getFirst();
        var samples = new Samples();
        for (int round = 0; round < 10; round++) {
            var fresh = kept.withoutMemory();
            for (char letter = 'a'; letter <= 'z'; letter++) {
                samples.start();
                fresh.part(String.valueOf(letter), version.limit());
                samples.stop();
            }
        }
        System.out.printf("  %-62s %s%n", "of it, rows of one letter when typed the first time", samples);
        var phrases = new Samples();
        for (int round = 0; round < 50; round++) {
            var fresh = kept.withoutMemory();
            for (String phrase : BenchmarkQueries.PHRASES) {
                phrases.start();
                fresh.phrase(List.of(phrase.split(" ")));
                phrases.stop();
            }
        }
        System.out.printf("  %-62s %s%n", "of it, rows of a phrase when typed the first time", phrases);
    }

    private static void offsets(CatalogIndex index) {
        var random = new Random(3);
        var ids = new Samples();
        var rows = new Samples();
        for (int i = 0; i < ROUNDS + WARM_UP; i++) {
            ImageResult result = index.search(ImageQuery.ALL.withOrder(Order.values()[i % 5]));
            int from = random.nextInt(result.size() - 100);
            ids.start();
            result.ids(from, from + 100);
            ids.stop();
            rows.start();
            result.images(from, from + 100);
            rows.stop();
        }
        System.out.printf(
                "  %-62s %s%n  %-62s %s%n",
                "100 ids at any offset, order worked out anew", ids, "  their whole rows", rows);
    }

    private static int sqlRounds(int size) {
        return size > 1_000_000 || Boolean.getBoolean("alone") ? 0 : size > 500_000 ? 1 : 5;
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
        System.out.printf("  %-62s %s%n", "the disk alone: 8 KB, synced", samples);
    }

    private static void changes(SqliteCatalog catalog, CatalogIndex index, LibraryGenerator generator, int size) {
        var written = new Samples();
        var seen = new Samples();
        var visible = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            ImageRecord image = generator.image(i * (size / ROUNDS));
            Caption caption = image.caption()
                    .withTitle("changed " + i + " " + System.nanoTime())
                    .withTag("changed");
            visible.start();
            written.start();
            catalog.putAll(List.of(image.withCaption(caption, image.updatedAt())));
            written.stop();
            seen.start();
            index.refresh();
            seen.stop();
            answer(index);
            visible.stop();
        }
        var added = new Samples();
        for (int i = 0; i < ROUNDS / 3; i++) {
            ImageRecord image = generator.image(size + i);
            added.start();
            catalog.putAll(List.of(image));
            index.refresh();
            answer(index);
            added.stop();
            catalog.deleteAll(List.of(image.imageId()));
        }
        System.out.printf(
                "  %-62s %s%n  %-62s %s%n  %-62s %s%n  %-62s %s%n",
                "one durable change",
                written,
                "  its refresh of the index",
                seen,
                "  both, and result, first page and facets after it",
                visible,
                "a new image: the same",
                added);
    }

    private static void answer(CatalogIndex index) {
        index.search(ImageQuery.ALL).ids(0, 100);
        index.facets(ImageQuery.ALL);
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
}
