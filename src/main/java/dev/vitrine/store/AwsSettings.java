package dev.vitrine.store;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.StorageClass;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a cloud library is and how to talk to it. Holds no secret, so it may be stored and shown.
///
/// @param s3Endpoint empty for AWS itself
/// @param dynamoEndpoint empty for AWS itself; mostly the same as `s3Endpoint`
/// @param pathStyle bucket in the path instead of the host name, as most S3-compatible servers want it
/// @param region `""` takes it from the AWS profile or the environment
/// @param awsProfile name in the AWS configuration, `""` for the SDK's usual search
/// @param trashTable `""` when deleting is to be permanent
/// @param linkExpiry how long a shared link works by default
/// @param trustedCertificates SHA-256 fingerprints of certificates that a person answers for, by server and port
/// @param uploadClass in which originals are stored from now on
public record AwsSettings(
        Optional<URI> s3Endpoint,
        Optional<URI> dynamoEndpoint,
        boolean pathStyle,
        String region,
        String awsProfile,
        String bucket,
        String table,
        String trashTable,
        Checksums checksums,
        Duration linkExpiry,
        Map<String, String> trustedCertificates,
        StorageClass uploadClass) {

    /// When checksums go along: servers older than 2025 often refuse those that are not asked for.
    public enum Checksums {
        WHEN_SUPPORTED,
        WHEN_REQUIRED
    }

    public static final String DEFAULT_BUCKET = "image-storage-bucket";
    public static final String DEFAULT_TABLE = "image-metadata";
    public static final Duration DEFAULT_LINK_EXPIRY = Duration.ofHours(1);

    /// In place of a server: whichever shows it, or one of several with spaces between.
    public static final String ANY_SERVER = "*";

    /// Without any certificate that a person would have to answer for, and in the usual class.
    public AwsSettings(
            Optional<URI> s3Endpoint,
            Optional<URI> dynamoEndpoint,
            boolean pathStyle,
            String region,
            String awsProfile,
            String bucket,
            String table,
            String trashTable,
            Checksums checksums,
            Duration linkExpiry) {
        this(
                s3Endpoint,
                dynamoEndpoint,
                pathStyle,
                region,
                awsProfile,
                bucket,
                table,
                trashTable,
                checksums,
                linkExpiry,
                Map.of(),
                StorageClass.STANDARD);
    }

    public AwsSettings {
        trustedCertificates = Map.copyOf(trustedCertificates);
        region = region.strip();
        awsProfile = awsProfile.strip();
        bucket = bucket.strip();
        table = table.strip();
        trashTable = trashTable.strip();
        s3Endpoint.ifPresent(Endpoints::check);
        dynamoEndpoint.ifPresent(Endpoints::check);
        checkName("bucket", bucket);
        checkName("table", table);
        if (!StorageClass.CHOSEN.contains(uploadClass)) {
            throw new ImageException.Invalid("Nothing can be sent to the class " + uploadClass + ".");
        }
        if (linkExpiry.toSeconds() < 1) {
            throw new ImageException.Invalid("A link must live for at least a second.");
        }
    }

    /// AWS with the usual names, in the region and with the credentials of an AWS profile.
    public static AwsSettings ofAws(String awsProfile, String region) {
        return new AwsSettings(
                Optional.empty(),
                Optional.empty(),
                false,
                region,
                awsProfile,
                DEFAULT_BUCKET,
                DEFAULT_TABLE,
                DEFAULT_TABLE + "-trash",
                Checksums.WHEN_SUPPORTED,
                DEFAULT_LINK_EXPIRY);
    }

    /// LocalStack, MinIO or another server that speaks for S3 and DynamoDB.
    public static AwsSettings ofEndpoint(URI endpoint) {
        return ofEndpoints(endpoint, endpoint);
    }

    /// The same as two servers.
    public static AwsSettings ofEndpoints(URI s3, URI dynamo) {
        return new AwsSettings(
                Optional.of(s3),
                Optional.of(dynamo),
                true,
                "us-east-1",
                "",
                DEFAULT_BUCKET,
                DEFAULT_TABLE,
                DEFAULT_TABLE + "-trash",
                Checksums.WHEN_REQUIRED,
                DEFAULT_LINK_EXPIRY);
    }

    /// The environment variables of the image storage service; keys among them are found by the SDK itself.
    public static AwsSettings ofEnvironment(Map<String, String> environment) {
        Optional<URI> both = endpoint(environment, "AWS_ENDPOINT_URL");
        Optional<URI> s3 = endpoint(environment, "AWS_ENDPOINT_URL_S3").or(() -> both);
        Optional<URI> dynamo =
                endpoint(environment, "AWS_ENDPOINT_URL_DYNAMODB").or(() -> both);
        String table = value(environment, "DYNAMODB_TABLE_NAME", DEFAULT_TABLE);
        String region = value(
                environment, "AWS_REGION", value(environment, "AWS_DEFAULT_REGION", s3.isPresent() ? "us-east-1" : ""));
        return new AwsSettings(
                s3,
                dynamo,
                s3.isPresent(),
                region,
                value(environment, "AWS_ACCESS_KEY_ID", "").isEmpty() ? value(environment, "AWS_PROFILE", "") : "",
                value(environment, "S3_BUCKET_NAME", DEFAULT_BUCKET),
                table,
                table + "-trash",
                s3.isPresent() ? Checksums.WHEN_REQUIRED : Checksums.WHEN_SUPPORTED,
                linkExpiry(environment),
                Map.of(),
                uploadClass(value(environment, "S3_STORAGE_CLASS", "")));
    }

    /// True when the environment asks for a cloud library.
    public static boolean isIn(Map<String, String> environment) {
        return Stream.of(
                        "AWS_ENDPOINT_URL",
                        "AWS_ENDPOINT_URL_S3",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        "S3_BUCKET_NAME",
                        "DYNAMODB_TABLE_NAME")
                .anyMatch(name -> !value(environment, name, "").isEmpty());
    }

    public AwsSettings withNames(String bucketName, String tableName, String trashTableName) {
        return with(region, bucketName, tableName, trashTableName, trustedCertificates, uploadClass);
    }

    /// @param server with its port, or [#ANY_SERVER]
    /// @param fingerprint SHA-256 of its certificate; colons and the size of letters do not matter
    /// @throws ImageException.Invalid when it is no such fingerprint
    public AwsSettings trusting(String server, String fingerprint) {
        String digits = fingerprint.replaceAll("[:\\s]", "");
        if (!digits.matches("[0-9A-Fa-f]{64}")) {
            throw new ImageException.Invalid(
                    "A SHA-256 fingerprint has 64 hex digits, and " + quoted(fingerprint) + " has not.");
        }
        var trusted = new HashMap<>(trustedCertificates);
        byte[] hash = HexFormat.of().parseHex(digits);
        String certificate = HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        trusted.merge(server, certificate, (before, added) -> server.equals(ANY_SERVER) ? before + " " + added : added);
        return with(region, bucket, table, trashTable, trusted, uploadClass);
    }

    /// Another bucket of the same server and account.
    public AwsSettings ofBucket(String otherBucket, String otherRegion) {
        return with(otherRegion, otherBucket, table, trashTable, trustedCertificates, uploadClass);
    }

    /// The same place, where originals are stored in this class from now on.
    ///
    /// @throws ImageException.Invalid when bytes cannot be sent to it
    public AwsSettings storingIn(StorageClass chosen) {
        return with(region, bucket, table, trashTable, trustedCertificates, chosen);
    }

    private AwsSettings with(
            String regionName,
            String bucketName,
            String tableName,
            String trashTableName,
            Map<String, String> certificates,
            StorageClass chosen) {
        return new AwsSettings(
                s3Endpoint,
                dynamoEndpoint,
                pathStyle,
                regionName,
                awsProfile,
                bucketName,
                tableName,
                trashTableName,
                checksums,
                linkExpiry,
                certificates,
                chosen);
    }

    /// @param name as S3 writes it, `""` for the usual one
    /// @throws ImageException.Invalid when bytes cannot be sent to such a class
    public static StorageClass uploadClass(String name) {
        return name.isBlank()
                ? StorageClass.STANDARD
                : StorageClass.of(name.strip())
                        .filter(StorageClass.CHOSEN::contains)
                        .orElseThrow(() -> new ImageException.Invalid(quoted(name)
                                + " is no storage class for uploads. There are "
                                + StorageClass.CHOSEN.stream()
                                        .map(StorageClass::name)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    public boolean hasTrashTable() {
        return !trashTable.isEmpty();
    }

    /// True where no server is named.
    public boolean isOnAws() {
        return s3Endpoint.isEmpty() && dynamoEndpoint.isEmpty();
    }

    /// Of DynamoDB, when it is another one than that of S3.
    public Optional<URI> otherDynamoEndpoint() {
        return dynamoEndpoint.filter(endpoint -> !Optional.of(endpoint).equals(s3Endpoint));
    }

    /// For people: where this is.
    public String place() {
        return place(s3Endpoint);
    }

    /// Whether both keep their bytes in the same bucket. On AWS no two have the same name, wherever they are.
    public boolean hasBucketOf(AwsSettings other) {
        return bucket.equals(other.bucket) && bytesServer().equals(other.bytesServer());
    }

    /// The server of the bytes, the same however its address is spelled; `""` for AWS itself.
    public String bytesServer() {
        return Endpoints.server(s3Endpoint);
    }

    /// The same of the tables.
    public String rowsServer() {
        return Endpoints.server(dynamoEndpoint);
    }

    /// For people: where the tables are, which may be another server than that of the bytes.
    public String tablePlace() {
        return place(dynamoEndpoint);
    }

    private String place(Optional<URI> endpoint) {
        return endpoint.map(URI::toString).orElse(region.isBlank() ? "AWS" : "AWS " + region);
    }

    private static Optional<URI> endpoint(Map<String, String> environment, String name) {
        return Endpoints.of(name, value(environment, name, ""));
    }

    private static Duration linkExpiry(Map<String, String> environment) {
        String text = value(environment, "PRESIGNED_URL_EXPIRATION", "3600");
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new ImageException.Invalid(
                    "PRESIGNED_URL_EXPIRATION is not a number of seconds: " + quoted(text) + ".", e);
        }
    }

    private static String value(Map<String, String> environment, String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    /// Everyone in the network between here and there can read along: whoever chooses that has to agree.
    public boolean isReadableOnTheWay() {
        return Stream.of(s3Endpoint, dynamoEndpoint).flatMap(Optional::stream).anyMatch(Endpoints::isReadableOnTheWay);
    }

    private static void checkName(String what, String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,254}")) {
            throw new ImageException.Invalid(quoted(name) + " cannot be the name of a " + what + ".");
        }
    }
}
