package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3LinksTest {
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

    /// Whoever may write a row may say that its bytes are a page with a script.
    @Test
    void whatIsNoImageIsNeverShownButSavedAsPlainBytes() {
        var endpoint = URI.create("http://127.0.0.1:1");
        try (AwsClients clients = AwsClients.open(AwsSettings.ofEndpoint(endpoint), Optional.of(AwsServers.KEYS))) {
            var links = new S3Links(clients, Clock.systemUTC());
            ObjectKey key = ObjectKey.original("alice", "id");
            for (String contentType : List.of("text/html", "image/svg+xml", "")) {
                for (var link : List.of(
                        links.view(key, contentType, Duration.ofHours(1)),
                        links.download(key, contentType, "page.html", Duration.ofHours(1)))) {
                    String query = link.address().getQuery();
                    assertTrue(query.contains("response-content-type=application/octet-stream&"), query);
                    assertTrue(query.contains("response-content-disposition=attachment"), query);
                }
            }
            String shown =
                    links.view(key, "image/png", Duration.ofHours(1)).address().getQuery();
            assertTrue(shown.contains("response-content-type=image/png&"), shown);
            assertTrue(shown.contains("response-content-disposition=inline"), shown);
        }
    }

    /// What a page is lies in its bucket, where nobody but Vitrine is meant to have written it.
    @Test
    void onlyTheFileOfASharedPageIsShownAsAPage() {
        var endpoint = URI.create("http://127.0.0.1:1");
        try (AwsClients clients = AwsClients.open(AwsSettings.ofEndpoint(endpoint), Optional.of(AwsServers.KEYS))) {
            var links = new S3Links(clients, Clock.systemUTC());
            Duration hour = Duration.ofHours(1);
            String index = links.page(ObjectKey.ofPage("1-a", "index.html"), "", hour)
                    .address()
                    .getQuery();
            assertTrue(index.contains("response-content-type=text/html; charset=utf-8"), index);
            assertTrue(index.contains("response-cache-control=private, no-store"), index);
            String copy = links.page(ObjectKey.ofPage("1-a", "large/x.html"), "text/html", hour)
                    .address()
                    .getQuery();
            assertTrue(copy.contains("response-content-type=application/octet-stream"), copy);
            assertThrows(IllegalArgumentException.class, () -> links.page(ObjectKey.original("alice", "id"), "", hour));
        }
    }

    /// A session token ends, also where nobody says when.
    @Test
    void aLinkSignedWithASessionTokenPromisesNoWeek() {
        var keys = new AwsKeys("ASIAEXAMPLE", "secret", "token");
        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        try (AwsClients clients =
                AwsClients.open(AwsSettings.ofEndpoint(URI.create("http://127.0.0.1:1")), Optional.of(keys))) {
            var link = new S3Links(clients, Clock.fixed(now, ZoneOffset.UTC))
                    .view(ObjectKey.original("alice", "id"), "image/png", Duration.ofDays(7));
            assertTrue(
                    link.address().getQuery().contains("X-Amz-Expires=43200"),
                    link.address().getQuery());
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
}
