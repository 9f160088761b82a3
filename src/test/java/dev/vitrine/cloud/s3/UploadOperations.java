package dev.vitrine.cloud.s3;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.w3c.dom.Element;

/// Objects that come in parts.
final class UploadOperations {
    private static final int SMALLEST_PART = 5 << 20;
    private static final int MAX_PARTS = 10_000;
    private static final int MAX_LISTED = 1000;

    private final InstantSource clock;
    private long begun;

    UploadOperations(InstantSource clock) {
        this.clock = clock;
    }

    S3Answer begin(Bucket bucket, S3Request request) {
        String id = "upload-%012d".formatted(++begun);
        bucket.uploads.put(
                id,
                new Bucket.Upload(
                        request.key(),
                        clock.instant(),
                        ObjectOperations.kept(request),
                        request.header("x-amz-checksum-algorithm").orElse("")));
        return S3Answer.xml(
                200,
                Xml.document(
                        "InitiateMultipartUploadResult",
                        xml -> xml.put("Bucket", request.bucket())
                                .put("Key", request.key())
                                .put("UploadId", id)));
    }

    private static Bucket.Upload upload(Bucket bucket, S3Request request) {
        return Optional.ofNullable(bucket.uploads.get(request.parameter("uploadId")))
                .filter(upload -> upload.key.equals(request.key()))
                .orElseThrow(S3Error::noSuchUpload);
    }

    S3Answer put(Bucket bucket, S3Request request) {
        Bucket.Upload upload = upload(bucket, request);
        int number = request.number("partNumber", 0);
        if (number < 1 || number > MAX_PARTS) {
            throw S3Error.invalidArgument("Part number must be an integer between 1 and 10000, inclusive");
        }
        ReceivedBody body = ReceivedBody.of(request);
        var part = new Bucket.Part(Blob.of(body.bytes()), Digest.md5(body.bytes()), clock.instant(), body.checksums());
        upload.parts.put(number, part);
        return S3Answer.empty(200).with("ETag", part.eTag()).withAll(body.checksums());
    }

    /// A part out of an object that is there.
    S3Answer copy(Bucket.StoredObject from, Bucket into, S3Request request) {
        Bucket.Upload upload = upload(into, request);
        ObjectOperations.checkSource(from, request);
        String[] range = request.header("x-amz-copy-source-range")
                .orElse("bytes=0-" + (from.blob().length() - 1))
                .substring("bytes=".length())
                .split("-");
        byte[] bytes = from.blob().bytes(Long.parseLong(range[0]), Long.parseLong(range[1]));
        var checksums = new TreeMap<String, String>();
        if (!upload.algorithm.isEmpty()) {
            Digest digest = Digest.valueOf(upload.algorithm);
            checksums.put(digest.header(), digest.of(bytes));
        }
        var part = new Bucket.Part(Blob.of(bytes), Digest.md5(bytes), clock.instant(), checksums);
        upload.parts.put(request.number("partNumber", 0), part);
        return S3Answer.xml(200, Xml.document("CopyPartResult", xml -> {
            xml.put("LastModified", part.modified()).put("ETag", part.eTag());
            checksums.forEach((header, value) -> xml.put(element(header), value));
        }));
    }

    S3Answer abort(Bucket bucket, S3Request request) {
        upload(bucket, request);
        bucket.uploads.remove(request.parameter("uploadId"));
        return S3Answer.empty(204);
    }

