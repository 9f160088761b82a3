package dev.vitrine.store.aws;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.PartMd5;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// What the server tells about stored bytes without sending them: a SHA-256, or an ETag, which for most servers is the
/// MD5 of the bytes, or of the MD5s of their parts.
///
/// Only a match proves anything: an encrypted object has another ETag, and another program sends other parts.
final class StoredHash {
    private StoredHash() {}

    /// With all that it tells; empty when nothing is there.
    static Optional<HeadObjectResponse> ask(S3Client s3, String bucket, ObjectKey key) {
        try {
            return Optional.of(
                    s3.headObject(head -> head.bucket(bucket).key(key.path()).checksumMode("ENABLED")));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    /// False also when it does not tell.
    static boolean isOf(HeadObjectResponse head, ImageSource source, String sha256) {
        try {
            long size = source.size();
            if (head.contentLength() != size) {
                return false;
            }
            String eTag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
            return Checksum.of(sha256).equals(head.checksumSHA256()) || eTag.equals(eTag(source, size, eTag));
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
    }

    /// Whether two objects say the same of their bytes; false also when they do not tell.
    static boolean isSame(HeadObjectResponse one, HeadObjectResponse other) {
        return one.checksumSHA256() != null && one.checksumSHA256().equals(other.checksumSHA256())
                || one.eTag() != null && one.eTag().equals(other.eTag());
    }

    /// Of all the bytes, in hexadecimal digits; empty also where only hashes of parts are known.
    static Optional<String> sha256(HeadObjectResponse head) {
        return Optional.ofNullable(head.checksumSHA256())
                .filter(checksum -> checksum.indexOf('-') < 0)
                .map(Checksum::hex);
    }

    private static String eTag(ImageSource source, long size, String like) throws IOException {
        return like.indexOf('-') < 0
                ? PartMd5.of(source)
                : PartMd5.ofParts(source, MultipartUpload.partSize(MultipartUpload.PART, size));
    }
}
