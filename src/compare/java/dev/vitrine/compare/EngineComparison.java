package dev.vitrine.compare;

import com.sun.management.OperatingSystemMXBean;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageQuery.Shape;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// The index beside Lucene and DuckDB, on one library, in one run: how many images a filter lets through, the first
/// hundred in order, and the facets under the filter.
///
/// By `./dev compare FOLDER COUNT…`. Not of the tests: what it compares with is larger than all that they need.
final class EngineComparison {
    private static final int WARM_UP = 40;
    private static final int MOST_ROUNDS = 200;
    private static final long MOST_NANOS = 20_000_000_000L;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private EngineComparison() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        for (String count : Arrays.asList(arguments).subList(1, arguments.length)) {
            compare(folder.resolve(count), Integer.parseInt(count));
        }
    }

    private static void compare(Path folder, int images) throws Exception {
        LibraryGenerator library = LibraryGenerator.forSize(images);
        System.out.printf("%n%,d images%n", images);
        Map<String, Answer> first = new LinkedHashMap<>();
        for (Engine engine : List.of(new IndexEngine(), new LuceneEngine(), new DuckDbEngine())) {
            long start = System.nanoTime();
            boolean made = engine.fill(folder, library, images);
            double filled = millis(start);
            start = System.nanoTime();
            engine.open(folder);
            System.out.printf(
                    "%n%s: %s opened in %,.0f ms; heap %,d MB%n"
                            + "  %-26s %12s | clock p50      p99 | cpu of the process, ms%n",
                    engine,
                    made ? "filled in %,.0f ms,".formatted(filled) : "",
                    millis(start),
                    heap() >> 20,
                    "",
                    "found");
            for (var kind : kinds(library).entrySet()) {
                Answer answer = measure(engine, kind.getKey(), kind.getValue());
                Answer known = first.putIfAbsent(kind.getKey(), answer);
                if (known != null && !known.equals(answer)) {
                    System.out.println("    ANOTHER ANSWER: " + answer + " instead of " + known);
                }
            }
            engine.close();
        }
    }

    private static Answer measure(Engine engine, String kind, IntFunction<ImageQuery> queries) throws Exception {
        Answer answer = engine.answer(queries.apply(0));
        long[] clock = new long[MOST_ROUNDS];
        long begun = System.nanoTime();
        int rounds = 0;
        long cpu = 0;
        for (int round = -WARM_UP; rounds < MOST_ROUNDS && System.nanoTime() - begun < MOST_NANOS; round++) {
            ImageQuery query = queries.apply(Math.floorMod(round, 37));
            long worked = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            engine.answer(query);
            if (round >= 0 || System.nanoTime() - begun > MOST_NANOS / 2) {
                clock[rounds++] = System.nanoTime() - start;
                cpu += PROCESS.getProcessCpuTime() - worked;
            }
        }
        Arrays.sort(clock, 0, rounds);
        System.out.printf(
                "  %-26s %,12d | %9.2f %8.2f | %9.2f%n",
                kind,
                answer.images(),
                clock[rounds / 2] / 1e6,
                clock[rounds * 99 / 100] / 1e6,
                cpu / 1e6 / rounds);
        return answer;
    }

    private static Map<String, IntFunction<ImageQuery>> kinds(LibraryGenerator library) {
        var kinds = new LinkedHashMap<String, IntFunction<ImageQuery>>();
        kinds.put("one user", i -> ImageQuery.ALL.withUsers(Set.of(library.user(i))));
        kinds.put("two tags", i -> ImageQuery.ALL.withAllTags(Set.of(library.tag(i % 5), library.tag(5 + i))));
        kinds.put(
                "any of three tags",
                i -> ImageQuery.ALL.withAnyTags(Set.of(library.tag(i), library.tag(i + 3), library.tag(i + 9))));
        kinds.put("not this tag", i -> ImageQuery.ALL.withNoTags(Set.of(library.tag(i))));
        kinds.put(
                "portrait, by size",
                i -> ImageQuery.ALL
                        .withShape(Optional.of(Shape.PORTRAIT))
                        .withOrder(Order.SIZE)
                        .withNoTags(Set.of(library.tag(i))));
        kinds.put(
                "taken in half the years",
                i -> ImageQuery.ALL.withTaken(Optional.of(new Days(
                        LocalDate.of(2009, 1, 1), LocalDate.of(2016, 1, 1).plusDays(i)))));
        return kinds;
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
