package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The chunks of a WebP (RFC 9649).
public final class WebpChunks {
    private static final int MAX_CHUNKS = 20_000;
    private static final int ANIMATED = 0x02;

    /// @param start where its data begin
    public record Chunk(String type, long start, long length) {
        public long end() {
            return start + length + (length & 1);
        }
    }

    private WebpChunks() {
    }

    /// The chunks between two positions; the last one may be cut off by the end of the file.
    public static List<Chunk> list(SourceBytes bytes, long from, long to) throws IOException {
        var chunks = new ArrayList<Chunk>();
        for (long at = from; chunks.size() < MAX_CHUNKS && at + 8 <= to; at = chunks.getLast().end()) {
            chunks.add(new Chunk(bytes.tag(at), at + 8, bytes.u32(at + 4, false)));
        }
        return chunks;
    }

    public static Header header(SourceBytes bytes) throws IOException {
        List<Chunk> chunks = list(bytes, 12, bytes.size());
        if (chunks.isEmpty()) {
            throw new MalformedException("it has no picture in it");
        }
        Chunk first = chunks.getFirst();
        long start = first.start;
        Header header = switch (first.type) {
            case "VP8X" -> Header.of(ImageType.WEBP, u24(bytes, start + 4) + 1, u24(bytes, start + 7) + 1, 4).withAnimated((bytes.u8(start) & ANIMATED) != 0);
            case "VP8L" -> lossless(bytes.u32(start + 1, false));
            case "VP8 " -> Header.of(ImageType.WEBP, bytes.u16(start + 6, false) & 0x3FFF, bytes.u16(start + 8, false) & 0x3FFF, 3);
            default -> throw new MalformedException("it does not begin with a picture");
        };
        for (Chunk chunk : chunks) {
            boolean whole = chunk.start + chunk.length <= bytes.size();
            if (chunk.type.equals("ICCP") && whole && chunk.length <= Limits.MAX_PROFILE) {
                header = header.withProfile(bytes.bytes(chunk.start, (int) chunk.length));
            } else if (chunk.type.equals("EXIF") && whole && chunk.length <= Limits.MAX_EXIF) {
                header = header.withExif(withoutPrefix(bytes.bytes(chunk.start, (int) chunk.length))).readingExif();
            } else if (chunk.type.equals("XMP ") && whole && chunk.length <= Limits.MAX_EXIF) {
                header = header.withLocation(header.location() || Xmp.hasLocation(bytes.bytes(chunk.start, (int) chunk.length)));
            }
        }
        return header;
    }

    static int u24(SourceBytes bytes, long at) throws IOException {
        return bytes.u16(at, false) | bytes.u8(at + 2) << 16;
    }

    private static Header lossless(long bits) {
        return Header.of(ImageType.WEBP, (int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1, 4);
    }

    /// Some writers keep the marker that JPEG needs before the block.
    static byte[] withoutPrefix(byte[] block) {
        int skip = block.length > 6 && block[0] == 'E' && block[1] == 'x' ? 6 : 0;
        return skip == 0 ? block : java.util.Arrays.copyOfRange(block, skip, block.length);
    }
}
