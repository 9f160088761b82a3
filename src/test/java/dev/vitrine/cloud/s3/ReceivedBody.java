package dev.vitrine.cloud.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The bytes that somebody wants to store, out of their chunks, with the checksum that came with them; both checked.
///
/// @param checksums by their headers
record ReceivedBody(byte[] bytes, Map<String, String> checksums) {
    private static final String HASH = "x-amz-content-sha256";

    static ReceivedBody of(S3Request request) {
        var checksums = new TreeMap<String, String>();
        byte[] bytes = request.body();
        String hash = request.header(HASH).orElse("UNSIGNED-PAYLOAD");
        if (hash.startsWith("STREAMING-")) {
            bytes = unchunked(request.body(), checksums);
            String length = request.header("x-amz-decoded-content-length").orElse("");
            if (!length.equals(Integer.toString(bytes.length))) {
                throw new S3Error(
                        400,
                        "IncompleteBody",
                        "You did not provide the number of bytes specified by the Content-Length HTTP header");
            }
        } else if (!hash.equals("UNSIGNED-PAYLOAD") && !hash.equals(SignatureCheck.sha256(bytes))) {
            throw new S3Error(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        for (Digest digest : Digest.values()) {
            request.header(digest.header()).ifPresent(value -> checksums.put(digest.header(), value));
            String given = checksums.get(digest.header());
            if (given != null && !given.equals(digest.of(bytes))) {
                throw S3Error.badDigest(digest.name());
            }
        }
        byte[] all = bytes;
        request.header("content-md5").ifPresent(md5 -> {
            if (!md5.equals(Base64.getEncoder().encodeToString(Digest.md5(all)))) {
                throw S3Error.badDigest("Content-MD5");
            }
        });
        return new ReceivedBody(bytes, checksums);
    }

    /// `SIZE;chunk-signature=…`, the bytes, and so on until a chunk of none; then headers that were not known
    /// before.
    private static byte[] unchunked(byte[] body, Map<String, String> trailers) {
        var bytes = new ByteArrayOutputStream();
        int at = 0;
        try {
            while (true) {
                String head = line(body, at);
                at += head.length() + 2;
                int size = Integer.parseInt(head.split(";")[0], 16);
                if (size == 0) {
                    break;
                }
                bytes.write(body, at, size);
                at += size + 2;
            }
            while (at < body.length) {
                String trailer = line(body, at);
                at += trailer.length() + 2;
                String[] parts = trailer.split(":", 2);
                if (parts.length == 2) {
                    trailers.put(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip());
                }
            }
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            throw new S3Error(400, "IncompleteBody", "The request body terminated unexpectedly");
        }
        return bytes.toByteArray();
    }

    private static String line(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return new String(body, from, i - from, StandardCharsets.US_ASCII);
            }
        }
        throw new IndexOutOfBoundsException();
    }
}
