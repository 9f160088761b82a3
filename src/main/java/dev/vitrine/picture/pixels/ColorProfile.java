package dev.vitrine.picture.pixels;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings pixels from the colors of an ICC profile to sRGB. Done last, on the few pixels that are left.
///
/// A profile is judged by what it does, not by its name: one that leaves a grid of colors where they are is sRGB and
/// costs nothing. A profile that cannot be used counts as absent, as in every viewer.
final class ColorProfile {
    private static final int MAX_KEPT = 32;
    private static final int SAME = 2;
    private static final int BATCH = 1 << 15;
    private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

    private static final Map<ByteBuffer, Optional<ColorProfile>> KNOWN =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<ColorProfile>> eldest) {
                    return size() > MAX_KEPT;
                }
            });

    private final ICC_Profile profile;
    private final Colors colors;

    private ColorProfile(ICC_Profile profile, Colors colors) {
        this.profile = profile;
        this.colors = colors;
    }

    /// Overwrites pixels with sRGB, alpha premultiplied.
    ///
    /// @param icc empty for sRGB (or for plain CMYK)
    static void toSrgb(int[] pixels, Colors colors, byte[] icc) {
        conversion(colors, icc).accept(pixels);
    }

    /// Does that as often as it is called, by one thread: with a profile, the first time costs as much as thousands
    /// of pixels.
    ///
    /// @param icc as above
    static Consumer<int[]> conversion(Colors colors, byte[] icc) {
        Optional<ColorProfile> profile = icc.length == 0 ? Optional.empty() : of(icc, colors);
        return profile.map(ColorProfile::conversion)
                .orElse(colors == Colors.CMYK ? ColorProfile::plainInks : ColorProfile::cut);
    }

    private static void cut(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Premultiplied.cut(pixels[i]);
        }
    }

    /// Empty when nothing is to be converted: sRGB, of other colors, or not a usable profile.
    static Optional<ColorProfile> of(byte[] icc, Colors colors) {
        ByteBuffer key = ByteBuffer.wrap(icc);
        Optional<ColorProfile> known = KNOWN.get(key);
        if (known == null) {
            known = parse(icc);
            KNOWN.put(key, known);
        }
        return known.filter(profile -> profile.colors == colors);
    }

    private static Optional<ColorProfile> parse(byte[] icc) {
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            return Colors.of(new ICC_ColorSpace(profile))
                    .map(colors -> new ColorProfile(profile, colors))
                    .filter(found -> !found.changesNothing());
        } catch (RuntimeException _) {
            return Optional.empty(); // damaged, or of a kind that Java's color management does not know
        }
    }

    private boolean changesNothing() {
        int[] grid = grid();
        int[] converted = grid.clone();
        conversion().accept(converted);
        if (colors == Colors.CMYK) {
            return false;
        }
        for (int i = 0; i < grid.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                if (Math.abs((grid[i] >> shift & 0xFF) - (converted[i] >> shift & 0xFF)) > SAME) {
                    return false;
                }
            }
        }
        return true;
    }

    private int[] grid() {
        int[] steps = {0, 32, 80, 128, 192, 255};
        int[] grid = new int[colors == Colors.GRAY ? steps.length : 216];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = 0xFF << 24
                    | (colors == Colors.GRAY
                            ? steps[i] * 0x010101
                            : steps[i / 36] << 16 | steps[i / 6 % 6] << 8 | steps[i % 6]);
        }
        return grid;
    }

    private Consumer<int[]> conversion() {
        var operation = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
        return pixels -> convert(operation, pixels);
    }

    private void convert(ColorConvertOp operation, int[] pixels) {
        int batch = Math.min(BATCH, pixels.length);
        for (int from = 0; from < pixels.length; from += batch) {
            batch = Math.min(batch, pixels.length - from);
            convert(operation, pixels, from, batch);
        }
    }

    private void convert(ColorConvertOp operation, int[] pixels, int from, int count) {
        int channels = colors.count();
        WritableRaster source =
                Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, count, 1, channels, null);
        WritableRaster target = Raster.createInterleavedRaster(java.awt.image.DataBuffer.TYPE_BYTE, count, 1, 3, null);
        byte[] in = new byte[count * channels];
        for (int i = 0; i < count; i++) {
            int pixel = colors == Colors.CMYK ? pixels[from + i] : Premultiplied.undo(pixels[from + i]);
            for (int channel = 0; channel < channels; channel++) {
                in[i * channels + channel] = (byte) (pixel >> 8 * (channels - 1 - channel));
            }
        }
        source.setDataElements(0, 0, count, 1, in);
        operation.filter(source, target);
        byte[] out = (byte[]) target.getDataElements(0, 0, count, 1, null);
        for (int i = 0; i < count; i++) {
            int alpha = colors == Colors.CMYK ? 255 : pixels[from + i] >>> 24;
            int rgb = (out[3 * i] & 0xFF) << 16 | (out[3 * i + 1] & 0xFF) << 8 | out[3 * i + 2] & 0xFF;
            pixels[from + i] = Premultiplied.of(alpha << 24 | rgb);
        }
    }

    /// CMYK without a profile: each ink takes its part of the light.
    private static void plainInks(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int paper = 255 - (pixels[i] & 0xFF);
            int red = (255 - (pixels[i] >>> 24)) * paper / 255;
            int green = (255 - (pixels[i] >> 16 & 0xFF)) * paper / 255;
            int blue = (255 - (pixels[i] >> 8 & 0xFF)) * paper / 255;
            pixels[i] = 0xFF << 24 | red << 16 | green << 8 | blue;
        }
    }
}
