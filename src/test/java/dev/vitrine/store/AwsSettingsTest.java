package dev.vitrine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings.Checksums;
import java.net.URI;
import java.time.Duration;
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
    void aFileNameIsWrittenForOldAndNewBrowsers() {
        assertEquals(
                "attachment; filename=\"a_b_.jpg\"; filename*=UTF-8''a%22b%E2%82%AC.jpg",
                ContentDisposition.attachment("a\"b€.jpg"));
        assertEquals(
                "attachment; filename=\"a__b\"; filename*=UTF-8''a%0D%0Ab", ContentDisposition.attachment("a\r\nb"));
    }
}
