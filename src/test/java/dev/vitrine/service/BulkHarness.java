package dev.vitrine.service;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// What an edit of very many images costs, in time and in memory, and what is kept to take it back: `BulkHarness ROWS`.
final class BulkHarness {
    private BulkHarness() {}

    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("bulk");
        try (var catalog = new TestCatalog(folder)) {
            var ids = new ArrayList<String>();
            for (int from = 0; from < rows; from += 1_000) {
                List<ImageRecord> page = new ArrayList<>();
                for (int i = from; i < Math.min(rows, from + 1_000); i++) {
                    String id = UUID.randomUUID().toString();
                    ids.add(id);
                    ImageRecord row = SampleImages.row(id, "IMG_" + i);
                    page.add(row.withCaption(
                            new Caption("IMG_" + i, "", List.of("tag" + i % 7, "nature")), row.updatedAt()));
                }
                catalog.rows().putAll(page);
            }
            catalog.index().refresh();
            ImageService images = catalog.images(new FolderObjectStore(folder.resolve("objects")));
            var edits = new BulkEdits(images);
            measure(
                    "add a tag",
                    () -> edits.edit(ids, (image, _) -> image.caption().withTag("new"), (_, _) -> true));
            var pattern = NamePattern.parse("{title} {n:05}");
            BulkEdits.EditOutcome titled = measure(
                    "titles by a pattern",
                    () -> edits.edit(
                            ids,
                            (image, place) -> image.caption().withTitle(pattern.of(image, place)),
                            (_, _) -> true));
            measure("take that back", () -> edits.apply(titled.inverse(), (_, _) -> true));
            long before = System.nanoTime();
            var tally = images.tally(ids);
            System.out.printf(
                    "tally of %,d: %d ms, %d tags%n",
                    tally.images(),
                    (System.nanoTime() - before) / 1_000_000,
                    tally.tags().size());
        }
    }

    private static BulkEdits.EditOutcome measure(String what, Supplier<BulkEdits.EditOutcome> act) {
        long before = heap();
        long start = System.nanoTime();
        BulkEdits.EditOutcome outcome = act.get();
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.printf(
                "%s: %,d changed, %,d failed, %,d ms, %.2f ms each, kept to take it back %,d kB%n",
                what,
                outcome.changed().size(),
                outcome.failed().size(),
                millis,
                (double) millis / outcome.changed().size(),
                heap() - before >> 10);
        return outcome;
    }

    private static long heap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
