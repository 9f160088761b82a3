package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.picture.pixels.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Previews as they are kept: JPEG without any metadata, transparency laid over a neutral gray that suits light and
/// dark alike.
///
/// @param picture what it was made of
/// @param standIn made of less than the picture, since this system cannot decode it: not to be kept
public record PreviewJpeg(Picture picture, byte[] bytes, boolean standIn) {
    private static final float QUALITY = 0.82f;
    private static final int BACKGROUND = 0xE4;
    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};
    private static final int HOLE = 512;
    private static final int[] RGB = {0xFF0000, 0xFF00, 0xFF};
    /// A writer keeps native memory and takes as long to make as a preview takes to write.
    private static final ThreadLocal<ImageWriter> WRITER = ThreadLocal.withInitial(
            () -> ImageIO.getImageWritersByFormatName("jpeg").next());

    public static PreviewJpeg of(Picture picture) {
        return of(picture, false);
    }

    static PreviewJpeg of(Picture picture, boolean standIn) {
        return new PreviewJpeg(picture, encode(picture), standIn);
    }

    /// False when bytes of a kept one are missing, at its end or where a piece never
    /// reached the disk: it can be decoded
    /// all the same, and is gray there.
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
        var bytes = new ByteArrayOutputStream(64 << 10);
        ImageWriter writer = WRITER.get();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(opaque(picture), null, null), settings);
        } catch (IOException e) {
            throw new ImageException.Failed("The preview could not be written: " + e.getMessage(), e);
        } finally {
            writer.reset();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage opaque(Picture picture) {
        int[] rgb = picture.argb();
        for (int i = 0; i < rgb.length; i++) {
            if (rgb[i] >>> 24 != 0xFF) {
                rgb = overBackground(picture.argb());
                break;
            }
        }
        var raster = Raster.createPackedRaster(
                new DataBufferInt(rgb, rgb.length), picture.width(), picture.height(), picture.width(), RGB, null);
        return new BufferedImage(new DirectColorModel(24, RGB[0], RGB[1], RGB[2]), raster, false, null);
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
