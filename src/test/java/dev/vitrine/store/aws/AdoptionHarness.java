package dev.vitrine.store.aws;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.world.World;
import java.awt.Color;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/// Adopts, on demand, a bucket of oddly named images twice, and compares every row and its bytes with the source, which
/// must be as it was.
///
/// Arguments: number of images, and how many lengths they have (7: images that are as long are compared with one
/// another, which costs most of the time). Of more than 10,000 only a part is compared in the end. Endpoints as for
/// the tests: `-Dvitrine.test.s3=http://127.0.0.1:PORT` names another server.
public final class AdoptionHarness {
    private static final List<String> NAMES = List.of(
            "plain/%d.jpg",
            "a//b/%d.jpg",
            "/leading/%d.jpg",
            "trailing/%d/",
            "é/ü %d.jpg",
            "e\u0301/%d.jpg",
            "日本/写真 %d.jpg",
            "😀/%d.jpg",
            "100%%/%d%%.jpg",
            "%%41%%2F%d.jpg",
            "a+b c+%d.jpg",
            "--permanently %d",
            "@ids %d",
            "tab\there %d.jpg",
            "line\nbreak %d.jpg",
            "carriage\rreturn %d.jpg",
            "zero\u0000byte %d.jpg",
            "bell\u0007 %d",
            "quote\"'<&>%d.jpg",
            "?query=%d&x#frag.jpg",
            "back\\slash %d.jpg",
            "a/../b/%d.jpg",
            "./c/%d.jpg",
            " spaces %d ",
            "2024/05/no ending %d");

    private static final int MOST_COMPARED = 10_000;

    private AdoptionHarness() {}

    public static void main(String[] args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 2500;
        int lengths = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        int nth = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        AwsSettings settings = AwsServers.settings();
        var resources = new Resources();
        try (resources) {
            AwsClients clients = resources.add(AwsServers.library(settings));
            String other = "o" + UUID.randomUUID().toString().substring(0, 18);
            clients.s3().createBucket(create -> create.bucket(other));
            Set<String> hashes = fill(clients, other, count, lengths, nth);
            TreeMap<String, String> before = listed(clients, other);
            SourceBucket source = resources.add(S3SourceBucket.open(clients, Optional.of(AwsServers.KEYS), other));
            var request = new AdoptRequest("", "alice", List.of(), true, Optional.empty());
            for (String run : List.of("first", "second")) {
                var adoption = new Adoption(images(clients, resources), source);
                long start = System.nanoTime();
                var failed = new ArrayList<AdoptOutcome>();
                AdoptReport report = adoption.run(
                        request,
                        outcome ->
                                outcome.result() != AdoptResult.FAILED || failed.size() == 10 || failed.add(outcome));
                System.out.printf(
                        "%s run: %.1f s, most heap %d MB, %s%n",
                        run, (System.nanoTime() - start) / 1e9, mostHeap() >> 20, counts(report));
                failed.forEach(each -> System.out.println("  " + each.object().path() + ": " + each.reason()));
            }
            compare(clients, hashes);
            System.out.println("the source is as it was: " + before.equals(listed(clients, other)));
        }
        System.exit(0); // the servers of the tests never end
    }

    private static String counts(AdoptReport report) {
        var counts = new TreeMap<AdoptResult, Long>();
        report.counts().forEach((result, count) -> {
            if (count.objects() > 0) {
                counts.put(result, count.objects());
            }
        });
        return counts
                + report.cutShort().map(failure -> ", cut short: " + failure).orElse("");
    }

    /// Also what was garbage by then.
    private static long mostHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /// @return the hashes of what the server took
    private static Set<String> fill(AwsClients clients, String bucket, int count, int lengths, int nth) {
        byte[] jpeg = SampleImages.jpeg(64, 48, Color.YELLOW);
        var hashes = new TreeSet<String>();
        int refused = 0;
        int dropped = 0;
        for (int i = 0; i < count; i++) {
            byte[] content = ByteBuffer.allocate(jpeg.length + 4 + i % lengths)
                    .put(jpeg)
                    .putInt(i)
                    .array();
            String key = NAMES.get(i % NAMES.size()).formatted(i);
            if (i % nth > 0) {
                clients.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("text " + i));
                continue;
            }
            try {
                clients.s3().putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
                if (count > MOST_COMPARED
                        || clients.s3()
                                        .headObject(head -> head.bucket(bucket).key(key))
                                        .contentLength()
                                == content.length) {
                    hashes.add(Sha256.of(ImageSource.ofBytes("", content), _ -> {}));
                } else {
                    dropped++;
                }
            } catch (SdkException _) {
                refused++;
            }
        }
        System.out.printf("%d keys; the server refused %d, and dropped the bytes of %d%n", count, refused, dropped);
        return hashes;
    }

    private static TreeMap<String, String> listed(AwsClients clients, String bucket) {
        var found = new TreeMap<String, String>();
        AwsClients there = AwsClients.open(
                clients.settings().ofBucket(bucket, clients.settings().region()), Optional.of(AwsServers.KEYS));
        try (there) {
            new S3Listing(there)
                    .listObjects("", object -> found.put(object.key(), object.eTag() + object.lastModified()));
        }
        return found;
    }

    /// A machine that has never seen the library.
    private static ImageService images(AwsClients clients, Resources resources) throws Exception {
        Path folder = Files.createTempDirectory("vitrine-adoption");
        LiveCatalog catalog =
                LiveCatalog.open(SqliteCatalog.openMirror(folder), folder.resolve("index.snapshot"), resources);
        MirrorSync mirror = resources.add(MirrorSync.idle(
                new DynamoRows(clients), catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written));
        return new ImageService(
                mirror.directRows(new DynamoMetadataStore(clients)),
                new S3ObjectStore(clients, folder.resolve("open-uploads")),
                catalog,
                new PictureReader());
    }

    private static void compare(AwsClients clients, Set<String> hashes) {
        var rows = new ArrayList<ImageRecord>();
        Optional<String> next = Optional.empty();
        do {
            ImagePage page = new DynamoMetadataStore(clients)
                    .list(new ImagePage.Request(Optional.empty(), Optional.empty(), 1000, next));
            rows.addAll(page.images());
            next = page.next();
        } while (next.isPresent());
        int step = 1 + rows.size() / MOST_COMPARED;
        long whole = IntStream.iterate(0, i -> i < rows.size(), i -> i + step)
                .mapToObj(rows::get)
                .filter(row -> Sha256.of(
                                ImageSource.ofBytes(
                                        "",
                                        clients.s3()
                                                .getObjectAsBytes(get -> get.bucket(clients.settings()
                                                                .bucket())
                                                        .key(row.key().path()))
                                                .asByteArray()),
                                _ -> {})
                        .equals(row.facts().contentSha256()))
                .count();
        var there = new TreeSet<String>();
        rows.forEach(row -> there.add(row.facts().contentSha256()));
        System.out.printf(
                "%d rows, %d of %d with the bytes that they say, every image once: %s%n",
                rows.size(),
                whole,
                (rows.size() + step - 1) / step,
                there.equals(hashes) && rows.size() == hashes.size());
    }
}
