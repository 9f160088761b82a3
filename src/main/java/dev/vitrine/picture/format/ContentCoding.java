package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// Packed metadata, by the names that HTTP has for the ways of packing (RFC 9110, 8.4.1).
final class ContentCoding {
    static final String BROTLI = "br";

    private interface Unpacking {
        InputStream of(InputStream packed) throws IOException;
    }

    private ContentCoding() {}

    /// Nothing, when it is broken or would be too long.
    ///
    /// @param coding what is not known is taken for not packed
    static byte[] unpacked(byte[] packed, String coding) {
        return switch (coding) {
            case BROTLI -> read(packed, BrotliInputStream::new);
            case "gzip" -> read(packed, GZIPInputStream::new);
            case "deflate" -> {
                byte[] content = read(packed, InflaterInputStream::new);
                // without its header by some
                yield content.length > 0 ? content : read(packed, ContentCoding::inflateAlone);
            }
            default -> packed;
        };
    }

    private static InputStream inflateAlone(InputStream packed) {
        return new InflaterInputStream(packed, new Inflater(true));
    }

    private static byte[] read(byte[] packed, Unpacking unpacking) {
        return read(new ByteArrayInputStream(packed), Limits.MAX_EXIF, unpacking);
    }

    /// What zlib packed, from a place on; nothing when it is broken or longer than `max`.
    static byte[] inflated(byte[] packed, int from, int max) {
        int length = Math.max(0, packed.length - from);
        return read(new ByteArrayInputStream(packed, from, length), max, InflaterInputStream::new);
    }

    private static byte[] read(InputStream packed, int max, Unpacking unpacking) {
        try (InputStream stream = unpacking.of(packed)) {
            byte[] content = stream.readNBytes(max + 1);
            return content.length > max ? new byte[0] : content;
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
