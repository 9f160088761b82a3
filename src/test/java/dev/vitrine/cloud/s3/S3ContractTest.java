package dev.vitrine.cloud.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.cloud.LoopbackServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What the S3 of the tests promises to do as AWS does; also asked of any other server, with `-Dvitrine.test.s3=…`
/// (keys `test`/`test`).
class S3ContractTest {
    private static final String BUCKET = "contract-" + UUID.randomUUID();
    private static final byte[] TEXT = "some bytes".getBytes(StandardCharsets.UTF_8);

    private static URI server;

    @AutoClose
    private static S3Client s3;

    @BeforeAll
    static void makeBucket() throws IOException {
        String other = System.getProperty("vitrine.test.s3");
        server = other == null
                ? LoopbackServer.start(new S3Model(Clock.systemUTC(), "test", "test"))
                : URI.create(other);
        s3 = client("test", "test", RequestChecksumCalculation.WHEN_REQUIRED);
        s3.createBucket(make -> make.bucket(BUCKET));
    }

    private static S3Client client(String key, String secret, RequestChecksumCalculation checksums) {
        return S3Client.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(checksums)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .build();
    }

    private static String newKey() {
        return "some/" + UUID.randomUUID();
    }

    private static void put(String key, byte[] bytes) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
    }

    private static byte[] get(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }

    private static void refused(int status, String code, Executable call) {
        S3Exception e = assertThrows(S3Exception.class, call);
        assertEquals(
                status + " " + code, e.statusCode() + " " + e.awsErrorDetails().errorCode());
    }

    @Test
    void anObjectComesBackAsItWasStored() {
        String key = newKey();
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key(key)
                        .contentType("image/png")
                        .cacheControl("no-cache")
                        .metadata(Map.of("name", "value")),
                RequestBody.fromBytes(TEXT));
        GetObjectResponse stored =
                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).response();
        assertArrayEquals(TEXT, get(key));
        assertEquals("image/png", stored.contentType());
        assertEquals("no-cache", stored.cacheControl());
        assertEquals(Map.of("name", "value"), stored.metadata());
        assertEquals(
                "\"" + HexFormat.of().formatHex(Digest.md5(TEXT)) + "\"",
                s3.headObject(head -> head.bucket(BUCKET).key(key)).eTag());
        assertEquals(
                TEXT.length, s3.headObject(head -> head.bucket(BUCKET).key(key)).contentLength());
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
        refused(404, "NoSuchKey", () -> get(key));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a+b", "é/ü", "%41&=?#", "a//b", ".hidden", "x'y\"z<>", "~tilde*()!"})
    void aKeyIsAnyText(String key) {
        put(key, TEXT);
        assertArrayEquals(TEXT, get(key));
        assertTrue(s3.listObjectsV2(list -> list.bucket(BUCKET).encodingType(EncodingType.URL)).contents().stream()
                .anyMatch(object -> object.key().equals(key)));
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, some, bytes 0-3/10",
        "bytes=5-, bytes, bytes 5-9/10",
        "bytes=-5, bytes, bytes 5-9/10",
        "bytes=5-1000, bytes, bytes 5-9/10",
        "bytes=-1000, some bytes, bytes 0-9/10"
    })
    void aRangeIsPartOfAnObject(String range, String part, String reported) {
        String key = newKey();
        put(key, TEXT);
        var answer = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).range(range));
        assertEquals(part, answer.asUtf8String());
        assertEquals(reported, answer.response().contentRange());
    }

    @Test
    void aRangeBehindTheEndIsNone() {
        String key = newKey();
        put(key, TEXT);
        refused(
                416,
                "InvalidRange",
                () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key).range("bytes=10-")));
    }

    @Test
    void aConditionGuardsWhatIsThere() {
        String key = newKey();
        Consumer<PutObjectRequest.Builder> ifAbsent =
                put -> put.bucket(BUCKET).key(key).ifNoneMatch("*");
        s3.putObject(ifAbsent, RequestBody.fromBytes(TEXT));
        refused(412, "PreconditionFailed", () -> s3.putObject(ifAbsent, RequestBody.fromString("other")));
        assertArrayEquals(TEXT, get(key));
        String eTag = s3.headObject(head -> head.bucket(BUCKET).key(key)).eTag();
        s3.putObject(put -> put.bucket(BUCKET).key(key).ifMatch(eTag), RequestBody.fromString("other"));
        refused(
                412,
                "PreconditionFailed",
                () -> s3.putObject(put -> put.bucket(BUCKET).key(key).ifMatch(eTag), RequestBody.fromString("third")));
        refused(
                404,
                "NoSuchKey",
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key(newKey()).ifMatch(eTag), RequestBody.fromString("third")));
        refused(
                412,
                "PreconditionFailed",
                () -> s3.deleteObject(delete -> delete.bucket(BUCKET).key(key).ifMatch(eTag)));
        String other = s3.headObject(head -> head.bucket(BUCKET).key(key)).eTag();
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(key).ifMatch(other));
        refused(404, "NoSuchKey", () -> get(key));
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"SHA256", "SHA1", "CRC32", "CRC32_C"})
    void aChecksumIsCheckedAndKept(ChecksumAlgorithm algorithm) {
        String key = newKey();
        try (S3Client client = client("test", "test", RequestChecksumCalculation.WHEN_SUPPORTED)) {
            client.putObject(
                    put -> put.bucket(BUCKET).key(key).checksumAlgorithm(algorithm), RequestBody.fromBytes(TEXT));
        }
        Digest digest = Digest.valueOf(algorithm.toString());
        var head = s3.headObject(ask -> ask.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
        assertEquals(
                digest.of(TEXT),
                switch (digest) {
                    case SHA256 -> head.checksumSHA256();
                    case SHA1 -> head.checksumSHA1();
                    case CRC32 -> head.checksumCRC32();
                    case CRC32C -> head.checksumCRC32C();
                });
        assertNull(s3.headObject(ask -> ask.bucket(BUCKET).key(key)).checksumSHA256());
        refused(
                400,
                "BadDigest",
                () -> s3.putObject(
                        put -> put.bucket(BUCKET).key(newKey()).checksumSHA256(Digest.SHA256.of(new byte[] {1})),
                        RequestBody.fromBytes(TEXT)));
    }

    @ParameterizedTest
    @EnumSource(RequestChecksumCalculation.class)
    void aBodyInChunksIsStoredWithoutThem(RequestChecksumCalculation checksums) {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        String key = newKey();
        try (S3Client client = client("test", "test", checksums)) {
            client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(large));
        }
        assertArrayEquals(large, get(key));
        assertNull(s3.headObject(head -> head.bucket(BUCKET).key(key)).contentEncoding());
    }

    @Test
    void whoIsNotKnownIsRefused() {
        try (S3Client client = client("other", "test", RequestChecksumCalculation.WHEN_REQUIRED)) {
            refused(403, "InvalidAccessKeyId", () -> client.listObjectsV2(list -> list.bucket(BUCKET)));
        }
        try (S3Client client = client("test", "other", RequestChecksumCalculation.WHEN_REQUIRED)) {
            refused(403, "SignatureDoesNotMatch", () -> client.listObjectsV2(list -> list.bucket(BUCKET)));
        }
    }

    @Test
    void aLinkIsGoodForWhatItWasSignedFor() throws IOException {
        String key = newKey() + "/é +x";
        put(key, TEXT);
        URI link;
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            link = URI.create(presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(1))
                            .getObjectRequest(get -> get.bucket(BUCKET)
                                    .key(key)
                                    .responseContentType("image/png")
                                    .responseContentDisposition("attachment; filename=\"a b.png\"")))
                    .url()
                    .toString());
        }
        var good = (HttpURLConnection) link.toURL().openConnection();
        assertEquals(200, good.getResponseCode());
        assertEquals("image/png", good.getHeaderField("Content-Type"));
        assertEquals("attachment; filename=\"a b.png\"", good.getHeaderField("Content-Disposition"));
        assertArrayEquals(TEXT, good.getInputStream().readAllBytes());
        String forged = link.toString().replace("image%2Fpng", "text%2Fhtml");
        assertEquals(403, ((HttpURLConnection) URI.create(forged).toURL().openConnection()).getResponseCode());
        String bare = link.toString().replaceFirst("\\?.*", "");
        assertEquals(403, ((HttpURLConnection) URI.create(bare).toURL().openConnection()).getResponseCode());
    }

    @Test
    void aCopyHasTheBytesAndWhatWasKeptWithThem() {
        String from = newKey() + " é";
        String to = newKey();
        s3.putObject(
                put -> put.bucket(BUCKET)
                        .key(from)
                        .contentType("image/png")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(TEXT));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey(from)
                .destinationBucket(BUCKET)
                .destinationKey(to)
                .ifNoneMatch("*"));
        assertArrayEquals(TEXT, get(to));
        assertEquals(
                "image/png", s3.headObject(head -> head.bucket(BUCKET).key(to)).contentType());
        refused(
                412,
                "PreconditionFailed",
                () -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey(from)
                        .destinationBucket(BUCKET)
                        .destinationKey(to)
                        .ifNoneMatch("*")));
        s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey(from)
                .destinationBucket(BUCKET)
                .destinationKey(to)
                .metadataDirective(MetadataDirective.REPLACE)
                .contentType("image/gif"));
        assertEquals(
                "image/gif", s3.headObject(head -> head.bucket(BUCKET).key(to)).contentType());
        refused(
                404,
                "NoSuchKey",
                () -> s3.copyObject(copy -> copy.sourceBucket(BUCKET)
                        .sourceKey("absent")
                        .destinationBucket(BUCKET)
                        .destinationKey(to)));
    }

    @Test
    void aListGoesOnFromPageToPage() {
        String prefix = newKey() + "/";
        List<String> keys = IntStream.range(0, 7).mapToObj(i -> prefix + i).toList();
        keys.forEach(key -> put(key, TEXT));
        var listed = new ArrayList<String>();
        String token = null;
        int pages = 0;
        do {
            String asked = token;
            var page = s3.listObjectsV2(
                    list -> list.bucket(BUCKET).prefix(prefix).maxKeys(3).continuationToken(asked));
            page.contents().forEach(object -> listed.add(object.key()));
            token = page.nextContinuationToken();
            assertEquals(token != null, page.isTruncated());
            pages++;
        } while (token != null);
        assertEquals(keys, listed);
        assertEquals(3, pages);
        assertEquals(
                keys.subList(3, 7),
                s3.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix).startAfter(keys.get(2))).contents().stream()
                        .map(object -> object.key())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void aDelimiterGathersWhatIsBelow(int pageSize) {
        String prefix = newKey() + "/";
        for (String key : List.of("a", "b/1", "b/2", "b0", "c/1", "c/x/2", "d")) {
            put(prefix + key, TEXT);
        }
        var listed = new ArrayList<String>();
        String token = null;
        do {
            String asked = token;
            var page = s3.listObjectsV2(list -> list.bucket(BUCKET)
                    .prefix(prefix)
                    .delimiter("/")
                    .maxKeys(pageSize)
                    .continuationToken(asked));
            page.contents().forEach(object -> listed.add(object.key().substring(prefix.length())));
            page.commonPrefixes().forEach(each -> listed.add(each.prefix().substring(prefix.length())));
            token = page.nextContinuationToken();
        } while (token != null);
        assertEquals(
                List.of("a", "b/", "b0", "c/", "d"), listed.stream().sorted().toList());
    }

    @Test
    void manyObjectsAreDeletedAtOnce() {
        List<String> keys = List.of(newKey(), newKey(), newKey() + " &é");
        keys.forEach(key -> put(key, TEXT));
        var deleted = s3.deleteObjects(delete -> delete.bucket(BUCKET)
                        .delete(all -> all.objects(keys.stream()
                                .map(key -> ObjectIdentifier.builder().key(key).build())
                                .toList())))
                .deleted();
        assertEquals(3, deleted.size());
        keys.forEach(key -> refused(404, "NoSuchKey", () -> get(key)));
    }

    private static byte[] part(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static CompletedPart sent(String key, String upload, int number, byte[] bytes) {
        var answer = s3.uploadPart(
                part -> part.bucket(BUCKET)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumSHA256(Digest.SHA256.of(bytes)),
                RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumSHA256(answer.checksumSHA256())
                .build();
    }

    private static String begun(String key) {
        return s3.createMultipartUpload(create -> create.bucket(BUCKET)
                        .key(key)
                        .contentType("image/tiff")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                .uploadId();
    }

    private static void complete(String key, String upload, CompletedPart... parts) {
        s3.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .ifNoneMatch("*")
                .multipartUpload(all -> all.parts(parts)));
    }

    @Test
    void anUploadInPartsBecomesOneObject() {
        String key = newKey();
        String upload = begun(key);
        byte[] first = part(1, 5 << 20);
        byte[] second = part(2, 1000);
        CompletedPart two = sent(key, upload, 2, second);
        CompletedPart one = sent(key, upload, 1, first);
        refused(404, "NoSuchKey", () -> get(key));
        var listed = s3.listParts(
                list -> list.bucket(BUCKET).key(key).uploadId(upload).maxParts(1));
        assertEquals(1, listed.parts().getFirst().partNumber());
        assertEquals(one.eTag(), listed.parts().getFirst().eTag());
        assertTrue(listed.isTruncated());
        assertEquals(
                2,
                s3.listParts(list -> list.bucket(BUCKET)
                                .key(key)
                                .uploadId(upload)
                                .partNumberMarker(listed.nextPartNumberMarker()))
                        .parts()
                        .getFirst()
                        .partNumber());

        complete(key, upload, one, two);

        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        assertArrayEquals(whole, get(key));
        var head = s3.headObject(ask -> ask.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
        assertEquals("image/tiff", head.contentType());
        assertTrue(head.eTag().endsWith("-2\""), head.eTag());
        byte[] sums = new byte[64];
        System.arraycopy(Base64.getDecoder().decode(one.checksumSHA256()), 0, sums, 0, 32);
        System.arraycopy(Base64.getDecoder().decode(two.checksumSHA256()), 0, sums, 32, 32);
        assertEquals(Digest.SHA256.of(sums) + "-2", head.checksumSHA256());
        refused(
                404,
                "NoSuchUpload",
                () -> s3.listParts(list -> list.bucket(BUCKET).key(key).uploadId(upload)));
    }

    @Test
    void anUploadInPartsThatCannotBeIsRefused() {
        String key = newKey();
        String upload = begun(key);
        CompletedPart one = sent(key, upload, 1, part(1, 1000));
        CompletedPart two = sent(key, upload, 2, part(2, 1000));
        refused(400, "EntityTooSmall", () -> complete(key, upload, one, two));
        refused(400, "InvalidPartOrder", () -> complete(key, upload, two, one));
        refused(
                400,
                "InvalidPart",
                () -> complete(key, upload, one.toBuilder().eTag("\"x\"").build()));
        refused(
                400,
                "InvalidPart",
                () -> complete(key, upload, one.toBuilder().partNumber(7).build()));
        put(key, TEXT);
        refused(412, "PreconditionFailed", () -> complete(key, upload, one));
        assertArrayEquals(TEXT, get(key));
        s3.abortMultipartUpload(abort -> abort.bucket(BUCKET).key(key).uploadId(upload));
        refused(
                404,
                "NoSuchUpload",
                () -> s3.abortMultipartUpload(
                        abort -> abort.bucket(BUCKET).key(key).uploadId(upload)));
        refused(404, "NoSuchUpload", () -> sent(key, upload, 3, TEXT));
    }

    @Test
    void unfinishedUploadsAreListed() {
        String bucket = "uploads-" + UUID.randomUUID();
        s3.createBucket(make -> make.bucket(bucket));
        for (String key : List.of("b", "a", "a", "c é")) {
            s3.createMultipartUpload(create -> create.bucket(bucket).key(key));
        }
        var keys = new ArrayList<String>();
        var page = s3.listMultipartUploads(
                list -> list.bucket(bucket).maxUploads(1).encodingType(EncodingType.URL));
        while (true) {
            page.uploads().forEach(upload -> keys.add(upload.key()));
            if (!page.isTruncated()) {
                break;
            }
            String key = page.nextKeyMarker();
            String id = page.nextUploadIdMarker();
            page = s3.listMultipartUploads(list -> list.bucket(bucket)
                    .maxUploads(1)
                    .encodingType(EncodingType.URL)
                    .keyMarker(key)
                    .uploadIdMarker(id));
        }
        assertEquals(List.of("a", "a", "b", "c é"), keys);
    }

    @Test
    void aBucketIsMadeOnceAndRemovedWhenItIsEmpty() {
        String bucket = "bucket-" + UUID.randomUUID();
        refused(404, "NoSuchBucket", () -> s3.listObjectsV2(list -> list.bucket(bucket)));
        assertEquals(
                404,
                assertThrows(S3Exception.class, () -> s3.headBucket(head -> head.bucket(bucket)))
                        .statusCode());
        s3.createBucket(make -> make.bucket(bucket));
        refused(409, "BucketAlreadyOwnedByYou", () -> s3.createBucket(make -> make.bucket(bucket)));
        s3.putObject(put -> put.bucket(bucket).key("x"), RequestBody.fromBytes(TEXT));
        refused(409, "BucketNotEmpty", () -> s3.deleteBucket(delete -> delete.bucket(bucket)));
        s3.deleteObject(delete -> delete.bucket(bucket).key("x"));
        s3.deleteBucket(delete -> delete.bucket(bucket));
        refused(404, "NoSuchBucket", () -> s3.deleteBucket(delete -> delete.bucket(bucket)));
    }

    @Test
    void aBucketIsConfigured() {
        String bucket = "bucket-" + UUID.randomUUID();
        s3.createBucket(make -> make.bucket(bucket));
        refused(
                404,
                "NoSuchLifecycleConfiguration",
                () -> s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
        LifecycleRule rule = LifecycleRule.builder()
                .id("rule")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix("a"))
                .expiration(end -> end.days(7))
                .build();
        s3.putBucketLifecycleConfiguration(put -> put.bucket(bucket).lifecycleConfiguration(all -> all.rules(rule)));
        assertEquals(
                List.of(rule),
                s3.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules());
        s3.putPublicAccessBlock(put -> put.bucket(bucket)
                .publicAccessBlockConfiguration(
                        block -> block.blockPublicAcls(true).ignorePublicAcls(false)));
        var block = s3.getPublicAccessBlock(get -> get.bucket(bucket)).publicAccessBlockConfiguration();
        assertTrue(block.blockPublicAcls());
        assertFalse(block.ignorePublicAcls());
        s3.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        refused(404, "NoSuchPublicAccessBlockConfiguration", () -> s3.getPublicAccessBlock(get -> get.bucket(bucket)));
    }

    /// Where they are kept, a server says so; one that cannot must not say that it does.
    @Test
    void formerVersionsAreKeptOrRefused() {
        String bucket = "bucket-" + UUID.randomUUID();
        s3.createBucket(make -> make.bucket(bucket));
        assertNull(s3.getBucketVersioning(get -> get.bucket(bucket)).status());
        try {
            s3.putBucketVersioning(put ->
                    put.bucket(bucket).versioningConfiguration(keep -> keep.status(BucketVersioningStatus.ENABLED)));
            assertEquals(
                    BucketVersioningStatus.ENABLED,
                    s3.getBucketVersioning(get -> get.bucket(bucket)).status());
        } catch (S3Exception e) {
            assertEquals(501, e.statusCode());
        }
    }
}
