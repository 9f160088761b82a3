package dev.vitrine.catalog.index;

import com.sun.management.OperatingSystemMXBean;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;

/// How long it takes to find all groups of look-alikes: in a library without any, with 20,000 pairs, and where many
/// images share much of what they look like.
///
/// Takes a folder of libraries as `CatalogBenchmark` makes them, and how many images are in the one to be read, of
/// which it makes a copy.
final class SimilarGroupsBenchmark {
    private static final int PAIRS = 20_000;
    private static final int SHARING = 200_000;
    private static final int COPIES = 100_000;

    private SimilarGroupsBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        LibraryGenerator generator = LibraryGenerator.forSize(size);
        Path file = Files.createTempFile(folder, "similar", ".db");
        Files.delete(file);
        Files.copy(folder.resolve(size + ".db"), file);
        try (SqliteCatalog catalog = SqliteCatalog.open(file);
                CatalogIndex index = CatalogIndex.open(catalog, folder.resolve("similar.index"))) {
            measure("just started", index);
            measure("as they come", index);
            change(catalog, index, generator, PAIRS, i -> hash(generator, size / 2 + i) ^ 1L << i % 64);
            measure("20,000 pairs", index);
            long band = HashTree.masks(-1L)[0];
            var random = new SplittableRandom(7);
            change(catalog, index, generator, SHARING, _ -> random.nextLong() & ~band | 0x5A5A5A5A5A5A5A5AL & band);
            measure("200,000 of one band", index);
            long two = band | HashTree.masks(~band)[0];
            change(catalog, index, generator, SHARING, _ -> random.nextLong() & ~two | 0x5A5A5A5A5A5A5A5AL & two);
            measure("200,000 of 28 bits", index);
            change(catalog, index, generator, SHARING, i -> 0x9f3c07e1a85b26d4L ^ noise(random, 6));
            measure("200,000 around one", index);
            change(catalog, index, generator, SHARING, _ -> 0x9f3c07e1a85b26d4L ^ noise(random, 20));
            measure("200,000 far around one", index);
            change(catalog, index, generator, SHARING, i -> hash(generator, i));
            change(catalog, index, generator, COPIES, _ -> 0x9f3c07e1a85b26d4L);
            measure("100,000 copies", index);
        } finally {
            Files.delete(file);
        }
    }

    private static long noise(SplittableRandom random, int bits) {
        long noise = 0;
        for (int i = random.nextInt(bits + 1); i > 0; i--) {
            noise |= 1L << random.nextInt(64);
        }
        return noise;
    }

    private static void change(
            SqliteCatalog catalog, CatalogIndex index, LibraryGenerator generator, int count, IntToLongFunction hash) {
        for (int from = 0; from < count; from += 10_000) {
            var changed = new ArrayList<ImageRecord>();
            for (int i = from; i < from + 10_000; i++) {
                ImageRecord image = generator.image(i);
                String text = new PerceptualHash(hash.applyAsLong(i)).toString();
                changed.add(image.withFacts(image.facts().with(Attribute.LOOK_HASH, text)));
            }
            catalog.putAll(changed);
        }
        index.refresh();
    }

    private static long hash(LibraryGenerator generator, int number) {
        return PerceptualHash.parse(generator.image(number).facts().text(Attribute.LOOK_HASH))
                .orElseThrow()
                .bits();
    }

    private static void measure(String what, CatalogIndex index) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long start = System.nanoTime();
        long worked = system.getProcessCpuTime();
        List<List<String>> groups = index.similarGroups(() -> true);
        int images = groups.stream().mapToInt(List::size).sum();
        System.out.printf(
                "%-24s %,7d groups of %,9d images: %,7d ms, processor %,7d ms, load %.1f%n",
                what,
                groups.size(),
                images,
                (System.nanoTime() - start) / 1_000_000,
                (system.getProcessCpuTime() - worked) / 1_000_000,
                system.getSystemLoadAverage());
    }
}
