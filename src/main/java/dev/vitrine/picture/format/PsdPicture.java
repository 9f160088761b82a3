package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.PhotoshopResources;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Premultiplied;
import dev.vitrine.picture.pixels.SrgbRows;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/// The flattened picture at the end of a Photoshop document, read row by row (Adobe Photoshop File Formats, Image
/// Data).
///
/// Layers are skipped, not parsed. Channels lie one after the other, each row packed on its own.
final class PsdPicture implements PixelRows {
    private static final int INDEXED = 2;
    private static final int RGB = 3;
    private static final int CMYK = 4;
    private static final int MULTICHANNEL = 7;
    private static final int LAB = 9;
    private static final int GRAY = 1;
    /// In a document of 32 bits the colors are light, not what is shown.
    private static final int FLOAT = 32;
    private static final int TRANSPARENT = 1047;
    /// Rows that are looked at before, however many there are.
    private static final int PROBES = 64;

    private static final int RAW = 0;
    private static final int RUNS = 1;
    private static final int DEFLATED = 2;
    private static final int DEFLATED_DIFFERENCES = 3;

    private final SourceBytes bytes;
    private final Deadline deadline;
    private final Header header;
    private final int mode;
    private final int stored;
    private final int colors;
    private final int channels;
    private final int bits;
    private final boolean alpha;
    private final long palette;
    private final int transparent;
    private final PsdChannels channelRows;
    private final byte[] raw;
    private final int[][] samples;
    private final boolean onWhite;

