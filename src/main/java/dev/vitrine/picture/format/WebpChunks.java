package dev.vitrine.picture.format;

import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.LegacyTexts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The chunks of a WebP (RFC 9649).
final class WebpChunks {
    /// In the extended header.
    static final int HAS_XMP = 0x04;
    static final int HAS_EXIF = 0x08;
    static final int HAS_ALPHA = 0x10;

    private static final int MAX_CHUNKS = 20_000;

    /// @param start where its data begin
    record WebpChunk(String type, long start, long length) {
        long end() {
            return start + length + (length & 1);
        }

        /// Some writers end its name as C does.
        boolean isXmp() {
            return type.equals("XMP ") || type.equals("XMP\0");
        }
    }

    private WebpChunks() {}

    /// The chunks between two positions; the last one may be cut off by the end of the file.
    static List<WebpChunk> list(SourceBytes bytes, long from, long to) throws IOException {
        var chunks = new ArrayList<WebpChunk>();
        for (long at = from;
                chunks.size() < MAX_CHUNKS && at + 8 <= to;
                at = chunks.getLast().end()) {
            chunks.add(new WebpChunk(bytes.tag(at), at + 8, bytes.u32(at + 4, false)));
        }
        return chunks;
    }

    static List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        var edits = new ArrayList<FileEdit>();
        for (WebpChunk chunk : list(bytes, 12, Math.min(bytes.size(), 8 + bytes.u32(4, false)))) {
            if (chunk.type().equals("EXIF")
                    && chunk.length() <= Limits.MAX_EXIF
                    && chunk.start() + chunk.length() <= bytes.size()) {
                byte[] block = bytes.bytes(chunk.start(), chunk.length());
                byte[] exif = Exif.withoutPrefix(block);
                edits.addAll(texts.inExif(SourceBytes.of(exif), chunk.start() + block.length - exif.length));
            }
        }
        return edits;
    }

    static int u24(SourceBytes bytes, long at) throws IOException {
        return bytes.u16(at, false) | bytes.u8(at + 2) << 16;
    }

    static byte[] u24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }
}
