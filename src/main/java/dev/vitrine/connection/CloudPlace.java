package dev.vitrine.connection;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.AwsSettings.Checksums;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/// Where a cloud library is, in the words that a person types and that are saved. Holds no secret; may still be wrong.
///
/// @param awsProfile name in the AWS configuration, `""` for the SDK's usual search
/// @param endpoint of S3, `""` for AWS itself
/// @param tableEndpoint of DynamoDB, `""` when it is the same
/// @param checksums also where the service does not ask for them
/// @param trashTable `""` when deleting is to be permanent
public record CloudPlace(
        String awsProfile,
        String region,
        String endpoint,
        String tableEndpoint,
        boolean pathStyle,
        boolean checksums,
        String bucket,
        String table,
        String trashTable,
        long linkSeconds) {

    /// AWS, with the usual names.
    public static CloudPlace aws() {
        return of(AwsSettings.ofAws("", ""));
    }

    /// A server that speaks for S3 and DynamoDB: at first LocalStack on this machine.
    public static CloudPlace compatible() {
        return of(AwsSettings.ofEndpoint(URI.create("http://localhost:4566")));
    }

    public static CloudPlace of(ConnectionProfile.Cloud profile) {
        return of(profile.settings());
    }

    private static CloudPlace of(AwsSettings settings) {
        String s3 = settings.s3Endpoint().map(URI::toString).orElse("");
        String dynamo = settings.dynamoEndpoint().map(URI::toString).orElse("");
        return new CloudPlace(
                settings.awsProfile(),
                settings.region(),
                s3,
                dynamo.equals(s3) ? "" : dynamo,
                settings.pathStyle(),
                settings.checksums() == Checksums.WHEN_SUPPORTED,
                settings.bucket(),
                settings.table(),
                settings.trashTable(),
                settings.linkExpiry().toSeconds());
    }

    public boolean onAws() {
        return endpoint.isEmpty() && tableEndpoint.isEmpty();
    }

    /// @throws ImageException.Invalid with the first thing that cannot be right
    public ConnectionProfile.Cloud profile() {
        Optional<URI> s3 = address(endpoint);
        return new ConnectionProfile.Cloud(new AwsSettings(
                s3,
                address(tableEndpoint).or(() -> s3),
                pathStyle,
                region.strip(),
                awsProfile.strip(),
                bucket.strip(),
                table.strip(),
                trashTable.strip(),
                checksums ? Checksums.WHEN_SUPPORTED : Checksums.WHEN_REQUIRED,
                Duration.ofSeconds(linkSeconds)));
    }

    private static Optional<URI> address(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            throw new ImageException.Invalid(
                    "“" + text + "” is not an address. It looks like http://localhost:4566.", e);
        }
    }
}
