package dev.vitrine.store.aws;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A cloud library of the tests, wired as the program wires one, over a network that can be made to fail. What is
/// stored is looked at over another one.
public final class CloudTestLibrary implements AutoCloseable {
    private final AwsClients clients;
    private final AwsClients sound;
    private final MirrorSync mirror;
    private final SqliteCatalog catalog;
    private final CatalogIndex index;
    private final CatalogFeed feed;
    private final ImageService images;
    private final Path openUploads;

    private CloudTestLibrary(
            AwsClients clients,
            AwsSettings settings,
            Path folder,
            UnaryOperator<ObjectStore> wrapObjects,
            UnaryOperator<MetadataStore> wrapRows)
            throws IOException {
        Files.createDirectories(folder);
        this.clients = clients;
        this.sound = AwsClients.open(settings, Optional.of(AwsServers.KEYS));
        catalog = SqliteCatalog.openMirror(folder);
        index = CatalogIndex.open(catalog, folder.resolve("index"));
        feed = new CatalogFeed(index);
        openUploads = folder.resolve("open-uploads");
        var live = new LiveCatalog(catalog, index, feed);
        mirror = MirrorSync.start(new DynamoRows(sound), catalog, PollingPace.USUAL, Clock.systemUTC(), live::written);
        images = new ImageService(
                wrapRows.apply(mirror.rows(new DynamoMetadataStore(clients))),
                wrapObjects.apply(new S3ObjectStore(clients, openUploads)),
                live,
                new PictureReader());
    }

    /// A new library, whose uploads go over this network.
    public static CloudTestLibrary over(FaultyHttp network, Path folder) throws IOException {
        AwsSettings settings = AwsServers.settings();
        AwsServers.library(settings).close();
        return new CloudTestLibrary(network.clients(settings), settings, folder, store -> store, rows -> rows);
    }

    /// A new library, whose uploads go over this network with the retries of the program, but without its pauses.
    public static CloudTestLibrary asInTheProgram(FaultyHttp network, Path folder) throws IOException {
        AwsSettings settings = AwsServers.settings();
        AwsServers.library(settings).close();
        return new CloudTestLibrary(
                network.clients(settings, new RetryPolicy(RetryPolicy.REQUEST.maxAttempts(), Duration.ZERO)),
                settings,
                folder,
                store -> store,
                rows -> rows);
    }

    static CloudTestLibrary of(AwsClients clients, AwsSettings settings, Path folder) throws IOException {
        return new CloudTestLibrary(clients, settings, folder, store -> store, rows -> rows);
    }

    /// Names a new library in a file, so that several processes can open it.
    public static void make(Path file) throws IOException {
        AwsSettings settings = AwsServers.settings();
        AwsServers.library(settings).close();
        Files.write(
                file,
                List.of(
                        settings.bucket(),
                        settings.s3Endpoint().orElseThrow().toString(),
                        settings.dynamoEndpoint().orElseThrow().toString()));
    }

    /// The library that {@link #make} made, with stores that can be wrapped.
    public static CloudTestLibrary open(
            Path file, Path folder, UnaryOperator<ObjectStore> wrapObjects, UnaryOperator<MetadataStore> wrapRows)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        AwsSettings settings = AwsServers.settings(java.net.URI.create(lines.get(1)), java.net.URI.create(lines.get(2)))
                .withNames(lines.get(0), lines.get(0), lines.get(0) + "-trash");
        return new CloudTestLibrary(
                AwsClients.open(settings, Optional.of(AwsServers.KEYS)), settings, folder, wrapObjects, wrapRows);
    }

    public ImageService images() {
        return images;
    }

    public ObjectStore objects() {
        return new S3ObjectStore(clients, openUploads);
    }

    public MetadataStore tables() {
        return new DynamoMetadataStore(clients);
    }

    public RowSource source() {
        return new DynamoRows(clients);
    }

    /// As the table has them.
    public List<ImageRecord> rows() {
        var rows = new ArrayList<ImageRecord>();
        Optional<String> next = Optional.empty();
        var store = new DynamoMetadataStore(sound);
        do {
            ImagePage page = store.list(new ImagePage.Request(Optional.empty(), Optional.empty(), 1000, next));
            rows.addAll(page.images());
            next = page.next();
        } while (next.isPresent());
        return rows;
    }

    /// The SHA-256 of every original in the bucket, by image id.
    public Map<String, String> originals() {
        var hashes = new TreeMap<String, String>();
        sound.s3().listObjectsV2Paginator(list -> list.bucket(sound.settings().bucket())).contents().stream()
                .map(object -> object.key())
                .filter(key -> !key.startsWith(".vitrine/"))
                .forEach(key -> hashes.put(key.substring(key.indexOf('/') + 1), sha256(key)));
        return hashes;
    }

    private String sha256(String key) {
        try (InputStream in = sound.s3()
                .getObject(get -> get.bucket(sound.settings().bucket()).key(key))) {
            return Sha256.of(ImageSource.ofBytes(key, in.readAllBytes()), _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Parts of uploads that were neither finished nor given up.
    public int openUploads() {
        return sound.s3()
                .listMultipartUploads(list -> list.bucket(sound.settings().bucket()))
                .uploads()
                .size();
    }

    @Override
    public void close() {
        mirror.close();
        feed.close();
        index.close();
        catalog.close();
        clients.close();
        sound.close();
    }
}
