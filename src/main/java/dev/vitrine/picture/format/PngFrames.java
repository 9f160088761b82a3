package dev.vitrine.picture.format;

import dev.vitrine.picture.format.AnimationFrame.Disposal;
import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The frames of an animated PNG (W3C PNG, third edition, 4.10), each as a file of its own.
final class PngFrames {
    private PngFrames() {}

    /// At most as many as are played.
    static List<AnimationFrame> of(SourceBytes bytes) throws IOException {
        var frames = new ArrayList<AnimationFrame>();
        var shared = new ArrayList<PngChunk>();
        var parts = new ArrayList<PngChunk>();
        PngChunk control = null;
        for (PngChunk chunk : PngChunks.list(bytes)) {
            switch (chunk.type()) {
                case "PLTE", "tRNS", "sBIT" -> shared.add(chunk);
                case "IDAT", "fdAT" -> {
                    if (control != null) {
                        parts.add(chunk);
                    }
                }
                case "fcTL", "IEND" -> {
                    if (control != null && !parts.isEmpty() && frames.size() < AnimationFrame.MAX_FRAMES) {
                        frames.add(frame(bytes, control, List.copyOf(shared), List.copyOf(parts), frames.isEmpty()));
                    }
                    parts.clear();
                    control = chunk;
                }
                default -> {}
            }
        }
        return frames;
    }

    /// 0 for ever.
    static int plays(SourceBytes bytes) throws IOException {
        for (PngChunk chunk : PngChunks.list(bytes)) {
            if (chunk.type().equals("acTL") && chunk.length() >= 8) {
                return side(bytes.u32(chunk.start() + 4, true));
            }
        }
        return 0;
    }

    private static AnimationFrame frame(
            SourceBytes bytes, PngChunk control, List<PngChunk> shared, List<PngChunk> parts, boolean first)
            throws IOException {
        long at = control.start();
        int width = side(bytes.u32(at + 4, true));
        int height = side(bytes.u32(at + 8, true));
        int divisor = bytes.u16(at + 22, true);
        long millis = 1000L * bytes.u16(at + 20, true) / (divisor == 0 ? 100 : divisor);
        Disposal disposal = switch (bytes.u8(at + 24)) {
            case 1 -> Disposal.CLEAR;
            case 2 -> first ? Disposal.CLEAR : Disposal.RESTORE;
            default -> Disposal.KEEP;
        };
        return new AnimationFrame(
                side(bytes.u32(at + 12, true)),
                side(bytes.u32(at + 16, true)),
                width,
                height,
                AnimationFrame.delay(millis),
                disposal,
                bytes.u8(at + 25) == 1,
                () -> frameFile(bytes, width, height, shared, parts));
    }

    private static byte[] frameFile(
            SourceBytes bytes, int width, int height, List<PngChunk> shared, List<PngChunk> parts) throws IOException {
        var file = new ByteArrayOutputStream();
        file.writeBytes(bytes.bytes(0, 8));
        byte[] header = bytes.bytes(16, 13);
        ByteBuffer.wrap(header).putInt(0, width).putInt(4, height);
        file.writeBytes(PngChunks.chunk("IHDR", header));
        for (PngChunk chunk : shared) {
            file.writeBytes(PngChunks.chunk(chunk.type(), bytes.bytes(chunk.start(), chunk.length())));
        }
        for (PngChunk chunk : parts) {
            int number = chunk.type().equals("fdAT") ? 4 : 0; // a sequence number goes before the data
            file.writeBytes(PngChunks.chunk("IDAT", bytes.bytes(chunk.start() + number, chunk.length() - number)));
        }
        file.writeBytes(PngChunks.chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static int side(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
