package dev.vitrine.api;

import dev.vitrine.files.ExpectedHash;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the headers of a request say about its body: that it is a part of something, or packed, which is refused, and
/// which hashes it has (RFC 1864, RFC 3230, RFC 9530), which must be true.
///
/// A claim that is passed over ends as an untrue success: an upload that was changed on its way, or is the first half
/// of a file, would be taken.
final class BodyClaims {
    private static final List<String> DIGESTS = List.of("Content-Digest", "Repr-Digest", "Digest");
    /// `sha-256=:…:` as RFC 9530 writes it, `SHA-256=…` as RFC 3230 did.
    private static final Pattern DIGEST = Pattern.compile("([A-Za-z0-9-]+)=:?([^:;]*):?(;.*)?");

    private final Map<ExpectedHash, String> headerOf = new LinkedHashMap<>();

    /// @throws HttpError when the body is not to be read at all
    static BodyClaims of(Map<String, List<String>> headers) {
        if (elements(headers, "Content-Range").findAny().isPresent()) {
            throw HttpError.badRequest("A part of a body (Content-Range) is not taken: send all of it at once.");
        }
        if (!elements(headers, "Content-Encoding").allMatch("identity"::equalsIgnoreCase)) {
            throw new HttpError(
                    415,
                    "A packed body (Content-Encoding) is not taken: send it as it is.",
                    Map.of("Accept-Encoding", "identity"));
        }
        var claims = new BodyClaims();
        elements(headers, "Content-MD5").forEach(hash -> claims.add("Content-MD5", "md5", hash));
        DIGESTS.forEach(header -> elements(headers, header)
                .map(DIGEST::matcher)
                .filter(Matcher::matches)
                .forEach(digest -> claims.add(header, digest.group(1), digest.group(2))));
        return claims;
    }

    void update(byte[] bytes, int from, int length) {
        headerOf.keySet().forEach(hash -> hash.update(bytes, from, length));
    }

    /// @throws HttpError when all of the body is here and is not what was told
    void check() {
        headerOf.forEach((hash, header) -> {
            if (!hash.isTrue()) {
                throw HttpError.badRequest("The body is not what " + header
                        + " says: it was changed on its way, or the header is wrong. Send it again.");
            }
        });
    }

    private void add(String header, String algorithm, String expected) {
        try {
            ExpectedHash.of(algorithm, expected.strip()).ifPresent(hash -> headerOf.put(hash, header));
        } catch (IllegalArgumentException _) {
            throw HttpError.badRequest(header + " is not a hash in Base64.");
        }
    }

    /// Of a header that is a list, over all lines that have it.
    private static Stream<String> elements(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty());
    }
}
