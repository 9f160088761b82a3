package dev.vitrine.picture.pixels;

import dev.vitrine.picture.input.Deadline;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.Optional;

/// The rows of a decoded raster as eight-bit pixels, its numbers taken as they are: color is converted later, on fewer
/// pixels.
///
/// Colors come premultiplied, CMYK as four inks (`0xCCMMYYKK`). Java's own getRGB is avoided where possible: it treats
/// plain gray as linear light, which makes every gray picture too bright.
public final class RasterRows implements PixelRows {
    /// Floating point samples are linear light by custom; this is sRGB's curve in steps.
    private static final short[] ENCODED = new short[8192];

    static {
        for (int i = 0; i < ENCODED.length; i++) {
            double linear = i / (ENCODED.length - 1.0);
            ENCODED[i] = (short) Math.round(
                    255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055));
        }
    }

    private final BufferedImage image;
    private final Deadline deadline;
    private final Raster raster;
    private final Colors colors;
    private final boolean known;
    private final int bands;
    private final boolean alpha;
    private final int bits;
    private final boolean premultiplied;
    private final int[] palette;
    private final float[] scale;
    private int[] samples = new int[0];
    private float[] floats = new float[0];

    public RasterRows(BufferedImage image, Deadline deadline) {
        this(image, deadline, Integer.MAX_VALUE, image.isAlphaPremultiplied());
    }

    /// For files that know better than the image which their reader makes of them.
    ///
    /// @param bits of a sample, where they may be fewer than those of its container
    public RasterRows(BufferedImage image, Deadline deadline, int bits, boolean premultiplied) {
        this.deadline = deadline;
        this.bits = bits;
        this.premultiplied = premultiplied;
        this.image = image;
        this.raster = image.getRaster();
        ColorModel model = image.getColorModel();
        this.bands = raster.getNumBands();
        this.alpha = model.hasAlpha();
        this.palette = model instanceof IndexColorModel index ? premultipliedPalette(index) : new int[0];
        Optional<Colors> found = palette.length > 0 ? Optional.of(Colors.RGB) : Colors.of(model.getColorSpace());
        this.colors = found.orElse(Colors.RGB);
        int count = bands - (alpha ? 1 : 0);
        this.known =
                palette.length > 0 || found.filter(its -> its.count() == count).isPresent();
        this.scale = new float[bands];
        for (int band = 0; band < bands; band++) {
            scale[band] = scale(band);
        }
    }

    private static int[] premultipliedPalette(IndexColorModel index) {
        int[] palette = new int[index.getMapSize()];
        index.getRGBs(palette);
        for (int i = 0; i < palette.length; i++) {
            palette[i] = Premultiplied.of(palette[i]);
        }
        return palette;
    }

    /// What brings a sample to 0…255.
    private float scale(int band) {
        return switch (raster.getTransferType()) {
            case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> 255f;
            case DataBuffer.TYPE_INT, DataBuffer.TYPE_USHORT, DataBuffer.TYPE_SHORT, DataBuffer.TYPE_BYTE ->
                (float) (255d
                        / (Math.pow(2, Math.min(bits, raster.getSampleModel().getSampleSize(band))) - 1));
            default -> 1f;
        };
    }

    /// How the numbers of a pixel are to be read; when false, they are sRGB whatever the image's own color space.
    public boolean isNative() {
        return known && palette.length == 0;
    }

    public Colors colors() {
        return known ? colors : Colors.RGB;
    }

    @Override
    public boolean isOpaque() {
        return !alpha && Arrays.stream(palette).allMatch(color -> color >>> 24 == 0xFF);
    }

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public void row(int y, int[] to) {
        if ((y & 15) == 0) {
            deadline.check();
        }
        int width = width();
        if (!known) {
            image.getRGB(0, y, width, 1, to, 0, width);
            for (int x = 0; x < width; x++) {
                to[x] = Premultiplied.of(to[x]);
            }
            return;
        }
        if (samples.length != width * bands) {
            samples = new int[width * bands];
        }
        if (raster.getTransferType() == DataBuffer.TYPE_FLOAT || raster.getTransferType() == DataBuffer.TYPE_DOUBLE) {
            floats(y, width);
        } else {
            raster.getPixels(0, y, width, 1, samples);
            if (palette.length > 0) {
                for (int x = 0; x < width; x++) {
                    to[x] = samples[x] < palette.length ? palette[samples[x]] : 0xFF000000;
                }
                return;
            }
            eightBits();
        }
        pack(to, width);
    }

    private void floats(int y, int width) {
        if (floats.length != width * bands) {
            floats = new float[width * bands];
        }
        raster.getPixels(0, y, width, 1, floats);
        for (int i = 0; i < floats.length; i++) {
            int step = Math.clamp((int) (floats[i] * (ENCODED.length - 1) + 0.5f), 0, ENCODED.length - 1);
            samples[i] = alpha && i % bands == bands - 1 ? step * 255 / (ENCODED.length - 1) : ENCODED[step];
        }
    }

    private void eightBits() {
        for (int band = 0; band < bands; band++) {
            if (scale[band] != 1f) {
                for (int i = band; i < samples.length; i += bands) {
                    samples[i] = Math.clamp((int) ((samples[i] & 0xFFFFFFFFL) * scale[band] + 0.5f), 0, 255);
                }
            }
        }
    }

    private void pack(int[] to, int width) {
        boolean multiply = alpha && !premultiplied;
        for (int x = 0, i = 0; x < width; x++, i += bands) {
            int opacity = alpha ? samples[i + bands - 1] : 255;
            int pixel = switch (colors) {
                case GRAY -> opacity << 24 | samples[i] * 0x010101;
                case RGB -> opacity << 24 | samples[i] << 16 | samples[i + 1] << 8 | samples[i + 2];
                case CMYK -> samples[i] << 24 | samples[i + 1] << 16 | samples[i + 2] << 8 | samples[i + 3];
            };
            to[x] = !multiply ? pixel : colors == Colors.CMYK ? onPaper(pixel, opacity) : Premultiplied.of(pixel);
        }
    }

    /// Of each ink as much as covers white.
    private static int onPaper(int inks, int opacity) {
        int covering = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            covering |= ((inks >>> shift & 0xFF) * opacity + 127) / 255 << shift;
        }
        return covering;
    }
}