    private PsdPicture(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        this.bytes = bytes;
        this.header = header;
        this.deadline = deadline;
        this.mode = bytes.u16(24, true);
        this.bits = bytes.u16(22, true);
        this.stored = bytes.u16(12, true);
        this.colors = colors();
        this.palette = 30;
        long resources = palette + bytes.u32(26, true);
        long layers = resources + 4 + bytes.u32(resources, true);
        long start = behindLayers(bytes, layers);
        this.alpha = colors < 4 && mode != INDEXED && bits > 1 && stored > colors && isMergedWithAlpha(layers);
        this.channels = colors + (alpha ? 1 : 0);
        if (bits == FLOAT && mode != RGB && mode != GRAY) {
            throw UnsupportedException.here("it is a document of 32 bits a channel", null);
        }
        if (stored < colors || mode == INDEXED && bits != 8) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%d channels of %d bits cannot be shown", stored, bits));
        }
        this.transparent = mode == INDEXED ? transparentIndex(resources) : -1;
        var layout =
                new PsdChannels.Layout(stored, channels, header.width(), header.height(), bits, isLarge(bytes) ? 4 : 2);
        this.raw = new byte[layout.rowBytes()];
        this.samples = new int[channels][header.width()];
        this.onWhite = alpha && canBeOnWhite(channels(start + 2, bytes.u16(start, true), layout));
        this.channelRows = channels(start + 2, bytes.u16(start, true), layout);
    }

    /// @throws EOFException when there is no whole row of it
    static DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        var picture = new PsdPicture(bytes, header, deadline);
        return new PartialRows(picture, picture.inks()).reduced(edge, picture.profile());
    }

    /// All of it, in sRGB.
    static PixelRows rows(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        var picture = new PsdPicture(bytes, header, deadline);
        return new SrgbRows(picture, picture.inks(), picture.profile());
    }

    /// A document of more than 30,000 pixels on a side (PSB), in which some lengths have twice the bytes.
    static boolean isLarge(SourceBytes bytes) throws IOException {
        return bytes.has(0, "8BPS\0\2");
    }

    static long behindLayers(SourceBytes bytes, long layers) throws IOException {
        return isLarge(bytes) ? layers + 8 + bytes.u64(layers, true) : layers + 4 + bytes.u32(layers, true);
    }

    /// @param start behind the number that tells the packing
    private PsdChannels channels(long start, int packing, PsdChannels.Layout layout) throws IOException {
        return switch (packing) {
            case RAW, RUNS -> new PsdChannels.InRows(bytes, start, packing == RUNS, layout);
            case DEFLATED, DEFLATED_DIFFERENCES ->
                new PsdDeflated(bytes, start, packing == DEFLATED_DIFFERENCES, layout, deadline);
            default -> throw new MalformedException("its packing is unknown");
        };
    }

    private byte[] profile() {
        return mode != INDEXED && mode != LAB && bits != FLOAT ? header.profile() : new byte[0];
    }

    @Override
    public boolean isOpaque() {
        return !alpha && transparent < 0;
    }

    private Colors inks() {
        return colors == 4 ? Colors.CMYK : colors == 1 && mode != INDEXED ? Colors.GRAY : Colors.RGB;
    }

    private int colors() {
        return switch (mode) {
            case RGB, LAB -> 3;
            case CMYK -> 4;
            case MULTICHANNEL -> plates();
            default -> 1; // bitmap, gray, indexed, duotone
        };
    }

    /// A plate for each ink: of a document that had three colors cyan, magenta and yellow, and black of one with
    /// four.
    private int plates() {
        return stored < 3 ? 1 : Math.min(stored, 4);
    }

    /// The number of the color that lets through what is below, -1 without one.
    private int transparentIndex(long resources) throws IOException {
        byte[] index =
                PhotoshopResources.find(bytes, resources + 4, resources + 4 + bytes.u32(resources, true), TRANSPARENT);
        return index.length < 2 ? -1 : index[1] & 0xFF;
    }

    /// A negative number of layers says that the first further channel is the transparency of the whole.
    private boolean isMergedWithAlpha(long layers) throws IOException {
        int length = isLarge(bytes) ? 8 : 4;
        return behindLayers(bytes, layers) >= layers + length + 6
                && bytes.u32(layers + 2 * length - 4, true) >= 2
                && (short) bytes.u16(layers + 2 * length, true) < 0;
    }

    /// Photoshop lays what is transparent on white, other programs do not, and no program says so. But where
    /// nothing is seen there is white in the one case and anything in the other, and nearly every document that
    /// lets something through has such a place.
    private boolean canBeOnWhite(PsdChannels rows) throws IOException {
        int step = rows.areInAnyOrder() ? Math.max(1, header.height() / PROBES) : 1;
        for (int y = step / 2; y < header.height(); y += step) {
            if (!isThere(rows, y)) {
                break;
            }
            for (int x = 0; x < header.width(); x++) {
                if (!PsdColors.canBeOnWhite(darkest(x), samples[colors][x])) {
                    return false;
                }
            }
        }
        return true;
    }

    /// False where the file breaks off before.
    private boolean isThere(PsdChannels rows, int y) throws IOException {
        try {
            load(rows, y, false);
            return true;
        } catch (EOFException _) {
            return false;
        }
    }

    private int darkest(int x) {
        int darkest = samples[0][x];
        for (int color = 1; color < colors && mode != LAB; color++) {
            darkest = Math.min(darkest, samples[color][x]);
        }
        return darkest;
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
        try {
            load(channelRows, y, onWhite);
            for (int x = 0; x < header.width(); x++) {
                to[x] = pixel(x);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(PsdChannels rows, int y, boolean offWhite) throws IOException {
        deadline.check();
        for (int channel = channels - 1; channel >= 0; channel--) { // transparency first
            load(rows, channel, y, offWhite);
        }
    }

    private void load(PsdChannels rows, int channel, int y, boolean offWhite) throws IOException {
        rows.row(channel, y, raw);
        for (int x = 0; x < header.width(); x++) {
            samples[channel][x] = switch (bits) {
                case 1 -> (raw[x >> 3] >> 7 - (x & 7) & 1) == 0 ? 255 : 0;
                case 16 -> raw[2 * x] & 0xFF;
                case FLOAT ->
                    channel < colors
                            ? PsdColors.encoded(
                                    offWhite ? PsdColors.offWhite(light(x), 1, samples[colors][x]) : light(x))
                            : PsdColors.plain(light(x));
                default -> raw[x] & 0xFF;
            };
        }
    }

    private double light(int x) {
        return ByteBuffer.wrap(raw).getFloat(4 * x);
    }

    private int pixel(int x) throws IOException {
        return switch (mode) {
            case LAB ->
                Premultiplied.of((alpha ? samples[3][x] : 255) << 24
                        | 0xFFFFFF
                                & PsdColors.lab(
                                        inLab(0, 255, x) / 2.55, inLab(1, 128, x) - 128, inLab(2, 128, x) - 128));
            case INDEXED -> samples[0][x] == transparent ? 0 : color(samples[0][x]);
            default -> ofChannels(x);
        };
    }

    private double inLab(int channel, int white, int x) {
        int sample = samples[channel][x];
        return onWhite ? PsdColors.offWhite(sample, white, samples[3][x]) : sample;
    }

    private int ofChannels(int x) {
        return switch (colors) {
            // inks are stored as the light that they let through
            case 4 ->
                255 - samples[0][x] << 24 | 255 - samples[1][x] << 16 | 255 - samples[2][x] << 8 | 255 - samples[3][x];
            case 3 ->
                premultiplied(
                        (alpha ? samples[3][x] : 255) << 24 | samples[0][x] << 16 | samples[1][x] << 8 | samples[2][x]);
            default -> premultiplied((alpha ? samples[1][x] : 255) << 24 | samples[0][x] * 0x010101);
        };
    }

    private int premultiplied(int argb) {
        return onWhite && bits != FLOAT ? PsdColors.withoutWhite(argb) : Premultiplied.of(argb);
    }

    private int color(int index) throws IOException {
        long at = palette + index;
        return 0xFF << 24 | bytes.u8(at) << 16 | bytes.u8(at + 256) << 8 | bytes.u8(at + 512);
    }
}
