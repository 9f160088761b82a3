package dev.vitrine.picture;

import dev.vitrine.picture.jpeg.JpegEncoder;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.util.Arrays;

/// Previews as they are kept: JPEG without any metadata, transparency laid over a neutral gray that suits light and
/// dark alike.
///
/// @param picture what it was made of
/// @param standIn made of less than the picture, since this system cannot decode it: not to be kept
/// @param integrity of the file that it was made of
public record PreviewJpeg(Picture picture, byte[] bytes, boolean standIn, Integrity integrity) {
    private static final float QUALITY = 0.82f;
    private static final int BACKGROUND = 0xE4;
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};
    private static final int HOLE = 512;

    public static PreviewJpeg of(Picture picture) {
        return of(picture, false, Integrity.UNKNOWN);
    }

    static PreviewJpeg of(Picture picture, boolean standIn, Integrity integrity) {
        return new PreviewJpeg(picture, encode(picture), standIn, integrity);
    }

    /// False when bytes of a kept one are missing, at its end or where a piece never reached the disk: it can be
    /// decoded all the same, and is gray there.
    public static boolean isWhole(byte[] jpeg) {
        int length = jpeg.length;
        return length > END.length
                && Arrays.equals(jpeg, length - END.length, length, END, 0, END.length)
                && !hasHole(jpeg);
    }

    /// No JPEG of ours has so many zeros in a row.
    private static boolean hasHole(byte[] jpeg) {
        int zeros = 0;
        for (byte each : jpeg) {
            zeros = each == 0 ? zeros + 1 : 0;
            if (zeros == HOLE) {
                return true;
            }
        }
        return false;
    }

    private static byte[] encode(Picture picture) {
        return JpegEncoder.encode(picture.width(), picture.height(), opaque(picture.argb()), QUALITY);
    }

    private static int[] opaque(int[] argb) {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xFF) {
                return overBackground(argb);
            }
        }
        return argb;
    }

    private static int[] overBackground(int[] argb) {
        int[] rgb = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int through = (255 - (argb[i] >>> 24)) * BACKGROUND / 255;
            rgb[i] = argb[i] + (through << 16 | through << 8 | through);
        }
        return rgb;
    }
}
