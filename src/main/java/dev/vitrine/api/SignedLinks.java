package dev.vitrine.api;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.ObjectLinks;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Links to the originals of a local library, which this server answers itself: signed by HMAC-SHA-256, with an end.
///
/// Whoever has one needs nothing else. Whether it saves or shows the image is signed too.
final class SignedLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration LONGEST = Duration.ofDays(7);

    private final byte[] key;
    private final Clock clock;

    SignedLinks(byte[] key, Clock clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /// @param server address of this server as the client sees it, without a slash at the end
    ObjectLinks.Link link(String server, ObjectKey image, boolean download, Duration lifetime) {
        Duration allowed = lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
        // The next whole second: a link never ends before it is said to.
        Instant end = clock.instant().plus(allowed).plusSeconds(1).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
        long expires = end.getEpochSecond();
        String path =
                Arrays.stream(image.path().split("/")).map(SignedLinks::encoded).collect(Collectors.joining("/"));
        return new ObjectLinks.Link(
                URI.create(server + "/content/" + path + "?download=" + download + "&expires=" + expires + "&signature="
                        + signature(image, download, expires)),
                end);
    }

    /// @throws HttpError 403 when the link was changed or has ended
    void check(ObjectKey image, boolean download, String expires, String signature) {
        if (!expires.matches("\\d{1,15}")
                || !MessageDigest.isEqual(
                        signature(image, download, Long.parseLong(expires)).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8))) {
            throw new HttpError(403, "This link was not made by this server, or was changed.");
        }
        if (!left(expires).isPositive()) {
            throw new HttpError(403, "This link has expired. Ask for the image again to have a new one.");
        }
    }

    /// How long a checked link is still good.
    Duration left(String expires) {
        return Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(expires)));
    }

    /// A key holds no line breaks, so that no two links sign the same text.
    private String signature(ObjectKey image, boolean download, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] code = mac.doFinal(
                    ("content\n" + image.path() + "\n" + download + "\n" + expires).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
