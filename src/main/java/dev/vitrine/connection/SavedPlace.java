package dev.vitrine.connection;

import dev.vitrine.image.StorageClass;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.AwsSettings.Checksums;
import dev.vitrine.store.Endpoints;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The place of a saved connection as the file has it; may have been written by hand.
///
/// @param endpoint of S3, `""` for AWS itself
/// @param tableEndpoint of DynamoDB, `""` when it is the same
/// @param checksums also where the service does not ask for them
/// @param uploadClass `""` for the usual one
record SavedPlace(
        String awsProfile,
        String region,
        String endpoint,
        String tableEndpoint,
        boolean pathStyle,
        boolean checksums,
        String bucket,
        String table,
        String trashTable,
        long linkSeconds,
        Map<String, String> trustedCertificates,
        String uploadClass) {
    static final SavedPlace NOWHERE = new SavedPlace("", "", "", "", false, false, "", "", "", 0, Map.of(), "");

    /// Whatever is not written there is empty.
    SavedPlace {
        awsProfile = Objects.requireNonNullElse(awsProfile, "");
        region = Objects.requireNonNullElse(region, "");
        endpoint = Objects.requireNonNullElse(endpoint, "");
        tableEndpoint = Objects.requireNonNullElse(tableEndpoint, "");
        bucket = Objects.requireNonNullElse(bucket, "");
        table = Objects.requireNonNullElse(table, "");
        trashTable = Objects.requireNonNullElse(trashTable, "");
        trustedCertificates = Objects.requireNonNullElse(trustedCertificates, Map.of());
        uploadClass = Objects.requireNonNullElse(uploadClass, "");
    }

    static SavedPlace of(AwsSettings settings) {
        return new SavedPlace(
                settings.awsProfile(),
                settings.region(),
                Endpoints.text(settings.s3Endpoint()),
                Endpoints.text(settings.otherDynamoEndpoint()),
                settings.pathStyle(),
                settings.checksums() == Checksums.WHEN_SUPPORTED,
                settings.bucket(),
                settings.table(),
                settings.trashTable(),
                settings.linkExpiry().toSeconds(),
                settings.trustedCertificates(),
                settings.uploadClass() == StorageClass.STANDARD
                        ? ""
                        : settings.uploadClass().name());
    }

    AwsSettings settings() {
        Optional<URI> s3 = Endpoints.parse(endpoint);
        var settings = new AwsSettings(
                s3,
                Endpoints.parse(tableEndpoint).or(() -> s3),
                pathStyle,
                region,
                awsProfile,
                bucket,
                table,
                trashTable,
                checksums ? Checksums.WHEN_SUPPORTED : Checksums.WHEN_REQUIRED,
                Duration.ofSeconds(linkSeconds),
                Map.of(),
                AwsSettings.uploadClass(uploadClass));
        for (var each : trustedCertificates.entrySet()) {
            settings = settings.trusting(each.getKey(), Objects.requireNonNullElse(each.getValue(), ""));
        }
        return settings;
    }
}
