package dev.vitrine.cloud.s3;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/// A bucket as a whole: made and removed, listed, configured.
final class BucketOperations {
    private static final int MAX_LISTED = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /// What can be configured, and what is said where it is not.
    static final Map<String, String> CONFIGURATIONS = Map.of(
            "lifecycle", "NoSuchLifecycleConfiguration",
            "publicAccessBlock", "NoSuchPublicAccessBlockConfiguration",
            "cors", "NoSuchCORSConfiguration",
            "policy", "NoSuchBucketPolicy",
            "versioning", "");

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new TreeMap<>();

    BucketOperations(InstantSource clock) {
        this.clock = clock;
    }

    Bucket bucket(String name) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw S3Error.noSuchBucket();
        }
        return bucket;
    }

    S3Answer make(S3Request request) {
        if (!NAME.matcher(request.bucket()).matches()) {
            throw new S3Error(400, "InvalidBucketName", "The specified bucket is not valid.");
        }
        if (buckets.putIfAbsent(request.bucket(), new Bucket(clock.instant())) != null) {
            throw new S3Error(
                    409,
                    "BucketAlreadyOwnedByYou",
                    "Your previous request to create the named bucket succeeded and you already own it.");
        }
        return S3Answer.empty(200).with("Location", "/" + request.bucket());
    }

    S3Answer remove(S3Request request) {
        if (!bucket(request.bucket()).objects.isEmpty()) {
            throw new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
        }
        buckets.remove(request.bucket());
        return S3Answer.empty(204);
    }

    S3Answer listAll() {
        return S3Answer.xml(
                200,
                Xml.document(
                        "ListAllMyBucketsResult",
                        xml -> xml.put(
                                "Buckets",
                                all -> buckets.forEach((name, bucket) -> all.put(
                                        "Bucket",
                                        each -> each.put("Name", name).put("CreationDate", bucket.created))))));
    }

    S3Answer configure(Bucket bucket, String what, S3Request request) {
        byte[] body = ReceivedBody.of(request).bytes();
        switch (request.method()) {
            case "PUT" -> {
                if (what.equals("versioning")) {
                    throw S3Error.notImplemented("former versions");
                }
                if (!what.equals("policy")) {
                    Xml.parse(body);
                }
                bucket.configurations.put(what, body);
                return S3Answer.empty(200);
            }
            case "DELETE" -> {
                bucket.configurations.remove(what);
                return S3Answer.empty(204);
            }
            default -> {
                byte[] there = bucket.configurations.get(what);
                if (there != null) {
                    return S3Answer.xml(200, there);
                }
                if (CONFIGURATIONS.get(what).isEmpty()) {
                    return S3Answer.xml(200, Xml.document("VersioningConfiguration", _ -> {}));
                }
                throw new S3Error(404, CONFIGURATIONS.get(what), "The configuration does not exist");
            }
        }
    }

    /// One page; what is between a prefix and the next delimiter counts as one.
    S3Answer list(Bucket bucket, S3Request request) {
        String prefix = request.parameter("prefix");
        String delimiter = request.parameter("delimiter");
        int max = Math.min(MAX_LISTED, request.number("max-keys", MAX_LISTED));
        boolean isEncoded = request.parameter("encoding-type").equals("url");
        String token = request.parameter("continuation-token");
        String after = token.isEmpty()
                ? request.parameter("start-after")
                : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        NavigableMap<String, Bucket.StoredObject> found = new TreeMap<>(Bucket.KEY_ORDER);
        var prefixes = new TreeSet<String>(Bucket.KEY_ORDER);
        String last = "";
        boolean isTruncated = false;
        for (String key : bucket.objects.tailMap(after, false).keySet()) {
            int end = delimiter.isEmpty() || !key.startsWith(prefix) ? -1 : key.indexOf(delimiter, prefix.length());
            String common = end < 0 ? "" : key.substring(0, end + delimiter.length());
            boolean isTold = !common.isEmpty() && (prefixes.contains(common) || after.startsWith(common));
            if (isTold || !key.startsWith(prefix)) {
                continue;
            }
            if (found.size() + prefixes.size() == max) {
                isTruncated = true;
                break;
            }
            if (common.isEmpty()) {
                found.put(key, bucket.objects.get(key));
            } else {
                prefixes.add(common);
            }
            last = common.isEmpty() ? key : common;
        }
        String next = Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
        boolean goesOn = isTruncated;
        return S3Answer.xml(200, Xml.document("ListBucketResult", xml -> {
            xml.put("Name", request.bucket())
                    .put("Prefix", Xml.key(prefix, isEncoded))
                    .put("MaxKeys", max)
                    .put("KeyCount", found.size() + prefixes.size())
                    .put("IsTruncated", goesOn);
            if (isEncoded) {
                xml.put("EncodingType", "url");
            }
            if (goesOn) {
                xml.put("NextContinuationToken", next);
            }
            found.forEach((key, object) -> xml.put(
                    "Contents",
                    each -> each.put("Key", Xml.key(key, isEncoded))
                            .put("LastModified", object.modified())
                            .put("ETag", object.eTag())
                            .put("Size", object.blob().length())
                            .put("StorageClass", ArchiveOperations.classOf(object))));
            prefixes.forEach(each ->
                    xml.put("CommonPrefixes", common -> common.put("Prefix", Xml.key(each, isEncoded))));
        }));
    }

    S3Answer deleteMany(Bucket bucket, S3Request request) {
        Element asked = Xml.parse(ReceivedBody.of(request).bytes());
        List<String> keys = Xml.children(asked, "Object").stream()
                .map(object -> Xml.text(object, "Key"))
                .toList();
        if (keys.isEmpty() || keys.size() > MAX_LISTED) {
            throw new S3Error(400, "MalformedXML", "The request must name between one and 1000 objects.");
        }
        keys.forEach(bucket.objects::remove);
        boolean isQuiet = Xml.text(asked, "Quiet").equals("true");
        return S3Answer.xml(200, Xml.document("DeleteResult", xml -> {
            if (!isQuiet) {
                keys.forEach(key -> xml.put("Deleted", each -> each.put("Key", key)));
            }
        }));
    }
}
