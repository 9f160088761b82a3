package dev.vitrine.catalog;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How long it takes to find all groups of look-alikes.
///
/// Takes a folder of libraries as `CatalogBenchmark` makes them, and how many images are in the one to be read.
final class SimilarGroupsBenchmark {
    private static final int COPIES = 20_000;

    private SimilarGroupsBenchmark() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        try (SqliteCatalog catalog = SqliteCatalog.open(folder.resolve(size + ".db"));
                CatalogIndex index = CatalogIndex.open(catalog, folder.resolve(size + ".index"))) {
            var copies = new ArrayList<ImageRecord>();
            LibraryGenerator generator = LibraryGenerator.forSize(size);
            for (int i = 0; i < Math.min(COPIES, size / 2); i++) {
                ImageRecord image = generator.image(i);
                long bits = PerceptualHash.parse(
                                generator.image(size / 2 + i).facts().text(Attribute.PHASH))
                        .orElseThrow()
                        .bits();
                copies.add(image.withFacts(image.facts()
                        .with(Attribute.PHASH, new PerceptualHash(bits ^ 1L << i % 64).toString())));
            }
            catalog.putAll(copies);
            index.refresh();
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                List<List<String>> groups = index.similarGroups();
                System.out.printf(
                        "%,d groups among %,d images in %,d ms%n",
                        groups.size(), size, (System.nanoTime() - start) / 1_000_000);
            }
        }
    }
}
