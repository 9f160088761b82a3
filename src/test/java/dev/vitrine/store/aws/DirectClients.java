package dev.vitrine.store.aws;

import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Clients of a cloud that is nowhere but behind an HTTP client.
public final class DirectClients {
    public static final AwsSettings SETTINGS = named("pictures");
    /// Of another library at the same place.
    public static final AwsSettings OTHER_SETTINGS = named("drawings");

    private DirectClients() {}

    private static AwsSettings named(String name) {
        return AwsSettings.ofEndpoints(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"))
                .withNames(name, name, name + "-trash");
    }

    /// The same names at AWS itself, of which nothing is there but behind the HTTP client.
    static AwsSettings onAws() {
        return new AwsSettings(
                Optional.empty(),
                Optional.empty(),
                true,
                SETTINGS.region(),
                "",
                SETTINGS.bucket(),
                SETTINGS.table(),
                SETTINGS.trashTable(),
                SETTINGS.checksums(),
                SETTINGS.linkExpiry());
    }

    /// Makes what the library needs.
    public static void setUp(AwsClients clients, boolean hasTrash) {
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan().steps(), _ -> {});
        if (!hasTrash) {
            removeTrash(clients);
        }
    }

    public static void removeTrash(AwsClients clients) {
        clients.dynamo().deleteTable(delete -> delete.tableName(SETTINGS.trashTable()));
    }

    /// With the retries of the program, but without their pauses: those the SDK takes in real time.
    public static AwsClients over(SdkHttpClient http) {
        return over(SETTINGS, http);
    }

    /// Each request is sent once.
    public static AwsClients once(SdkHttpClient http) {
        return AwsClients.open(SETTINGS, Optional.of(AwsServers.KEYS), http, new RetryPolicy(1, Duration.ZERO));
    }

    public static AwsClients over(AwsSettings settings, SdkHttpClient http) {
        return AwsClients.open(
                settings,
                Optional.of(AwsServers.KEYS),
                http,
                new RetryPolicy(RetryPolicy.REQUEST.maxAttempts(), Duration.ZERO));
    }

    /// Of all rows of the table.
    public static List<String> ids(AwsClients clients) {
        return clients.dynamo().scanPaginator(scan -> scan.tableName(SETTINGS.table())).items().stream()
                .map(item -> item.get("image_id").s())
                .sorted()
                .toList();
    }

    public static void delete(AwsClients clients, String key) {
        clients.s3().deleteObject(delete -> delete.bucket(SETTINGS.bucket()).key(key));
    }

    /// Everything in the bucket, by key.
    public static Map<String, byte[]> objects(AwsClients clients) {
        var objects = new TreeMap<String, byte[]>();
        clients.s3().listObjectsV2Paginator(list -> list.bucket(SETTINGS.bucket())).contents().stream()
                .map(S3Object::key)
                .forEach(key -> objects.put(
                        key,
                        clients.s3()
                                .getObjectAsBytes(
                                        get -> get.bucket(SETTINGS.bucket()).key(key))
                                .asByteArray()));
        return objects;
    }
}
