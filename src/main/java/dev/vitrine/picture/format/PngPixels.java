package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.Premultiplied;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// How the bytes of a PNG's rows become pixels of eight bits a channel: by color type, depth, palette and tRNS (W3C
/// PNG, third edition, 11.2, 11.3.1).
final class PngPixels {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final int bits;
    private final int type;
    private final int channels;
    /// Premultiplied; what is not in it is black.
    private final int[] palette;
    /// Samples of the one color that is transparent; none of them when there is none.
    private final int[] transparent;

    private PngPixels(SourceBytes bytes, int width, int height) throws IOException {
        this.width = width;
        this.height = height;
        bits = bytes.u8(24);
        type = bytes.u8(25);
        channels = switch (type) {
            case RGB -> 3;
            case GRAY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
        if (Integer.bitCount(bits) != 1 || bits > (type == PALETTE ? 8 : 16) || bits < 8 && channels > 1) {
            throw new MalformedException("its header contradicts itself");
        }
        palette = new int[256];
        Arrays.fill(palette, OPAQUE);
        int[] clear = {};
        boolean hasPalette = false;
        for (PngChunk chunk : PngChunks.list(bytes)) {
            switch (chunk.type()) {
                case "PLTE" -> {
                    takePalette(bytes, chunk);
                    hasPalette = true;
                }
                case "tRNS" -> clear = takeTransparency(bytes, chunk);
                default -> {}
            }
        }
        if (type == PALETTE && !hasPalette) {
            throw new MalformedException("its colors are missing");
        }
        transparent = clear;
        Arrays.setAll(palette, i -> Premultiplied.of(palette[i]));
    }

    private PngPixels(PngPixels other, int width, int height) {
        this.width = width;
        this.height = height;
        bits = other.bits;
        type = other.type;
        channels = other.channels;
        palette = other.palette;
        transparent = other.transparent;
    }

    /// Of the same kind, for a picture of another size.
    PngPixels sized(int otherWidth, int otherHeight) {
        return new PngPixels(this, otherWidth, otherHeight);
    }

    static PngPixels of(SourceBytes bytes, Header header) throws IOException {
        return new PngPixels(bytes, header.width(), header.height());
    }

    private void takePalette(SourceBytes bytes, PngChunk chunk) throws IOException {
        for (int i = 0; i < Math.min(256, chunk.length() / 3); i++) {
            long at = chunk.start() + 3L * i;
            palette[i] = OPAQUE | bytes.u8(at) << 16 | bytes.u8(at + 1) << 8 | bytes.u8(at + 2);
        }
    }

    private int[] takeTransparency(SourceBytes bytes, PngChunk chunk) throws IOException {
        if (type == PALETTE) {
            for (int i = 0; i < Math.min(256, chunk.length()); i++) {
                palette[i] = palette[i] & ~OPAQUE | bytes.u8(chunk.start() + i) << 24;
            }
        }
        if (type != GRAY && type != RGB || chunk.length() < 2L * channels) {
            return new int[0];
        }
        int[] samples = new int[channels];
        for (int channel = 0; channel < channels; channel++) {
            samples[channel] = bytes.u16(chunk.start() + 2L * channel, true) & (1 << bits) - 1;
        }
        return samples;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    Colors colors() {
        return type == GRAY || type == GRAY_ALPHA ? Colors.GRAY : Colors.RGB;
    }

    boolean isOpaque() {
        return switch (type) {
            case GRAY, RGB -> transparent.length == 0;
            case PALETTE -> Arrays.stream(palette).allMatch(color -> color >>> 24 == 0xFF);
            default -> false;
        };
    }

    /// At least one, as filters count it.
    int bytesPerPixel() {
        return Math.max(1, channels * bits / 8);
    }

    int bytesAcross() {
        return Math.toIntExact(((long) width * channels * bits + 7) / 8);
    }

    /// Pixels with alpha premultiplied.
    void convert(byte[] row, int[] to) {
        if (bits != 8 || transparent.length > 0) {
            convertOthers(row, to);
            return;
        }
        switch (type) {
            case GRAY -> {
                for (int x = 0; x < width; x++) {
                    to[x] = OPAQUE | (row[x] & 0xFF) * 0x010101;
                }
            }
            case RGB -> {
                for (int x = 0, at = 0; x < width; x++, at += 3) {
                    to[x] = OPAQUE | (int) INT.get(row, at) >>> 8;
                }
            }
            case PALETTE -> {
                for (int x = 0; x < width; x++) {
                    to[x] = palette[row[x] & 0xFF];
                }
            }
            case GRAY_ALPHA -> {
                for (int x = 0; x < width; x++) {
                    to[x] = Premultiplied.of(row[2 * x + 1] << 24 | (row[2 * x] & 0xFF) * 0x010101);
                }
            }
            default -> {
                for (int x = 0, at = 0; x < width; x++, at += 4) {
                    int color = (row[at] & 0xFF) << 16 | (row[at + 1] & 0xFF) << 8 | row[at + 2] & 0xFF;
                    to[x] = Premultiplied.of(row[at + 3] << 24 | color);
                }
            }
        }
    }

    private void convertOthers(byte[] row, int[] to) {
        for (int x = 0; x < width; x++) {
            int first = x * channels;
            if (type == PALETTE) {
                to[x] = palette[sample(row, x)];
                continue;
            }
            int color = channels < 3
                    ? eight(row, first) * 0x010101
                    : eight(row, first) << 16 | eight(row, first + 1) << 8 | eight(row, first + 2);
            int alpha = type == GRAY_ALPHA || type == RGB_ALPHA ? eight(row, first + channels - 1) : alpha(row, first);
            to[x] = Premultiplied.of(alpha << 24 | color);
        }
    }

    private int alpha(byte[] row, int first) {
        if (transparent.length == 0) {
            return 0xFF;
        }
        for (int channel = 0; channel < channels; channel++) {
            if (sample(row, first + channel) != transparent[channel]) {
                return 0xFF;
            }
        }
        return 0;
    }

    private int eight(byte[] row, int index) {
        int greatest = (1 << bits) - 1;
        return (sample(row, index) * 255 + greatest / 2) / greatest;
    }

    private int sample(byte[] row, int index) {
        if (bits == 16) {
            return (row[2 * index] & 0xFF) << 8 | row[2 * index + 1] & 0xFF;
        }
        int bit = index * bits;
        return row[bit >> 3] >> 8 - bits - (bit & 7) & (1 << bits) - 1;
    }
}