    S3Answer complete(Bucket bucket, S3Request request) {
        Bucket.Upload upload = upload(bucket, request);
        List<Bucket.Part> parts =
                named(upload, Xml.children(Xml.parse(ReceivedBody.of(request).bytes()), "Part"));
        for (Bucket.Part part : parts.subList(0, parts.size() - 1)) {
            if (part.blob().length() < SMALLEST_PART) {
                throw new S3Error(
                        400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
            }
        }
        ObjectOperations.checkMayWrite(bucket, request);
        var bytes = new ByteArrayOutputStream();
        var hashes = new ByteArrayOutputStream();
        parts.forEach(part -> {
            bytes.writeBytes(part.blob().bytes());
            hashes.writeBytes(part.md5());
        });
        String end = "-" + parts.size();
        String eTag = Digest.eTag(Digest.md5(hashes.toByteArray())).replaceFirst("\"$", end + "\"");
        Map<String, String> checksums = composite(upload, parts);
        Map<String, String> headers = new TreeMap<>(upload.headers);
        headers.putAll(checksums);
        bucket.objects.put(
                upload.key, new Bucket.StoredObject(Blob.of(bytes.toByteArray()), eTag, clock.instant(), headers));
        bucket.uploads.remove(request.parameter("uploadId"));
        return S3Answer.xml(200, Xml.document("CompleteMultipartUploadResult", xml -> {
            xml.put("Location", request.path())
                    .put("Bucket", request.bucket())
                    .put("Key", request.key())
                    .put("ETag", eTag);
            checksums.forEach((header, value) -> xml.put(element(header), value));
        }));
    }

    /// `x-amz-checksum-sha256` as XML calls it.
    static String element(String header) {
        return "Checksum" + header.substring("x-amz-checksum-".length()).toUpperCase(Locale.ROOT);
    }

    private static List<Bucket.Part> named(Bucket.Upload upload, List<Element> requested) {
        if (requested.isEmpty()) {
            throw new S3Error(400, "MalformedXML", "You must specify at least one part");
        }
        List<Bucket.Part> parts = new ArrayList<>();
        int last = 0;
        for (Element each : requested) {
            int number = Integer.parseInt(Xml.text(each, "PartNumber"));
            if (number <= last) {
                throw new S3Error(
                        400,
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }
            last = number;
            parts.add(named(upload, number, each));
        }
        return parts;
    }

    private static Bucket.Part named(Bucket.Upload upload, int number, Element requested) {
        Bucket.Part part = upload.parts.get(number);
        boolean isIt = part != null
                && Xml.text(requested, "ETag")
                        .replace("\"", "")
                        .equals(part.eTag().replace("\"", ""))
                && part.checksums().entrySet().stream().allMatch(checksum -> {
                    String reported = Xml.text(requested, element(checksum.getKey()));
                    return reported.isEmpty() || reported.equals(checksum.getValue());
                });
        if (!isIt) {
            throw new S3Error(
                    400,
                    "InvalidPart",
                    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.");
        }
        if (!upload.algorithm.isEmpty()
                && Xml.text(requested, "Checksum" + upload.algorithm).isEmpty()) {
            throw new S3Error(
                    400,
                    "InvalidRequest",
                    "The upload was created using a " + upload.algorithm.toLowerCase(Locale.ROOT)
                            + " checksum. The complete request must include the checksum for each part.");
        }
        return part;
    }

    /// The checksum of the checksums of the parts.
    private static Map<String, String> composite(Bucket.Upload upload, List<Bucket.Part> parts) {
        var checksums = new TreeMap<String, String>();
        for (Digest digest : Digest.values()) {
            if (digest.name().equals(upload.algorithm)) {
                var all = new ByteArrayOutputStream();
                parts.forEach(part -> all.writeBytes(
                        Base64.getDecoder().decode(part.checksums().get(digest.header()))));
                checksums.put(digest.header(), digest.of(all.toByteArray()) + "-" + parts.size());
            }
        }
        return checksums;
    }

    S3Answer listParts(Bucket bucket, S3Request request) {
        Bucket.Upload upload = upload(bucket, request);
        int max = Math.min(MAX_LISTED, request.number("max-parts", MAX_LISTED));
        NavigableMap<Integer, Bucket.Part> left = upload.parts.tailMap(request.number("part-number-marker", 0), false);
        List<Integer> numbers = left.keySet().stream().limit(max).toList();
        return S3Answer.xml(200, Xml.document("ListPartsResult", xml -> {
            xml.put("Bucket", request.bucket())
                    .put("Key", request.key())
                    .put("UploadId", request.parameter("uploadId"))
                    .put("MaxParts", max)
                    .put("IsTruncated", left.size() > max);
            if (left.size() > max) {
                xml.put("NextPartNumberMarker", numbers.getLast());
            }
            numbers.forEach(number -> xml.put("Part", part -> {
                Bucket.Part stored = upload.parts.get(number);
                part.put("PartNumber", number)
                        .put("LastModified", stored.modified())
                        .put("ETag", stored.eTag())
                        .put("Size", stored.blob().length());
                stored.checksums().forEach((header, value) -> part.put(element(header), value));
            }));
        }));
    }

    private record Listed(String key, String id, Bucket.Upload upload) {}

    S3Answer list(Bucket bucket, S3Request request) {
        int max = Math.min(MAX_LISTED, request.number("max-uploads", MAX_LISTED));
        boolean isEncoded = request.parameter("encoding-type").equals("url");
        String marker = request.parameter("key-marker");
        String idMarker = request.parameter("upload-id-marker");
        List<Listed> left = bucket.uploads.entrySet().stream()
                .map(entry -> new Listed(entry.getValue().key, entry.getKey(), entry.getValue()))
                .filter(each -> each.key().startsWith(request.parameter("prefix")))
                .sorted((a, b) -> {
                    int order = Bucket.KEY_ORDER.compare(a.key(), b.key());
                    return order == 0 ? a.id().compareTo(b.id()) : order;
                })
                .filter(each -> {
                    int order = Bucket.KEY_ORDER.compare(each.key(), marker);
                    return order > 0
                            || order == 0 && !idMarker.isEmpty() && each.id().compareTo(idMarker) > 0;
                })
                .toList();
        List<Listed> page = left.subList(0, Math.min(max, left.size()));
        return S3Answer.xml(200, Xml.document("ListMultipartUploadsResult", xml -> {
            xml.put("Bucket", request.bucket()).put("MaxUploads", max).put("IsTruncated", left.size() > max);
            if (isEncoded) {
                xml.put("EncodingType", "url");
            }
            if (left.size() > max) {
                xml.put("NextKeyMarker", Xml.key(page.getLast().key(), isEncoded))
                        .put("NextUploadIdMarker", page.getLast().id());
            }
            page.forEach(each -> xml.put(
                    "Upload",
                    upload -> upload.put("Key", Xml.key(each.key(), isEncoded))
                            .put("UploadId", each.id())
                            .put("Initiated", each.upload().begun)
                            .put("StorageClass", "STANDARD")));
        }));
    }
}
