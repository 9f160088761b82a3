package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// The chunks of a PNG (W3C PNG, third edition, with APNG).
final class PngChunks {
    private static final int MAX_CHUNKS = 200_000;
    private static final int BLOCK = 1 << 16;
    /// What may follow the pixels: usually little, else a long packet.
    private static final int[] TAILS = {1 << 15, 1 << 19};

    /// @param start where its data begin
    record PngChunk(String type, long start, long length) {}

    private PngChunks() {}

    /// Every whole chunk; a list that breaks off belongs to a truncated file.
    static List<PngChunk> list(SourceBytes bytes) throws IOException {
        var chunks = new ArrayList<PngChunk>();
        long at = 8;
        for (int i = 0; i < MAX_CHUNKS && at + 12 <= bytes.size(); i++) {
            PngChunk chunk = chunkAt(bytes, at);
            chunks.add(chunk);
            at += 12 + chunk.length;
            if (chunk.type.equals("IEND")) {
                break;
            }
        }
        return chunks;
    }

    /// The chunks that a header needs: of pixels in many chunks of one length, as most programs write them, those
    /// in the middle are passed over. Where no more of the file is to be had, those up to there.
    static List<PngChunk> outline(SourceBytes bytes) throws IOException {
        var chunks = new ArrayList<PngChunk>();
        long at = 8;
        int passed = 0;
        try {
            for (int i = 0; i < MAX_CHUNKS && at + 12 <= bytes.size(); i++) {
                PngChunk chunk = chunkAt(bytes, at);
                boolean isLikeBefore = !chunks.isEmpty() && isPixels(chunk, chunks.getLast());
                chunks.add(chunk);
                long step = 12 + chunk.length;
                long far = at;
                if (isLikeBefore && passed < TAILS.length) {
                    far += Math.max(0, (bytes.size() - TAILS[passed++] - at) / step) * step;
                }
                boolean isPassed = far > at + BLOCK && isPixels(chunk, chunkAt(bytes, far));
                at = isPassed ? far : at + step;
                if (chunk.type.equals("IEND")) {
                    break;
                }
            }
        } catch (EOFException _) {
            // whoever gave the bytes knows that
        }
        return chunks;
    }

    private static PngChunk chunkAt(SourceBytes bytes, long at) throws IOException {
        return new PngChunk(bytes.tag(at + 4), at + 8, bytes.u32(at, true));
    }

    private static boolean isPixels(PngChunk chunk, PngChunk other) {
        return chunk.type.equals("IDAT") && other.type.equals("IDAT") && chunk.length == other.length;
    }

    /// Whether the chunks that a picture needs are what their check sums say.
    static boolean isSound(SourceBytes bytes, Deadline deadline) throws IOException {
        for (PngChunk chunk : list(bytes)) {
            deadline.check();
            long end = chunk.start + chunk.length;
            boolean isNeeded = Character.isUpperCase(chunk.type.charAt(0));
            if (isNeeded && (end + 4 > bytes.size() || bytes.u32(end, true) != checkSum(bytes, chunk))) {
                return false;
            }
        }
        return true;
    }

    private static long checkSum(SourceBytes bytes, PngChunk chunk) throws IOException {
        var check = new CRC32();
        byte[] block = new byte[BLOCK];
        long end = chunk.start + chunk.length;
        for (long at = chunk.start - 4; at < end; ) { // with its name
            int count = bytes.read(at, block, 0, (int) Math.min(block.length, end - at));
            if (count <= 0) {
                throw new EOFException("it ends within a chunk");
            }
            check.update(block, 0, count);
            at += count;
        }
        return check.getValue();
    }

    /// A whole chunk, with length and check sum.
    static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var check = new CRC32();
        check.update(name);
        check.update(content);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) check.getValue())
                .array();
    }
}
