package dev.vitrine.cloud.s3;

import dev.vitrine.Unchecked;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// The checksums that S3 keeps with an object.
enum Digest {
    SHA256,
    SHA1,
    CRC32,
    CRC32C;

    String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    byte[] bytesOf(byte[] data) {
        return switch (this) {
            case SHA256 -> digest("SHA-256", data);
            case SHA1 -> digest("SHA-1", data);
            case CRC32 -> sum(new CRC32(), data);
            case CRC32C -> sum(new CRC32C(), data);
        };
    }

    String of(byte[] data) {
        return Base64.getEncoder().encodeToString(bytesOf(data));
    }

    private static byte[] sum(Checksum checksum, byte[] data) {
        checksum.update(data);
        return ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
    }

    static byte[] md5(byte[] data) {
        return digest("MD5", data);
    }

    static String eTag(byte[] md5) {
        return "\"" + HexFormat.of().formatHex(md5) + "\"";
    }

    private static byte[] digest(String algorithm, byte[] data) {
        return Unchecked.get(() -> MessageDigest.getInstance(algorithm).digest(data));
    }
}
