package dev.vitrine.cloud.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// What only the model of the tests can be made to do: its clock is another one than ours, and there is no network.
class S3ModelTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private Duration ahead = Duration.ZERO;
    private final S3Model model = new S3Model(() -> Instant.now().plus(ahead), "test", "test");

    @AutoClose
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(NOWHERE)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(new DirectHttp(model))
            .credentialsProvider(KEYS)
            .build();

    private static void refused(int status, String code, Executable call) {
        S3Exception e = assertThrows(S3Exception.class, call);
        assertEquals(
                status + " " + code, e.statusCode() + " " + e.awsErrorDetails().errorCode());
    }

    @Test
    void theSdkSpeaksToItWithoutANetwork() {
        s3.createBucket(make -> make.bucket("bucket"));
        s3.putObject(put -> put.bucket("bucket").key("a b/ü"), RequestBody.fromString("text"));
        assertEquals(
                "text",
                s3.getObjectAsBytes(get -> get.bucket("bucket").key("a b/ü")).asUtf8String());
        assertEquals(
                4, s3.headObject(head -> head.bucket("bucket").key("a b/ü")).contentLength());
        s3.deleteObject(delete -> delete.bucket("bucket").key("a b/ü"));
        refused(
                404,
                "NoSuchKey",
                () -> s3.getObjectAsBytes(get -> get.bucket("bucket").key("a b/ü")));
    }

    @Test
    void aClockMayBeAQuarterOfAnHourWrong() {
        ahead = Duration.ofMinutes(14);
        s3.listBuckets();
        ahead = Duration.ofMinutes(-16);
        refused(403, "RequestTimeTooSkewed", s3::listBuckets);
    }

    @Test
    void aLinkEndsWhenItWasSaidTo() {
        s3.createBucket(make -> make.bucket("bucket"));
        s3.putObject(put -> put.bucket("bucket").key("a"), RequestBody.fromString("text"));
        URI link;
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(NOWHERE)
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(KEYS)
                .build()) {
            link = URI.create(presigner
                    .presignGetObject(presign -> presign.signatureDuration(Duration.ofMinutes(20))
                            .getObjectRequest(get -> get.bucket("bucket").key("a")))
                    .url()
                    .toString());
        }
        var request = new WireRequest(
                "GET", link.getRawPath(), link.getRawQuery(), Map.of("Host", "127.0.0.1:9"), new byte[0]);
        ahead = Duration.ofMinutes(19);
        assertEquals(200, model.answer(request).status());
        ahead = Duration.ofMinutes(21);
        assertEquals(403, model.answer(request).status());
    }

    @Test
    void whatIsNotModelledIsRefusedAndNotIgnored() {
        s3.createBucket(make -> make.bucket("bucket"));
        s3.putObject(put -> put.bucket("bucket").key("a"), RequestBody.fromString("text"));
        refused(
                501,
                "NotImplemented",
                () -> s3.getObjectTagging(get -> get.bucket("bucket").key("a")));
        refused(501, "NotImplemented", () -> s3.listObjectVersions(list -> list.bucket("bucket")));
    }
}
