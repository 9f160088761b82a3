package dev.vitrine.files;

import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/// The MD5 of a source, or of the MD5s of its parts, as most S3 servers tell it of what they store. It proves no more
/// than that nothing was damaged.
public final class PartMd5 {
    private static final int CHUNK = 1 << 16;

    private PartMd5() {}

    /// As files have it of a block of theirs.
    public static byte[] of(byte[] block) {
        return md5().digest(block);
    }

    public static String of(ImageSource source) throws IOException {
        return of(source, 0, source.size());
    }

    /// Of a stretch of the source.
    public static String of(ImageSource source, long offset, long length) throws IOException {
        try (InputStream bytes = source.open()) {
            bytes.skipNBytes(offset);
            return HexFormat.of().formatHex(digest(bytes, length));
        }
    }

    /// With the number of parts, as in `…-3`.
    public static String ofParts(ImageSource source, long partSize) throws IOException {
        MessageDigest ofParts = md5();
        int parts = 0;
        try (InputStream bytes = source.open()) {
            for (long left = source.size(); left > 0; left -= partSize) {
                ofParts.update(digest(bytes, Math.min(partSize, left)));
                parts++;
            }
        }
        return HexFormat.of().formatHex(ofParts.digest()) + "-" + parts;
    }

    /// The same bytes; whoever reads them to their end is told when they have another MD5.
    public static InputStream checking(InputStream bytes, String md5, Supplier<? extends RuntimeException> otherwise) {
        return new Checking(bytes, md5, otherwise);
    }

    private static final class Checking extends DigestInputStream {
        private final String expected;
        private final Supplier<? extends RuntimeException> otherwise;
        private boolean isEnded;
        private boolean isSame;

        Checking(InputStream bytes, String expected, Supplier<? extends RuntimeException> otherwise) {
            super(bytes, md5());
            this.expected = expected;
            this.otherwise = otherwise;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return checked(super.read(into, offset, length));
        }

        private int checked(int read) {
            if (read < 0 && !isEnded) {
                isEnded = true;
                isSame = HexFormat.of().formatHex(getMessageDigest().digest()).equals(expected);
            }
            if (read < 0 && !isSame) {
                throw otherwise.get();
            }
            return read;
        }

        /// What is passed over counts, too.
        @Override
        public long skip(long count) throws IOException {
            return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(CHUNK, count)]));
        }

        @Override
        public boolean markSupported() {
            return false;
        }
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
