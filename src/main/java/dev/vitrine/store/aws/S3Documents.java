package dev.vitrine.store.aws;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Small files that several write: each on the condition that nobody else did since it was read (`If-Match`). Where the
/// server says that it does not know such (501), we look before.
final class S3Documents {
    private final S3Client s3;
    private final String bucket;
    private final SdkPlugin onlyAfterRefusals;
    private final AtomicBoolean areConditionsKnown = new AtomicBoolean(true);

    S3Documents(AwsClients clients) {
        s3 = clients.s3();
        bucket = clients.settings().bucket();
        onlyAfterRefusals =
                RequestRetries.onlyAfterRefusals(clients.retryPolicy(), AwsFailures.ofBucket(clients.settings()));
    }

    /// Once: when the answer is lost, what is there tells.
    void create(ObjectKey key, byte[] content) {
        try {
            write(key, content, "", config -> config.addPlugin(onlyAfterRefusals));
        } catch (SdkException e) {
            if (AwsErrors.isInterrupt(e) || RequestRetries.isRefused(e) || !isThere(key, content)) {
                throw e;
            }
        }
    }

    void replace(ObjectKey key, byte[] content, String version) {
        write(key, content, version, _ -> {});
    }

    private void write(
            ObjectKey key, byte[] content, String version, Consumer<AwsRequestOverrideConfiguration.Builder> sending) {
        boolean isConditional = areConditionsKnown.get();
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key.path())
                .contentType("application/json")
                .overrideConfiguration(sending)
                .checksumSHA256(Checksum.of(Sha256.of(content)));
        if (!isConditional) {
            requireVersion(key, versionOf(key), version);
        } else if (version.isEmpty()) {
            request.ifNoneMatch("*");
        } else {
            request.ifMatch(version);
        }
        try {
            s3.putObject(request.build(), RequestBody.fromBytes(content));
        } catch (S3Exception e) {
            if (isConditional && AwsErrors.isUnsupported(e)) {
                areConditionsKnown.set(false);
                write(key, content, version, sending);
            } else if (!isOvertaken(e)) {
                throw e;
            } else if (!isThere(key, content)) { // else the answer to an earlier attempt was lost
                throw ImageException.Conflict.ofDocument(key.path(), e);
            }
        }
    }

    /// Looks before in any case: many servers delete whatever the condition says.
    void delete(ObjectKey key, String version) {
        String there = versionOf(key);
        if (there.isEmpty()) {
            return;
        }
        requireVersion(key, there, version);
        boolean isConditional = areConditionsKnown.get();
        var request = DeleteObjectRequest.builder().bucket(bucket).key(key.path());
        if (isConditional) {
            request.ifMatch(version);
        }
        try {
            s3.deleteObject(request.build());
        } catch (S3Exception e) {
            if (isConditional && AwsErrors.isUnsupported(e)) {
                areConditionsKnown.set(false);
                delete(key, version);
            } else if (!isOvertaken(e)) {
                throw e;
            } else if (!versionOf(key).isEmpty()) { // else the answer to an earlier attempt was lost
                throw ImageException.Conflict.ofDocument(key.path(), e);
            }
        }
    }

    private static boolean isOvertaken(S3Exception e) {
        return PutConflict.isTaken(e)
                || PutConflict.isRaced(e)
                || AwsErrors.codeOf(e).equals("NoSuchKey");
    }

    private boolean isThere(ObjectKey key, byte[] content) {
        try {
            return Arrays.equals(
                    content,
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key.path()))
                            .asByteArray());
        } catch (NoSuchKeyException _) {
            return false;
        }
    }

    private static void requireVersion(ObjectKey key, String there, String version) {
        if (!there.equals(version)) {
            throw ImageException.Conflict.ofDocument(key.path(), null);
        }
    }

    private String versionOf(ObjectKey key) {
        try {
            return s3.headObject(head -> head.bucket(bucket).key(key.path())).eTag();
        } catch (NoSuchKeyException _) {
            return "";
        }
    }
}
