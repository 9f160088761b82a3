package dev.vitrine.cloud.s3;

import dev.vitrine.cloud.WireAnswer;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.WireRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An S3. What it does not know it refuses with 501.
public final class S3Model implements WireModel {
    private static final Set<String> OBJECT_QUERIES =
            Set.of("uploadId", "partNumber", "uploads", "max-parts", "part-number-marker", "restore");

    private final InstantSource signing;
    private final SignatureCheck signatures;
    private final BucketOperations buckets;
    private final ArchiveOperations archive;
    private final ObjectOperations objects;
    private final UploadOperations uploads;
    private long requests;

    public S3Model(InstantSource clock, String accessKey, String secretKey) {
        this(clock, clock, accessKey, secretKey);
    }

    /// @param signing by which the requests are signed: the SDK asks nobody but the system
    public S3Model(InstantSource clock, InstantSource signing, String accessKey, String secretKey) {
        this.signing = signing;
        this.signatures = new SignatureCheck(accessKey, secretKey);
        this.buckets = new BucketOperations(clock);
        this.archive = new ArchiveOperations(clock);
        this.objects = new ObjectOperations(clock, archive);
        this.uploads = new UploadOperations(clock);
    }

    @Override
    public synchronized WireAnswer answer(WireRequest wire) {
        requests++;
        var request = new S3Request(wire);
        S3Answer answer;
        try {
            signatures.check(request, signing.instant());
            answer = request.bucket().isEmpty()
                    ? buckets.listAll()
                    : request.key().isEmpty() ? ofBucket(request) : ofObject(request);
        } catch (S3Error e) {
            answer = S3Answer.xml(e.status, Xml.error(e.code, e.getMessage(), request.path(), requestId()));
        }
        answer.with("x-amz-request-id", requestId());
        return new WireAnswer(answer.status(), answer.headers(), answer.body());
    }

    /// What is in a bucket, by key, without a request.
    public synchronized Map<String, byte[]> objects(String bucket) {
        var objects = new TreeMap<String, byte[]>();
        buckets.bucket(bucket)
                .objects
                .forEach((key, object) -> objects.put(key, object.blob().bytes()));
        return objects;
    }

    private String requestId() {
        return "%016X".formatted(requests);
    }

    private S3Answer ofBucket(S3Request request) {
        Optional<String> configuration = BucketOperations.CONFIGURATIONS.keySet().stream()
                .filter(request::asks)
                .findFirst();
        if (request.method().equals("PUT")
                && configuration.isEmpty()
                && request.query().isEmpty()) {
            return buckets.make(request);
        }
        Bucket bucket = buckets.bucket(request.bucket());
        if (configuration.isPresent()) {
            return buckets.configure(bucket, configuration.get(), request);
        }
        return switch (request.method()) {
            case "HEAD" -> S3Answer.empty(200).with("x-amz-bucket-region", "us-east-1");
            case "DELETE" -> buckets.remove(request);
            case "POST" -> {
                if (!request.asks("delete")) {
                    throw S3Error.notImplemented(request.query());
                }
                yield buckets.deleteMany(bucket, request);
            }
            case "GET" -> {
                if (request.asks("uploads")) {
                    yield uploads.list(bucket, request);
                }
                if (request.asks("location")) {
                    yield S3Answer.xml(200, Xml.document("LocationConstraint", _ -> {}));
                }
                if (!request.parameter("list-type").equals("2")) {
                    throw S3Error.notImplemented(request.query());
                }
                yield buckets.list(bucket, request);
            }
            default -> throw S3Error.notImplemented(request.method() + " " + request.query());
        };
    }

    private S3Answer ofObject(S3Request request) {
        request.parameters().keySet().stream()
                .filter(name -> !OBJECT_QUERIES.contains(name))
                .filter(name -> !name.startsWith("response-") && !name.startsWith("X-Amz-") && !name.equals("x-id"))
                .findFirst()
                .ifPresent(name -> {
                    throw S3Error.notImplemented(name);
                });
        Bucket bucket = buckets.bucket(request.bucket());
        boolean isUpload = request.asks("uploadId");
        return switch (request.method()) {
            case "PUT" -> {
                Optional<String> source = request.header("x-amz-copy-source");
                yield source.map(from -> copied(from, bucket, request))
                        .orElseGet(() -> isUpload ? uploads.put(bucket, request) : objects.put(bucket, request));
            }
            case "GET" -> isUpload ? uploads.listParts(bucket, request) : objects.get(bucket, request);
            case "HEAD" -> objects.get(bucket, request);
            case "DELETE" -> isUpload ? uploads.abort(bucket, request) : objects.delete(bucket, request);
            case "POST" -> {
                if (request.asks("restore")) {
                    yield archive.restore(bucket, request);
                }
                if (!isUpload && !request.asks("uploads")) {
                    throw S3Error.notImplemented("POST of an object");
                }
                yield isUpload ? uploads.complete(bucket, request) : uploads.begin(bucket, request);
            }
            default -> throw S3Error.notImplemented(request.method());
        };
    }

    private S3Answer copied(String source, Bucket into, S3Request request) {
        String[] from = S3Request.decoded(source).replaceFirst("^/", "").split("/", 2);
        if (from.length < 2) {
            throw S3Error.invalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }
        Bucket bucket = buckets.bucket(from[0]);
        if (!request.asks("uploadId")) {
            return objects.copy(bucket, from[1], into, request);
        }
        return uploads.copy(
                Optional.ofNullable(bucket.objects.get(from[1])).orElseThrow(S3Error::noSuchKey), into, request);
    }
}
