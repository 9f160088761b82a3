package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Premultiplied;
import dev.vitrine.picture.pixels.Resampler;
import dev.vitrine.picture.pixels.SrgbRows;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// The flattened picture at the end of a Photoshop document, read row by row (Adobe Photoshop File Formats, Image
/// Data).
///
/// Layers are skipped, not parsed. Channels lie one after the other, each row packed on its own.
final class PsdPicture implements PixelRows {
    private static final int INDEXED = 2;
    private static final int RGB = 3;
    private static final int CMYK = 4;
    private static final int LAB = 9;
    private static final int DEFLATED = 2;
    private static final int DEFLATED_DIFFERENCES = 3;

    private final SourceBytes bytes;
    private final Deadline deadline;
    private final Header header;
    private final int mode;
    private final int channels;
    private final int bits;
    private final boolean alpha;
    private final long palette;
    private final boolean packed;
    private final long[][] rows;
    private final int rowBytes;
    private final byte[] raw;
    private final byte[] in;
    private final int[][] samples;

    private PsdPicture(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        this.bytes = bytes;
        this.header = header;
        this.deadline = deadline;
        this.mode = bytes.u16(24, true);
        this.bits = bytes.u16(22, true);
        int stored = bytes.u16(12, true);
        int colors = colors();
        this.palette = 30;
        long resources = palette + bytes.u32(26, true);
        long layers = resources + 4 + bytes.u32(resources, true);
        long start = layers + 4 + bytes.u32(layers, true);
        this.alpha = colors < 4 && mode != INDEXED && bits > 1 && stored > colors && isMergedWithAlpha(layers);
        this.channels = colors + (alpha ? 1 : 0);
        int compression = bytes.u16(start, true);
        if (bits > 16 || compression == DEFLATED || compression == DEFLATED_DIFFERENCES) {
            throw UnsupportedException.here(
                    bits > 16 ? "it is a document of 32 bits a channel" : "it is a document with a deflated image",
                    null);
        }
        if (stored < colors || mode == INDEXED && bits != 8) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%d channels of %d bits cannot be shown", stored, bits));
        }
        if (compression > 1) {
            throw new MalformedException("its packing is unknown");
        }
        this.packed = compression == 1;
        this.rowBytes = (header.width() * bits + 7) / 8;
        this.rows = places(start + 2, stored);
        this.raw = new byte[rowBytes];
        this.in = new byte[2 * rowBytes + 256];
        this.samples = new int[channels][header.width()];
    }

    static DecodedPixels decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        var picture = new PsdPicture(bytes, header, deadline);
        double scale = Limits.scale(header.width(), header.height(), edge);
        int width = Limits.reduced(header.width(), scale);
        int height = Limits.reduced(header.height(), scale);
        try {
            int[] pixels = Resampler.reduce(picture, width, height);
            return new DecodedPixels(width, height, pixels, picture.inks(), picture.profile());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// All of it, in sRGB.
    static PixelRows rows(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        var picture = new PsdPicture(bytes, header, deadline);
        return new SrgbRows(picture, picture.inks(), picture.profile());
    }

    private byte[] profile() {
        return mode != INDEXED && mode != LAB ? header.profile() : new byte[0];
    }

    @Override
    public boolean isOpaque() {
        return !alpha;
    }

    private Colors inks() {
        return mode == CMYK ? Colors.CMYK : colors() == 1 && mode != INDEXED ? Colors.GRAY : Colors.RGB;
    }

    private int colors() {
        return switch (mode) {
            case RGB, LAB -> 3;
            case CMYK -> 4;
            default -> 1; // bitmap, gray, indexed, duotone
        };
    }

    /// A negative number of layers says that the first further channel is the transparency of the whole.
    private boolean isMergedWithAlpha(long layers) throws IOException {
        return bytes.u32(layers, true) >= 6
                && bytes.u32(layers + 4, true) >= 2
                && (short) bytes.u16(layers + 8, true) < 0;
    }

    /// Where each row of each channel begins; one more place marks the end.
    private long[][] places(long start, int stored) throws IOException {
        long at = packed ? start + 2L * stored * header.height() : start;
        long[][] places = new long[channels][header.height() + 1];
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < header.height(); y++) {
                places[channel][y] = at;
                at += packed ? bytes.u16(start + 2L * ((long) channel * header.height() + y), true) : rowBytes;
            }
            places[channel][header.height()] = at;
        }
        return places;
    }

    @Override
    public int width() {
        return header.width();
    }

    @Override
    public int height() {
        return header.height();
    }

    @Override
    public void row(int y, int[] to) {
        deadline.check();
        try {
            for (int channel = 0; channel < channels; channel++) {
                load(channel, y);
            }
            for (int x = 0; x < header.width(); x++) {
                to[x] = pixel(x);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(int channel, int y) throws IOException {
        int length = (int) (rows[channel][y + 1] - rows[channel][y]);
        if (length > in.length) {
            throw new MalformedException("a row is longer than it can be");
        }
        for (int done = 0; done < length; ) {
            int count = bytes.read(rows[channel][y] + done, in, done, length - done);
            if (count <= 0) {
                throw new EOFException("cut off within the image");
            }
            done += count;
        }
        if (packed) {
            unpack(length);
        } else {
            System.arraycopy(in, 0, raw, 0, rowBytes);
        }
        for (int x = 0; x < header.width(); x++) {
            samples[channel][x] = switch (bits) {
                case 1 -> (raw[x >> 3] >> 7 - (x & 7) & 1) == 0 ? 255 : 0;
                case 16 -> raw[2 * x] & 0xFF;
                default -> raw[x] & 0xFF;
            };
        }
    }

    /// PackBits: a count and that many bytes, or a negative count and one byte to repeat.
    private void unpack(int length) {
        int at = 0;
        for (int i = 0; i + 1 < length && at < rowBytes; ) {
            int count = in[i++];
            if (count >= 0) {
                int take = Math.min(Math.min(count + 1, rowBytes - at), length - i);
                System.arraycopy(in, i, raw, at, take);
                i += count + 1;
                at += take;
            } else if (count != -128) {
                int end = Math.min(at + 1 - count, rowBytes);
                java.util.Arrays.fill(raw, at, end, in[i++]);
                at = end;
            }
        }
    }

    private int pixel(int x) throws IOException {
        return switch (mode) {
            case RGB ->
                Premultiplied.of(
                        (alpha ? samples[3][x] : 255) << 24 | samples[0][x] << 16 | samples[1][x] << 8 | samples[2][x]);
            // inks are stored as the light that they let through
            case CMYK ->
                255 - samples[0][x] << 24 | 255 - samples[1][x] << 16 | 255 - samples[2][x] << 8 | 255 - samples[3][x];
            case LAB -> lab(samples[0][x] / 2.55, samples[1][x] - 128, samples[2][x] - 128);
            case INDEXED ->
                0xFF << 24 | color(samples[0][x]) << 16 | color(256 + samples[0][x]) << 8 | color(512 + samples[0][x]);
            default -> Premultiplied.of((alpha ? samples[1][x] : 255) << 24 | samples[0][x] * 0x010101);
        };
    }

    private int color(int index) throws IOException {
        return bytes.u8(palette + index);
    }

    /// CIE L*a*b* at D50 to sRGB.
    private static int lab(double lightness, double a, double b) {
        double y = (lightness + 16) / 116;
        double[] xyz = {0.9642 * uncurved(y + a / 500), uncurved(y), 0.8249 * uncurved(y - b / 200)};
        int red = encoded(3.13386 * xyz[0] - 1.61687 * xyz[1] - 0.49062 * xyz[2]);
        int green = encoded(-0.97877 * xyz[0] + 1.91614 * xyz[1] + 0.03345 * xyz[2]);
        int blue = encoded(0.07194 * xyz[0] - 0.22899 * xyz[1] + 1.40524 * xyz[2]);
        return 0xFF << 24 | red << 16 | green << 8 | blue;
    }

    private static double uncurved(double t) {
        return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29);
    }

    private static int encoded(double linear) {
        double bounded = Math.clamp(linear, 0, 1);
        return (int) Math.round(
                255 * (bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * Math.pow(bounded, 1 / 2.4) - 0.055));
    }
}
