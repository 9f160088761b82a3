package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.Adoption;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.world.World;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;

/// A library in a cloud in memory, beside the bucket of somebody's pictures of ten years.
final class AdoptionCloud implements AutoCloseable {
    static final String OTHER = "ten-years";
    static final AdoptRequest ALL = new AdoptRequest("", "alice", List.of(), false, Optional.empty());

    private final Path work;
    private final Resources resources = new Resources();
    final WireModel s3 = new S3Model(
            World.clock()::instant, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    final WireModel dynamo = new DynamoModel(World.clock()::instant);
    final Policy bytes = new Policy(s3, _ -> false);
    final SdkHttpClient network = new DirectHttp(
            request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : bytes.answer(request));
    final AwsClients clients;
    final MetadataStore tables;
    private int machines;

    AdoptionCloud(Path work) {
        this.work = work;
        clients = resources.add(DirectClients.over(network));
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan().steps(), _ -> {});
        clients.s3().createBucket(create -> create.bucket(OTHER));
        tables = new DynamoMetadataStore(clients);
    }

    @Override
    public void close() {
        resources.close();
    }

    /// A process of its own, with a mirror of its own.
    ImageService images(AwsClients library) {
        Path folder = work.resolve("machine-" + machines++);
        LiveCatalog catalog =
                LiveCatalog.open(SqliteCatalog.openMirror(folder), folder.resolve("index.snapshot"), resources);
        MirrorSync mirror = resources.add(MirrorSync.idle(
                new DynamoRows(library), catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written));
        return new ImageService(
                mirror.directRows(new DynamoMetadataStore(library)),
                new S3ObjectStore(library, folder.resolve("open-uploads")),
                catalog,
                new PictureReader());
    }

    SourceBucket bucket(SdkHttpClient http) {
        return bucket(clients, http, OTHER);
    }

    SourceBucket bucket(AwsClients library, SdkHttpClient http, String name) {
        return resources.add(S3SourceBucket.open(library, name, settings -> clientsOf(settings, http)));
    }

    static AwsClients clientsOf(AwsSettings settings, SdkHttpClient http) {
        return AwsClients.open(settings, Optional.of(AwsServers.KEYS), http, new RetryPolicy(2, Duration.ZERO));
    }

    Adoption adoption() {
        return new Adoption(images(clients), bucket(network));
    }

    AdoptReport adopt(AdoptRequest request) {
        return adoption().run(request, _ -> true);
    }

    List<AdoptOutcome> outcomes(AdoptRequest request) {
        var outcomes = new ArrayList<AdoptOutcome>();
        adoption().run(request, outcomes::add);
        return outcomes;
    }

    void put(String key, byte[] content) {
        clients.s3().putObject(put -> put.bucket(OTHER).key(key), RequestBody.fromBytes(content));
    }

    byte[] put(String key, Color color) {
        byte[] jpeg = SampleImages.jpeg(64, 48, color);
        put(key, jpeg);
        return jpeg;
    }

    Map<String, String> source() {
        var found = new TreeMap<String, String>();
        clients.s3()
                .listObjectsV2Paginator(list -> list.bucket(OTHER).encodingType("url"))
                .contents()
                .forEach(object -> found.put(object.key(), object.eTag() + object.lastModified()));
        return found;
    }

    List<ImageRecord> rows() {
        return tables.list(ImagePage.Request.first(1000)).images();
    }

    Set<String> originals() {
        var paths = new TreeSet<String>();
        new S3Listing(clients)
                .list("", each -> each.key().filter(ObjectKey::isOriginal).ifPresent(key -> paths.add(key.path())));
        return paths;
    }

    static String sha256(byte[] content) {
        return Sha256.of(ImageSource.ofBytes("", content), _ -> {});
    }

    /// Each row has the bytes that it says, and there are no others.
    void assertWhole() {
        for (ImageRecord row : rows()) {
            byte[] stored = clients.s3()
                    .getObjectAsBytes(get -> get.bucket(DirectClients.SETTINGS.bucket())
                            .key(row.key().path()))
                    .asByteArray();
            assertEquals(row.facts().contentSha256(), sha256(stored));
            assertEquals(row.facts().sizeBytes(), stored.length);
        }
        assertEquals(
                rows().stream().map(row -> row.key().path()).collect(Collectors.toCollection(TreeSet::new)),
                originals());
    }
}
