package dev.vitrine.service.offline;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// What keeping a large library offline takes: how long it is to decide what to keep, then to fetch all of it in
/// originals of a few bytes, with how many requests, and to begin again when all of it is there:
/// `OfflineHarness ROWS`.
final class OfflineHarness {
    private OfflineHarness() {}

    public static void main(String[] args) throws Exception {
        int rows = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("offline");
        try (var catalog = SqliteCatalog.open(folder.resolve("catalog.sqlite"))) {
            LibraryGenerator generator = LibraryGenerator.forSize(rows);
            for (int from = 0; from < rows; from += 1_000) {
                catalog.putAll(IntStream.range(from, Math.min(rows, from + 1_000))
                        .mapToObj(number -> withBytes(generator.image(number)))
                        .toList());
            }
            try (var index = CatalogIndex.open(catalog, folder.resolve("index"));
                    var feed = new CatalogFeed(index);
                    var none = new FolderObjectStore(folder.resolve("objects"))) {
                var kept = new OriginalCache(folder.resolve("kept"));
                var requests = new AtomicLong();
                ObjectStore objects = kept.before(far(none, requests));
                var images =
                        new ImageService(catalog, objects, new LiveCatalog(catalog, index, feed), new PictureReader());
                plan(images);
                for (String run : List.of("first", "second")) {
                    keep(images, objects, kept, run);
                    System.out.printf("%d requests%n", requests.getAndSet(0));
                }
            }
        }
        System.exit(0);
    }

    private static void plan(ImageService images) {
        var request = new OfflineRequest(List.of(ImageQuery.ALL), Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            OfflinePlan plan = OfflinePlan.of(images, request, Map.of());
            System.out.printf("decided on %d in %.2f s%n", plan.requested().size(), (System.nanoTime() - start) / 1e9);
        }
    }

    private static void keep(ImageService images, ObjectStore objects, OriginalCache kept, String run)
            throws InterruptedException {
        long start = System.nanoTime();
        var conditions = new OfflineConditions(() -> true, () -> false, _ -> Long.MAX_VALUE / 4);
        try (var offline = new OfflineOriginals(images, new Downloads(objects), kept, conditions)) {
            offline.keep(List.of(ImageQuery.ALL), Long.MAX_VALUE);
            while (offline.status().of(ImageQuery.ALL).stream()
                    .noneMatch(of -> of.images() > 0 && of.kept() == of.images())) {
                Thread.sleep(20);
            }
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    "%s run: %.1f s, %d MB in use, ",
                    run, (System.nanoTime() - start) / 1e9, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        }
    }

    private static byte[] bytes(String imageId) {
        return ByteBuffer.allocate(64).put(imageId.getBytes(), 0, 36).array();
    }

    private static ImageRecord withBytes(ImageRecord image) {
        byte[] bytes = bytes(image.imageId());
        return image.withFacts(image.facts()
                .with(Attribute.CONTENT_SHA256, Sha256.of(ImageSource.ofBytes("", bytes), _ -> {}))
                .with(Attribute.SIZE_BYTES, bytes.length));
    }

    private static ObjectStore far(ObjectStore none, AtomicLong requests) {
        return new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return none;
            }

            @Override
            public InputStream open(ObjectKey key) {
                requests.incrementAndGet();
                return new ByteArrayInputStream(bytes(key.imageId()));
            }
        };
    }
}
