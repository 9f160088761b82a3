package dev.vitrine.cloud.s3;

import dev.vitrine.Unchecked;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature Version 4, in the header or in the query of a link, of the one account that there is.
record SignatureCheck(String accessKey, String secretKey) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    /// @throws S3Error when it is not signed by this account, or not now
    void check(S3Request request, Instant now) {
        if (request.asks("X-Amz-Signature")) {
            checkLink(request, now);
        } else {
            checkHeader(request, now);
        }
    }

    private void checkHeader(S3Request request, Instant now) {
        String header = request.header("authorization").orElse("");
        if (!header.startsWith(ALGORITHM + " ")) {
            throw new S3Error(403, "AccessDenied", "Access Denied");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",")) {
            String[] pair = part.strip().split("=", 2);
            parts.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        String date = request.header("x-amz-date").orElse("");
        if (Duration.between(time(date), now).abs().compareTo(SKEW) > 0) {
            throw new S3Error(
                    403,
                    "RequestTimeTooSkewed",
                    "The difference between the request time and the current time is too large.");
        }
        String hash = request.header("x-amz-content-sha256").orElse(UNSIGNED);
        compare(
                parts.getOrDefault("Signature", ""),
                signature(
                        request,
                        request.query(),
                        parts.getOrDefault("SignedHeaders", ""),
                        hash,
                        date,
                        parts.getOrDefault("Credential", "")));
    }

    private void checkLink(S3Request request, Instant now) {
        String date = request.parameter("X-Amz-Date");
        Instant end = time(date).plusSeconds(request.number("X-Amz-Expires", 0));
        if (now.isAfter(end)) {
            throw new S3Error(403, "AccessDenied", "Request has expired");
        }
        String unsigned = Arrays.stream(request.query().split("&"))
                .filter(pair -> !pair.startsWith("X-Amz-Signature="))
                .collect(Collectors.joining("&"));
        compare(
                request.parameter("X-Amz-Signature"),
                signature(
                        request,
                        unsigned,
                        request.parameter("X-Amz-SignedHeaders"),
                        UNSIGNED,
                        date,
                        request.parameter("X-Amz-Credential")));
    }

    private static Instant time(String date) {
        try {
            return LocalDateTime.parse(date, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException _) {
            throw new S3Error(403, "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header");
        }
    }

    private static void compare(String given, String own) {
        if (!given.equals(own)) {
            throw new S3Error(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided. Check your key and signing method.");
        }
    }

    private String signature(
            S3Request request, String query, String signedHeaders, String hash, String date, String credential) {
        String[] scope = credential.split("/");
        if (scope.length != 5 || !scope[0].equals(accessKey)) {
            throw new S3Error(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
        String canonicalQuery = query.isEmpty()
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .sorted()
                        .collect(Collectors.joining("&"));
        String canonicalHeaders = Arrays.stream(signedHeaders.split(";"))
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String canonical = String.join(
                "\n", request.method(), request.path(), canonicalQuery, canonicalHeaders, signedHeaders, hash);
        String scoped = String.join("/", Arrays.copyOfRange(scope, 1, scope.length));
        String toSign = String.join("\n", ALGORITHM, date, scoped, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i < scope.length; i++) {
            key = hmac(key, scope[i]);
        }
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    static String sha256(byte[] bytes) {
        return Unchecked.get(() ->
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
