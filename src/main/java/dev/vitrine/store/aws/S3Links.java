package dev.vitrine.store.aws;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ContentDisposition;
import dev.vitrine.store.ObjectLinks;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;

/// Pre-signed links. One lives at most seven days, and never longer than the credentials that signed it.
public final class S3Links implements ObjectLinks {
    private static final Duration LONGEST_SESSION = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final String HTML = "text/html; charset=utf-8";

    private final AwsClients clients;
    private final AwsFailures failures;
    private final Clock clock;

    public S3Links(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.failures = AwsFailures.ofBucket(clients.settings());
        this.clock = clock;
    }

    @Override
    public Link view(ObjectKey key, String contentType, Duration lifetime) {
        // Nothing but an image is shown: under our name, a page could run its script.
        return ImageType.ofContentType(contentType).isPresent()
                ? link(key, contentType, ContentDisposition.INLINE, lifetime)
                : download(key, contentType, key.imageId(), lifetime);
    }

    @Override
    public Link download(ObjectKey key, String contentType, String fileName, Duration lifetime) {
        return link(key, contentType, ContentDisposition.attachment(fileName), lifetime);
    }

    @Override
    public Link page(ObjectKey key, String contentType, Duration lifetime) {
        String page = key.page().orElseThrow(() -> new IllegalArgumentException(key.path()));
        // No original is ever HTML: that is said of what Vitrine itself wrote, and of nothing else.
        return link(
                key,
                key.path().endsWith(page + "/index.html") ? HTML : declared(contentType),
                ContentDisposition.INLINE,
                lifetime,
                get -> get.responseCacheControl("private, no-store"));
    }

    private static String declared(String contentType) {
        return ImageType.ofContentType(contentType).map(ImageType::contentType).orElse("application/octet-stream");
    }

    private Link link(ObjectKey key, String contentType, String disposition, Duration lifetime) {
        return link(key, declared(contentType), disposition, lifetime, _ -> {});
    }

    private Link link(
            ObjectKey key,
            String contentType,
            String disposition,
            Duration lifetime,
            Consumer<GetObjectRequest.Builder> more) {
        return failures.guard("signing a link", () -> {
            Duration allowed = allowed(lifetime, end(clients.credentials()), clock.instant());
            var request = GetObjectRequest.builder()
                    .bucket(clients.settings().bucket())
                    .key(key.path())
                    .responseContentDisposition(disposition)
                    .responseContentType(contentType);
            more.accept(request);
            var signed = clients.presigner()
                    .presignGetObject(GetObjectPresignRequest.builder()
                            .signatureDuration(allowed)
                            .getObjectRequest(request.build())
                            .build());
            return new Link(URI.create(signed.url().toString()), signed.expiration());
        });
    }

    /// Keys with a session token end with it, also where nobody says when, which is the end of time where a process
    /// gives them: the longest session of a role is assumed.
    private Optional<Instant> end(AwsCredentials credentials) {
        Optional<Instant> said = credentials.expirationTime().filter(Instant.MAX::isAfter);
        return said.isEmpty() && credentials instanceof AwsSessionCredentials
                ? Optional.of(clock.instant().plus(LONGEST_SESSION))
                : said;
    }

    static Duration allowed(Duration asked, Optional<Instant> credentialsEnd, Instant now) {
        Duration capped = asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        Duration left = credentialsEnd.map(end -> Duration.between(now, end)).orElse(LONGEST);
        Duration allowed = left.compareTo(capped) < 0 ? left : capped;
        return allowed.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : allowed;
    }
}
