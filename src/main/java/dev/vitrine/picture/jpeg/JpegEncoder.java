package dev.vitrine.picture.jpeg;

import java.util.Arrays;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.plugins.jpeg.JPEGQTable;

/// Writes a picture as baseline JPEG (JFIF, color at half size, the tables of annex K).
///
/// ImageIO's writer takes three times as long for a preview, and half a second more for the first one of a process.
public final class JpegEncoder {
    /// Pixels of one row after the other, from the top.
    public interface Rows {
        /// Writes row `y` as `0xRRGGBB` to the beginning of `to`.
        void row(int y, int[] to);
    }

    private static final int[] SAMPLING = {0x22, 0x11, 0x11};

    private final int width;
    private final int height;
    private final EntropyWriter out;
    private final ForwardDct[] dct = new ForwardDct[2];
    private final int padded;
    private final int[][] luma;
    private final int[][] blueness;
    private final int[][] redness;
    private final int[][][] halved;

    private JpegEncoder(int width, int height, float quality) {
        this.width = width;
        this.height = height;
        this.padded = width + 15 & ~15;
        this.luma = new int[16][padded];
        this.blueness = new int[16][padded];
        this.redness = new int[16][padded];
        this.halved = new int[2][8][padded / 2];
        this.out = new EntropyWriter(1024 + width * height / 4);
        float scale = quality < 0.5f ? 0.5f / quality : 2 - 2 * quality; // as everybody counts quality
        dct[0] = new ForwardDct(JPEGQTable.K1Luminance.getScaledInstance(scale, true));
        dct[1] = new ForwardDct(JPEGQTable.K2Chrominance.getScaledInstance(scale, true));
    }

    /// @param pixels `0xRRGGBB` row by row, the highest byte without meaning
    /// @param quality above 0, at most 1
    public static byte[] encode(int width, int height, int[] pixels, float quality) {
        return encode(width, height, (y, to) -> System.arraycopy(pixels, y * width, to, 0, width), quality);
    }

    /// The same of what need not be in memory whole.
    public static byte[] encode(int width, int height, Rows pixels, float quality) {
        var encoder = new JpegEncoder(width, height, quality);
        encoder.writeHeader();
        encoder.writeScan(pixels);
        return encoder.out.finish();
    }

    private void writeHeader() {
        out.write(0xFF, Segment.SOI);
        out.write(0xFF, Segment.APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
        for (int table = 0; table < 2; table++) {
            out.write(0xFF, Segment.DQT, 0, 67, table);
            out.write(dct[table].zigzagSteps());
        }
        out.write(0xFF, Segment.SOF0, 0, 17, 8, height >> 8, height & 0xFF, width >> 8, width & 0xFF, 3);
        for (int component = 0; component < 3; component++) {
            out.write(component + 1, SAMPLING[component], Math.min(component, 1));
        }
        writeTable(0x00, JPEGHuffmanTable.StdDCLuminance);
        writeTable(0x10, JPEGHuffmanTable.StdACLuminance);
        writeTable(0x01, JPEGHuffmanTable.StdDCChrominance);
        writeTable(0x11, JPEGHuffmanTable.StdACChrominance);
        out.write(0xFF, Segment.SOS, 0, 12, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0);
    }

    private void writeTable(int number, JPEGHuffmanTable table) {
        short[] values = table.getValues();
        out.write(0xFF, Segment.DHT, 0, 19 + values.length, number);
        short[] lengths = Arrays.copyOf(table.getLengths(), 16);
        for (short length : lengths) {
            out.write(length);
        }
        for (short value : values) {
            out.write(value);
        }
        out.take(number, lengths, values);
    }

    private void writeScan(Rows pixels) {
        int[] line = new int[width];
        for (int y = 0; y < height; y += 16) {
            for (int row = 0; row < 16; row++) {
                if (y + row < height) { // the last one fills up the block
                    pixels.row(y + row, line);
                }
                convert(line, luma[row], blueness[row], redness[row]);
            }
            halve(blueness, halved[0]);
            halve(redness, halved[1]);
            ForwardDct.columns(luma, 0);
            ForwardDct.columns(luma, 8);
            ForwardDct.columns(halved[0], 0);
            ForwardDct.columns(halved[1], 0);
            for (int x = 0; x < padded; x += 16) {
                out.writeBlock(dct[0].transform(luma, 0, x), 0);
                out.writeBlock(dct[0].transform(luma, 0, x + 8), 0);
                out.writeBlock(dct[0].transform(luma, 8, x), 0);
                out.writeBlock(dct[0].transform(luma, 8, x + 8), 0);
                out.writeBlock(dct[1].transform(halved[0], 0, x / 2), 1);
                out.writeBlock(dct[1].transform(halved[1], 0, x / 2), 2);
            }
        }
    }

    /// JFIF's transform (ITU-T T.871, 7) in 16-bit fixed point, luma around 0 (A.3.1); the last pixel fills up the
    /// row.
    private void convert(int[] pixels, int[] y, int[] cb, int[] cr) {
        for (int x = 0; x < width; x++) {
            int pixel = pixels[x];
            int red = pixel >> 16 & 0xFF;
            int green = pixel >> 8 & 0xFF;
            int blue = pixel & 0xFF;
            y[x] = (19595 * red + 38470 * green + 7471 * blue + (1 << 15) >> 16) - 128;
            cb[x] = 32768 * blue - 11059 * red - 21709 * green >> 8;
            cr[x] = 32768 * red - 27439 * green - 5329 * blue >> 8;
        }
        Arrays.fill(y, width, padded, y[width - 1]);
        Arrays.fill(cb, width, padded, cb[width - 1]);
        Arrays.fill(cr, width, padded, cr[width - 1]);
    }

    /// The mean of four pixels each.
    private static void halve(int[][] plane, int[][] halves) {
        for (int row = 0; row < 8; row++) {
            int[] above = plane[2 * row];
            int[] below = plane[2 * row + 1];
            int[] half = halves[row];
            for (int x = 0; x < half.length; x++) {
                int from = 2 * x;
                half[x] = above[from] + above[from + 1] + below[from] + below[from + 1] + (1 << 9) >> 10;
            }
        }
    }
}
