package dev.vitrine.connection;

import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.aws.AwsServers;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The S3 and DynamoDB of the tests, as a person would type them.
public final class CloudServers {
    public static final Optional<AwsKeys> KEYS = Optional.of(AwsServers.KEYS);

    private CloudServers() {}

    /// A library as “Set up” makes it.
    public static AwsSettings library() {
        AwsSettings settings = AwsServers.settings();
        try (ConnectionCheck check = ConnectionCheck.open(settings, KEYS)) {
            check.setUp(check.look().planned(), _ -> {});
        }
        return settings;
    }

    /// A client of the server that this place is on: as another program would use it.
    public static S3Client s3(AwsSettings place) {
        return S3Client.builder()
                .endpointOverride(place.s3Endpoint().orElseThrow())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey())))
                .build();
    }
}
