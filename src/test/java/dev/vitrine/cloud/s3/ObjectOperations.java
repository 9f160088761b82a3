package dev.vitrine.cloud.s3;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One object: PUT, GET, HEAD, DELETE, and PUT of a copy.
final class ObjectOperations {
    private static final Set<String> KEPT = Set.of(
            "content-type", "content-disposition", "content-encoding", "content-language", "cache-control", "expires");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final long LARGEST = 5L << 30;

    private final InstantSource clock;
    private final ArchiveOperations archive;

    ObjectOperations(InstantSource clock, ArchiveOperations archive) {
        this.clock = clock;
        this.archive = archive;
    }

    /// What comes back with an object as it was sent.
    static Map<String, String> kept(S3Request request) {
        var kept = new TreeMap<String, String>();
        request.headers().forEach((name, value) -> {
            if (KEPT.contains(name) || name.startsWith("x-amz-meta-")) {
                kept.put(name, value);
            }
        });
        kept.computeIfPresent("content-encoding", (_, value) -> {
            String rest = value.replaceFirst("aws-chunked,?\\s*", "");
            return rest.isEmpty() ? null : rest;
        });
        kept.putIfAbsent("content-type", "application/octet-stream");
        ArchiveOperations.chosen(request).ifPresent(chosen -> kept.put(ArchiveOperations.CLASS, chosen));
        return kept;
    }

    S3Answer put(Bucket bucket, S3Request request) {
        ReceivedBody body = ReceivedBody.of(request);
        if (body.bytes().length > LARGEST) {
            throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");
        }
        checkMayWrite(bucket, request);
        Map<String, String> headers = kept(request);
        headers.putAll(body.checksums());
        String eTag = Digest.eTag(Digest.md5(body.bytes()));
        bucket.objects.put(request.key(), new Bucket.StoredObject(Blob.of(body.bytes()), eTag, now(), headers));
        return S3Answer.empty(200).with("ETag", eTag).withAll(body.checksums());
    }

    /// Also when an upload in parts or a copy becomes an object.
    static void checkMayWrite(Bucket bucket, S3Request request) {
        Bucket.StoredObject there = bucket.objects.get(request.key());
        if (request.header("if-none-match").isPresent() && there != null) {
            throw S3Error.preconditionFailed();
        }
        Optional<String> match = request.header("if-match");
        if (match.isPresent() && there == null) {
            throw S3Error.noSuchKey();
        }
        if (match.isPresent()
                && !match.get().replace("\"", "").equals(there.eTag().replace("\"", ""))) {
            throw S3Error.preconditionFailed();
        }
    }

    private Instant now() {
        return clock.instant();
    }

    S3Answer copy(Bucket source, String key, Bucket into, S3Request request) {
        Bucket.StoredObject from = Optional.ofNullable(source.objects.get(key)).orElseThrow(S3Error::noSuchKey);
        checkSource(from, request);
        archive.requireReadable(from);
        checkMayWrite(into, request);
        boolean replaces =
                request.header("x-amz-metadata-directive").orElse("COPY").equals("REPLACE");
        Map<String, String> headers = new TreeMap<>(from.headers());
        if (replaces) {
            headers.keySet().removeIf(name -> !name.startsWith("x-amz-checksum-"));
            headers.putAll(kept(request));
        }
        // Whatever class the source lies in: the copy lies in the one that is named, or in the usual one.
        headers.remove(ArchiveOperations.CLASS);
        ArchiveOperations.chosen(request).ifPresent(chosen -> headers.put(ArchiveOperations.CLASS, chosen));
        Map<String, String> checksums = asked(request, from.blob().bytes());
        if (!checksums.isEmpty()) {
            headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
            headers.putAll(checksums);
        }
        String eTag = Digest.eTag(Digest.md5(from.blob().bytes()));
        var copied = new Bucket.StoredObject(from.blob(), eTag, now(), headers);
        into.objects.put(request.key(), copied);
        return S3Answer.xml(200, Xml.document("CopyObjectResult", xml -> {
            xml.put("LastModified", copied.modified()).put("ETag", eTag);
            checksums.forEach((header, value) -> xml.put(UploadOperations.element(header), value));
        }));
    }

    /// The checksum that is to be kept with a copy.
    static Map<String, String> asked(S3Request request, byte[] bytes) {
        return request.header("x-amz-checksum-algorithm")
                .map(name -> Digest.valueOf(name.toUpperCase(Locale.ROOT)))
                .map(digest -> Map.of(digest.header(), digest.of(bytes)))
                .orElse(Map.of());
    }

    /// Whether what is to be copied is still what was meant.
    static void checkSource(Bucket.StoredObject from, S3Request request) {
        if (request.header("x-amz-copy-source-if-match")
                .filter(tag -> !tag.replace("\"", "").equals(from.eTag().replace("\"", "")))
                .isPresent()) {
            throw S3Error.preconditionFailed();
        }
    }

    S3Answer delete(Bucket bucket, S3Request request) {
        checkMayWrite(bucket, request);
        bucket.objects.remove(request.key());
        return S3Answer.empty(204);
    }

    /// For HEAD, too: whoever sends it leaves the body out.
    S3Answer get(Bucket bucket, S3Request request) {
        Bucket.StoredObject object =
                Optional.ofNullable(bucket.objects.get(request.key())).orElseThrow(S3Error::noSuchKey);
        if (request.header("if-match")
                .filter(tag -> !tag.replace("\"", "").equals(object.eTag().replace("\"", "")))
                .isPresent()) {
            throw S3Error.preconditionFailed();
        }
        if (request.header("if-none-match").filter(object.eTag()::equals).isPresent()) {
            return S3Answer.empty(304).with("ETag", object.eTag());
        }
        if (request.method().equals("GET")) {
            archive.requireReadable(object);
        }
        S3Answer answer = ranged(object, request).withAll(archive.headers(object));
        boolean tellsChecksum = answer.status() == 200
                && request.header("x-amz-checksum-mode").orElse("").equalsIgnoreCase("ENABLED");
        object.headers().forEach((name, value) -> {
            if (!name.startsWith("x-amz-checksum-") || tellsChecksum) {
                answer.with(name, value);
            }
        });
        request.parameters().forEach((name, value) -> {
            if (name.startsWith("response-")) {
                answer.with(name.substring("response-".length()), value);
            }
        });
        return answer.with("ETag", object.eTag())
                .with("Accept-Ranges", "bytes")
                .with(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                object.modified().atOffset(ZoneOffset.UTC)));
    }

    private static S3Answer ranged(Bucket.StoredObject object, S3Request request) {
        int length = object.blob().length();
        Matcher range = RANGE.matcher(request.header("range").orElse(""));
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return new S3Answer(200, new TreeMap<>(), object.blob().bytes());
        }
        boolean isSuffix = range.group(1).isEmpty();
        long first = isSuffix ? Math.max(0, length - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last = isSuffix || range.group(2).isEmpty()
                ? length - 1
                : Math.min(length - 1, Long.parseLong(range.group(2)));
        if (first >= length || first > last) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        return new S3Answer(206, new TreeMap<>(), object.blob().bytes(first, last))
                .with("Content-Range", "bytes " + first + "-" + last + "/" + length);
    }
}
