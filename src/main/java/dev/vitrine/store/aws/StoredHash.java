package dev.vitrine.store.aws;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// What the server tells about stored bytes without sending them: a SHA-256, or an ETag, which for most servers is the
/// MD5 of the bytes, or of the MD5s of their parts.
///
/// Only a match proves anything: an encrypted object has another ETag, and another program sends other parts.
final class StoredHash {
    private static final int CHUNK = 1 << 16;

    private StoredHash() {}

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

    private static String eTag(ImageSource source, long size, String like) throws IOException {
        boolean inParts = like.indexOf('-') >= 0;
        long partSize = inParts ? MultipartUpload.partSize(MultipartUpload.PART, size) : Long.MAX_VALUE;
        MessageDigest ofParts = md5();
        int parts = 0;
        try (InputStream bytes = source.open()) {
            for (long left = size; left > 0 || parts == 0; left -= partSize) {
                byte[] part = digest(bytes, Math.min(partSize, left));
                if (!inParts) {
                    return HexFormat.of().formatHex(part);
                }
                ofParts.update(part);
                parts++;
            }
        }
        return HexFormat.of().formatHex(ofParts.digest()) + "-" + parts;
    }

    private static byte[] digest(InputStream bytes, long length) throws IOException {
        MessageDigest digest = md5();
        for (long left = length; left > 0; ) {
            byte[] chunk = bytes.readNBytes((int) Math.min(CHUNK, left));
            if (chunk.length == 0) {
                break;
            }
            digest.update(chunk);
            left -= chunk.length;
        }
        return digest.digest();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
