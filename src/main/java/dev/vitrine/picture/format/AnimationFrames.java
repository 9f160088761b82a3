package dev.vitrine.picture.format;

import dev.vitrine.picture.format.AnimationFrame.Disposal;
import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Takes animations apart: every frame becomes a small file of its own that any decoder of still pictures reads.
public final class AnimationFrames {
    private static final int MAX_FRAMES = 5000;

    private AnimationFrames() {
    }

    /// Empty when the file has no frames, or is of a kind that is not played.
    public static List<AnimationFrame> of(SourceBytes bytes, Header header) throws IOException {
        return switch (header.type()) {
            case GIF -> gif(bytes);
            case PNG -> png(bytes);
            case WEBP -> webp(bytes);
            case JPEG, BMP, TIFF, AVIF, HEIC, PSD, DNG, NEF, CR2, CR3, ARW, RAF, ORF, RW2, PEF -> List.of();
        };
    }

    private static List<AnimationFrame> gif(SourceBytes bytes) throws IOException {
        var frames = new ArrayList<AnimationFrame>();
        for (GifBlocks.Frame frame : GifBlocks.frames(bytes, MAX_FRAMES)) {
            frames.add(new AnimationFrame(frame.left(), frame.top(), frame.width(), frame.height(), AnimationFrame.delay(10L * frame.delay()),
                    frame.disposal(), true, () -> gifFile(bytes, frame)));
        }
        return frames;
    }

    private static byte[] gifFile(SourceBytes bytes, GifBlocks.Frame frame) throws IOException {
        var file = new ByteArrayOutputStream();
        byte[] screen = bytes.bytes(0, 13 + GifBlocks.colors(bytes.u8(10)));
        ByteBuffer.wrap(screen).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) frame.width()).putShort(8, (short) frame.height());
        file.writeBytes(screen);
        if (frame.control() >= 0) {
            file.writeBytes(bytes.bytes(frame.control(), 8));
        }
        byte[] block = bytes.bytes(frame.start(), frame.end() - frame.start());
        java.util.Arrays.fill(block, 1, 5, (byte) 0);
        file.writeBytes(block);
        file.write(0x3B);
        return file.toByteArray();
    }

    private static List<AnimationFrame> png(SourceBytes bytes) throws IOException {
        var frames = new ArrayList<AnimationFrame>();
        var shared = new ArrayList<PngChunks.Chunk>();
        var parts = new ArrayList<PngChunks.Chunk>();
        PngChunks.Chunk control = null;
        for (PngChunks.Chunk chunk : PngChunks.list(bytes)) {
            switch (chunk.type()) {
                case "PLTE", "tRNS", "sBIT" -> shared.add(chunk);
                case "IDAT", "fdAT" -> {
                    if (control != null) {
                        parts.add(chunk);
                    }
                }
                case "fcTL", "IEND" -> {
                    if (control != null && !parts.isEmpty() && frames.size() < MAX_FRAMES) {
                        frames.add(pngFrame(bytes, control, List.copyOf(shared), List.copyOf(parts), frames.isEmpty()));
                    }
                    parts.clear();
                    control = chunk;
                }
                default -> { }
            }
        }
        return frames;
    }

    private static AnimationFrame pngFrame(SourceBytes bytes, PngChunks.Chunk control, List<PngChunks.Chunk> shared, List<PngChunks.Chunk> parts,
                                           boolean first) throws IOException {
        long at = control.start();
        int width = PngChunks.side(bytes.u32(at + 4, true));
        int height = PngChunks.side(bytes.u32(at + 8, true));
        int divisor = bytes.u16(at + 22, true);
        long millis = 1000L * bytes.u16(at + 20, true) / (divisor == 0 ? 100 : divisor);
        Disposal disposal = switch (bytes.u8(at + 24)) {
            case 1 -> Disposal.CLEAR;
            case 2 -> first ? Disposal.CLEAR : Disposal.RESTORE;
            default -> Disposal.KEEP;
        };
        return new AnimationFrame(PngChunks.side(bytes.u32(at + 12, true)), PngChunks.side(bytes.u32(at + 16, true)), width, height,
                AnimationFrame.delay(millis), disposal, bytes.u8(at + 25) == 1, () -> pngFile(bytes, width, height, shared, parts));
    }

    private static byte[] pngFile(SourceBytes bytes, int width, int height, List<PngChunks.Chunk> shared, List<PngChunks.Chunk> parts) throws IOException {
        var file = new ByteArrayOutputStream();
        file.writeBytes(bytes.bytes(0, 8));
        byte[] header = bytes.bytes(16, 13);
        ByteBuffer.wrap(header).putInt(0, width).putInt(4, height);
        file.writeBytes(PngChunks.chunk("IHDR", header));
        for (PngChunks.Chunk chunk : shared) {
            file.writeBytes(PngChunks.chunk(chunk.type(), bytes.bytes(chunk.start(), chunk.length())));
        }
        for (PngChunks.Chunk chunk : parts) {
            int number = chunk.type().equals("fdAT") ? 4 : 0; // a sequence number goes before the data
            file.writeBytes(PngChunks.chunk("IDAT", bytes.bytes(chunk.start() + number, chunk.length() - number)));
        }
        file.writeBytes(PngChunks.chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static List<AnimationFrame> webp(SourceBytes bytes) throws IOException {
        var frames = new ArrayList<AnimationFrame>();
        for (WebpChunks.Chunk chunk : WebpChunks.list(bytes, 12, bytes.size())) {
            if (chunk.type().equals("ANMF") && chunk.start() + chunk.length() <= bytes.size() && frames.size() < MAX_FRAMES) {
                long at = chunk.start();
                int width = WebpChunks.u24(bytes, at + 6) + 1;
                int height = WebpChunks.u24(bytes, at + 9) + 1;
                int flags = bytes.u8(at + 15);
                frames.add(new AnimationFrame(2 * WebpChunks.u24(bytes, at), 2 * WebpChunks.u24(bytes, at + 3), width, height,
                        AnimationFrame.delay(WebpChunks.u24(bytes, at + 12)), (flags & 1) == 0 ? Disposal.KEEP : Disposal.CLEAR, (flags & 2) == 0,
                        () -> webpFile(bytes, chunk, width, height)));
            }
        }
        return frames;
    }

    /// The frame's own chunks behind an extended header, which its alpha chunk needs.
    private static byte[] webpFile(SourceBytes bytes, WebpChunks.Chunk frame, int width, int height) throws IOException {
        byte[] content = bytes.bytes(frame.start() + 16, frame.length() - 16);
        boolean alpha = content.length > 4 && content[0] == 'A';
        ByteBuffer file = ByteBuffer.allocate(12 + (alpha ? 18 : 0) + content.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(file.capacity() - 8).put("WEBP".getBytes(StandardCharsets.ISO_8859_1));
        if (alpha) {
            file.put("VP8X".getBytes(StandardCharsets.ISO_8859_1)).putInt(10).putInt(0x10).put(u24(width - 1)).put(u24(height - 1));
        }
        return file.put(content).array();
    }

    private static byte[] u24(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16)};
    }
}
