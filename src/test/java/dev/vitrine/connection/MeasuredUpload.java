package dev.vitrine.connection;

import com.sun.management.OperatingSystemMXBean;
import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.S3ObjectStore;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/// Our side of {@link UploadThroughput}, in a process of its own: the durable queue, journal, hashes and checks and
/// all, into a bucket.
///
/// Arguments: S3 endpoint, DynamoDB endpoint (`-`: rows and previews are left out), table, user, then folders. Prints a
/// line per folder: wall and CPU time of this process in nanoseconds. The folders after the first find the program
/// warm, as a window that is open is.
final class MeasuredUpload {
    private static final int AT_ONCE = 4;

    private MeasuredUpload() {}

    public static void main(String[] arguments) throws Exception {
        boolean bare = arguments[1].equals("-");
        URI s3 = URI.create(arguments[0]);
        AwsSettings settings = AwsSettings.ofEndpoint(s3).withNames("bench", arguments[2], "");
        if (!bare) {
            settings = AwsSettings.ofEndpoints(s3, URI.create(arguments[1])).withNames("bench", arguments[2], "");
        }
        Path home = Files.createTempDirectory("vitrine-throughput");
        try (AwsClients clients = AwsClients.open(settings, Optional.of(new AwsKeys("test", "test", "")));
                SqliteCatalog catalog = SqliteCatalog.open(home.resolve("catalog.sqlite"));
                CatalogIndex index = CatalogIndex.open(catalog, home.resolve("index"));
                CatalogFeed feed = new CatalogFeed(index)) {
            ObjectStore objects = new S3ObjectStore(clients, home.resolve("open-uploads"));
            MetadataStore rows = bare ? new NoRows() : new DynamoMetadataStore(clients);
            var images = new ImageService(
                    rows,
                    bare ? new NoPreviews(objects) : objects,
                    new LiveCatalog(catalog, index, feed),
                    new PictureReader());
            var lines = new ArrayList<String>();
            try (var queue = new UploadQueue(images, home.resolve("journal.sqlite"), AT_ONCE)) {
                for (String folder : List.of(arguments).subList(4, arguments.length)) {
                    lines.add(measured(
                            queue,
                            Path.of(folder),
                            new UploadForm(arguments[3], List.of(), "", "", UploadForm.Duplicates.UPLOAD_ANYWAY)));
                }
            }
            lines.forEach(System.out::println);
        }
        System.exit(0);
    }

    private static String measured(UploadQueue queue, Path folder, UploadForm form) throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long wall = System.nanoTime();
        long cpu = system.getProcessCpuTime();
        long batch = queue.add(List.of(folder), form);
        var done = new CountDownLatch(1);
        try (AutoCloseable _ = queue.subscribe(() -> {
            if (queue.snapshot().totals().isIdle()
                    && queue.receipt(batch).filter(Receipt::complete).isPresent()) {
                done.countDown();
            }
        })) {
            done.await();
        }
        Receipt receipt = queue.receipt(batch).orElseThrow();
        if (receipt.uploaded() != receipt.selected()) {
            throw new IllegalStateException("not everything was uploaded: " + receipt.files() + " "
                    + queue.snapshot().troubles());
        }
        return (System.nanoTime() - wall) + " " + (system.getProcessCpuTime() - cpu);
    }

    private record NoPreviews(ObjectStore store) implements ForwardingObjectStore {
        @Override
        public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
            if (key.isOriginal()) {
                store.put(key, source, contentType, sha256, progress);
            }
        }
    }

    /// Takes every row and keeps none.
    private static final class NoRows implements MetadataStore {
        @Override
        public void put(ImageRecord image) {}

        @Override
        public void putTrashed(ImageRecord image) {}

        @Override
        public Optional<ImageRecord> find(String imageId) {
            return Optional.empty();
        }

        @Override
        public Optional<ImageRecord> findTrashed(String imageId) {
            return Optional.empty();
        }

        @Override
        public ImagePage list(ImagePage.Request request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImagePage listTrashed(ImagePage.Request request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord update(ImageEdit edit, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord addFacts(String imageId, ImageFacts more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord trash(String imageId, Instant deletedAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord restore(String imageId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord beginPurge(SeenImage seen) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void endPurge(String imageId) {}

        @Override
        public void close() {}
    }
}
