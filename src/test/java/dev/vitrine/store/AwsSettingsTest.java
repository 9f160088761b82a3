package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.StorageClass;
import dev.vitrine.store.AwsSettings.Checksums;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsSettingsTest {
    @Test
    void theEnvironmentOfThePythonServiceConfiguresALibrary() {
        var environment = Map.of(
                "AWS_ENDPOINT_URL",
                "http://localhost:4566",
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test",
                "AWS_DEFAULT_REGION",
                "eu-west-1",
                "S3_BUCKET_NAME",
                "pictures",
                "DYNAMODB_TABLE_NAME",
                "rows",
                "PRESIGNED_URL_EXPIRATION",
                "60");
        var endpoint = Optional.of(URI.create("http://localhost:4566"));

        assertTrue(AwsSettings.isIn(environment));
        assertEquals(
                new AwsSettings(
                        endpoint,
                        endpoint,
                        true,
                        "eu-west-1",
                        "",
                        "pictures",
                        "rows",
                        "rows-trash",
                        Checksums.WHEN_REQUIRED,
                        Duration.ofSeconds(60)),
                AwsSettings.ofEnvironment(environment));
    }

    @Test
    void aBucketIsTheSameByItsServerAndName() {
        AwsSettings aws = AwsSettings.ofAws("", "eu-west-1").withNames("photos", "rows", "trash");
        AwsSettings server =
                AwsSettings.ofEndpoint(URI.create("http://nas:9000")).withNames("photos", "rows", "trash");
        assertTrue(server.hasBucketOf(
                AwsSettings.ofEndpoint(URI.create("http://NAS:9000/")).withNames("photos", "others", "trash2")));
        assertTrue(aws.hasBucketOf(AwsSettings.ofAws("team", "us-east-1").withNames("photos", "others", "trash2")));
        assertTrue(aws.hasBucketOf(AwsSettings.ofEndpoint(URI.create("https://s3.eu-west-1.amazonaws.com"))
                .withNames("photos", "others", "trash2")));
        assertFalse(aws.hasBucketOf(server));
        assertFalse(aws.hasBucketOf(aws.withNames("scans", "rows", "trash")));
    }

    @Test
    void theClassOfUploadsIsOneThatTakesThem() {
        assertEquals(StorageClass.STANDARD, AwsSettings.ofEnvironment(Map.of()).uploadClass());
        assertEquals(
                StorageClass.DEEP_ARCHIVE,
                AwsSettings.ofEnvironment(Map.of("S3_STORAGE_CLASS", " DEEP_ARCHIVE "))
                        .uploadClass());
        for (String none : List.of("COLD", "OUTPOSTS")) {
            var said = assertThrows(
                    ImageException.Invalid.class, () -> AwsSettings.ofEnvironment(Map.of("S3_STORAGE_CLASS", none)));
            assertTrue(said.getMessage().contains("DEEP_ARCHIVE"), said.getMessage());
        }
    }

    @Test
    void withoutAnEndpointItIsAwsWithTheUsualNames() {
        assertFalse(AwsSettings.isIn(Map.of("AWS_PROFILE", "work")));
        assertEquals(
                AwsSettings.ofAws("work", "eu-west-1"),
                AwsSettings.ofEnvironment(Map.of("AWS_PROFILE", "work", "AWS_REGION", "eu-west-1")));
    }

    @Test
    void namesAndNumbersThatCannotBeAreRefused() {
        assertThrows(ImageException.Invalid.class, () -> AwsSettings.ofEnvironment(Map.of("S3_BUCKET_NAME", "a/b")));
        assertThrows(
                ImageException.Invalid.class, () -> AwsSettings.ofEnvironment(Map.of("DYNAMODB_TABLE_NAME", "\"x\"")));
        assertThrows(
                ImageException.Invalid.class,
                () -> AwsSettings.ofEnvironment(Map.of("AWS_ENDPOINT_URL", "localhost 4566")));
        assertThrows(
                ImageException.Invalid.class,
                () -> AwsSettings.ofEnvironment(Map.of("PRESIGNED_URL_EXPIRATION", "soon")));
    }

    @Test
    void anotherServerForRowsIsOneThatBytesDoNotGoTo() {
        var one = AwsSettings.ofEnvironment(Map.of("AWS_ENDPOINT_URL", "http://localhost:4566"));
        var two = AwsSettings.ofEnvironment(Map.of(
                "AWS_ENDPOINT_URL", "http://localhost:4566", "AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000"));

        assertEquals(Optional.empty(), one.otherDynamoEndpoint());
        assertEquals(Optional.of(URI.create("http://localhost:8000")), two.otherDynamoEndpoint());
    }

    @Test
    void keysAreNotShown() {
        assertFalse(new AwsKeys("AKIA", "very secret", "token").toString().contains("secret"));
    }

    @Test
    void aFileNameIsWrittenForOldAndNewBrowsers() {
        assertEquals(
                "attachment; filename=\"a_b_.jpg\"; filename*=UTF-8''a%22b%E2%82%AC.jpg",
                ContentDisposition.attachment("a\"b€.jpg"));
        assertEquals(
                "attachment; filename=\"a__b\"; filename*=UTF-8''a%0D%0Ab", ContentDisposition.attachment("a\r\nb"));
    }

    /// An endpoint is stored, listed, and stands in messages.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2secret@s3.example.org",
                "https://hunter2secret@s3.example.org",
                "https://user:hunter2secret@under_score",
                "https://user:hunter2 secret@s3.example.org",
                "https://s3.example.org?token=hunter2secret",
                "https://s3.example.org/#hunter2secret",
                "user:hunter2secret@s3.example.org",
                "ftp://user:hunter2secret@s3.example.org"
            })
    void anEndpointHoldsNoSecretAndNoneIsRepeated(String endpoint) {
        List<Executable> doors = List.of(
                () -> AwsSettings.ofEnvironment(Map.of("AWS_ENDPOINT_URL", endpoint)),
                () -> AwsSettings.ofEndpoint(Endpoints.parse(endpoint).orElseThrow()));
        for (Executable door : doors) {
            var refused = assertThrows(ImageException.Invalid.class, door);
            assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
            assertNull(refused.getCause());
        }
    }

    @Test
    void anEmptyVariableAsksForNothing() {
        assertFalse(AwsSettings.isIn(Map.of("AWS_ENDPOINT_URL", "", "S3_BUCKET_NAME", " ")));
        assertTrue(AwsSettings.isIn(Map.of("AWS_ENDPOINT_URL_S3", "http://localhost:4566")));
        assertTrue(AwsSettings.isIn(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:4566")));
    }

    /// As for the AWS CLI: keys beside the name of a profile come first.
    @Test
    void keysInTheEnvironmentWinOverAProfileThere() {
        assertEquals(
                "team", AwsSettings.ofEnvironment(Map.of("AWS_PROFILE", "team")).awsProfile());
        assertEquals(
                "",
                AwsSettings.ofEnvironment(Map.of("AWS_PROFILE", "team", "AWS_ACCESS_KEY_ID", "AKIA"))
                        .awsProfile());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localstack",
                "minio.lan",
                "nas.local",
                "host.docker.internal",
                "nas.home.arpa",
                "192.168.1.10",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.1",
                "[fd00::1]",
                "[fe80::1]",
                "100.64.1.1"
            })
    void aServerInAPrivateNetworkMayBeReachedWithoutEncryption(String host) {
        assertTrue(
                AwsSettings.ofEndpoint(URI.create("http://" + host + ":9000")).isReadableOnTheWay());
        assertFalse(
                AwsSettings.ofEndpoint(URI.create("https://" + host + ":9000")).isReadableOnTheWay());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3.example.org",
                "local.example.org",
                "172.32.0.1",
                "11.0.0.1",
                "8.8.8.8",
                "[2001:db8::1]",
                "0.0.0.0",
                "100.128.0.1"
            })
    void anywhereElseItMustBeEncrypted(String host) {
        var endpoint = URI.create("http://" + host + ":9000");
        assertThrows(ImageException.Invalid.class, () -> AwsSettings.ofEndpoint(endpoint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:99999", "http://localhost:65536", "https://s3.example.org:0"})
    void aPortThatDoesNotExistIsNoAddress(String endpoint) {
        var refused = assertThrows(
                ImageException.Invalid.class, () -> AwsSettings.ofEnvironment(Map.of("AWS_ENDPOINT_URL", endpoint)));
        assertEquals(
                "The endpoint “" + endpoint + "” is not an address like https://s3.example.org.", refused.getMessage());
    }

    @Test
    void theLettersOfASchemeMayBeLarge() {
        AwsSettings settings = AwsSettings.ofEnvironment(Map.of("AWS_ENDPOINT_URL", "HTTP://localhost:4566/x"));
        assertEquals(Optional.of(URI.create("http://localhost:4566/x")), settings.s3Endpoint());
        assertEquals(Optional.of(URI.create("https://h")), Endpoints.parse("HTTPS://h"));
    }
}
