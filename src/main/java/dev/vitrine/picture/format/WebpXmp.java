package dev.vitrine.picture.format;

import dev.vitrine.picture.format.WebpChunks.WebpChunk;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The XMP chunk of a WebP (RFC 9649, 2.7.1.5), which needs the extended header: a file in the simple form gets one.
final class WebpXmp {
    private static final long LONGEST = 0xFFFF_FFFEL;

    private WebpXmp() {}

    /// Empty when the file has several packets, or is not all there.
    static Optional<List<FileEdit>> edits(SourceBytes bytes, Header header, PacketMerge merge) throws IOException {
        long end = 8 + bytes.u32(4, false);
        List<WebpChunk> chunks = WebpChunks.list(bytes, 12, Math.min(end, bytes.size()));
        List<WebpChunk> there = chunks.stream().filter(WebpChunk::isXmp).toList();
        boolean isWhole = end <= bytes.size()
                && !chunks.isEmpty()
                && (chunks.getLast().end() == end || chunks.getLast().end() == end + 1);
        if (!isWhole || there.size() > 1 || there.stream().anyMatch(chunk -> chunk.length() > Limits.MAX_EXIF)) {
            return Optional.empty();
        }
        var edits = new ArrayList<FileEdit>();
        edits.add(extended(bytes, chunks.getFirst(), header));
        if (there.isEmpty()) {
            int missing = (int) (end & 1); // some programs leave out the last byte that makes it even
            edits.add(FileEdit.insert(end, chunk("XMP ", merge.merged(new byte[0]), missing)));
        } else {
            WebpChunk old = there.getFirst();
            byte[] packet = merge.merged(bytes.bytes(old.start(), old.length()));
            edits.add(new FileEdit(old.start() - 8, Math.min(end, old.end()), chunk("XMP ", packet, 0)));
        }
        long size = end - 8;
        for (FileEdit edit : edits) {
            size += edit.bytes().length - (edit.to() - edit.from());
        }
        if (size > LONGEST) {
            return Optional.empty();
        }
        edits.add(new FileEdit(4, 8, u32(size)));
        return Optional.of(edits);
    }

    private static FileEdit extended(SourceBytes bytes, WebpChunk first, Header header) throws IOException {
        if (first.type().equals("VP8X")) {
            int flags = bytes.u8(first.start()) | WebpChunks.HAS_XMP;
            return new FileEdit(first.start(), first.start() + 1, new byte[] {(byte) flags});
        }
        boolean isLossless = first.type().equals("VP8L");
        boolean hasAlpha = isLossless && (bytes.u8(first.start() + 4) & 0x10) != 0;
        byte[] canvas = ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) (WebpChunks.HAS_XMP | (hasAlpha ? WebpChunks.HAS_ALPHA : 0)))
                .put(4, WebpChunks.u24(header.width() - 1))
                .put(7, WebpChunks.u24(header.height() - 1))
                .array();
        return FileEdit.insert(12, chunk("VP8X", canvas, 0));
    }

    private static byte[] chunk(String type, byte[] content, int before) {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes(new byte[before]);
        chunk.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(u32(content.length));
        chunk.writeBytes(content);
        chunk.writeBytes(new byte[content.length & 1]);
        return chunk.toByteArray();
    }

    private static byte[] u32(long value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array();
    }
}
