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
        try (InputStream stream = unpacking.of(new ByteArrayInputStream(packed))) {
            byte[] content = stream.readNBytes(Limits.MAX_EXIF + 1);
            return content.length > Limits.MAX_EXIF ? new byte[0] : content;
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
