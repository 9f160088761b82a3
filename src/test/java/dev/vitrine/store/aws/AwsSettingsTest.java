package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ContentDisposition;
import dev.vitrine.store.aws.AwsSettings.Checksums;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
    void keysAreNotShown() {
        assertFalse(new AwsKeys("AKIA", "very secret", "token").toString().contains("secret"));
    }

    @Test
    void aLinkLivesAtMostSevenDays() {
        var endpoint = URI.create("http://127.0.0.1:9");
        try (AwsClients clients = AwsClients.open(AwsSettings.ofEndpoint(endpoint), Optional.of(AwsServers.KEYS))) {
            Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
            var link = new S3Links(clients, clock)
                    .view(ObjectKey.original("alice", "id"), "image/png", Duration.ofDays(30));
            assertTrue(
                    link.address().toString().contains("X-Amz-Expires=604800"),
                    link.address().toString());
            assertTrue(link.expiresAt().isBefore(Instant.now().plus(Duration.ofDays(7))));
        }
    }

    @Test
    void aLinkNeverOutlivesTheCredentialsThatSignedIt() {
        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        Optional<Instant> end = Optional.of(now.plusSeconds(600));
        assertEquals(Duration.ofSeconds(600), S3Links.allowed(Duration.ofHours(1), end, now));
        assertEquals(Duration.ofSeconds(60), S3Links.allowed(Duration.ofSeconds(60), end, now));
        assertEquals(Duration.ofDays(7), S3Links.allowed(Duration.ofDays(30), Optional.empty(), now));
    }

    @Test
    void aFileNameIsWrittenForOldAndNewBrowsers() {
        assertEquals(
                "attachment; filename=\"a_b_.jpg\"; filename*=UTF-8''a%22b%E2%82%AC.jpg",
                ContentDisposition.attachment("a\"b€.jpg"));
        assertEquals(
                "attachment; filename=\"a__b\"; filename*=UTF-8''a%0D%0Ab", ContentDisposition.attachment("a\r\nb"));
    }
}
