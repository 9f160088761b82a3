package dev.vitrine.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.pixels.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A healthy file of a kind that is not read is not called damaged, and what others say of it is not shown to people.
final class KindsNotReadTest {
    private static final int[] QUARTERS = {0xC82828, 0x28AA3C, 0x3246C8, 0xDCC83C};

    private static ImageSource file(String name) {
        return Samples.source(name, Samples.resource("kinds/" + name));
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg-arithmetic.jpg, it is a JPEG with arithmetic coding",
        "jpeg-12bit.jpg, it is a JPEG of 12 bits per sample",
        "jpeg-dnl.jpg, it is a JPEG that tells its height only at its end",
        "tiff-zstd-given.tif, it is a TIFF packed with Zstandard",
        "tiff-lzma.tif, it is a TIFF packed with LZMA",
        "bmp-embedded-jpeg.bmp, it is a bitmap for printers around a JPEG"
    })
    void theKindIsNamed(String name, String kind) {
        ImageSource source = file(name);
        String told = assertThrows(ImageException.Invalid.class, () -> new PictureReader().read(source, 100))
                .getMessage();
        assertEquals("“" + name + "” cannot be shown here: " + kind + ".", told);
    }

    @Test
    void aFrameOfMotionJpegNeedsNoTables() {
        assertQuarters(new PictureReader().read(file("jpeg-mjpeg-no-dht-420.jpg"), 512));
    }

    /// Its header is as that of Windows, and ends earlier.
    @Test
    void aShortBitmapHeaderIsRead() {
        ByteBuffer file = ByteBuffer.allocate(14 + 16 + 4 * 4 + 20 * 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + 16 + 4 * 4);
        file.putInt(16).putInt(16).putInt(20).putShort((short) 1).putShort((short) 8);
        for (int color : QUARTERS) {
            file.putInt(color);
        }
        for (int y = 19; y >= 0; y--) {
            for (int x = 0; x < 16; x++) {
                file.put((byte) (y / 10 * 2 + x / 8));
            }
        }
        assertQuarters(new PictureReader().read(Samples.source("os2.bmp", file.array()), 512));
    }

    @Test
    void aShortBitmapHeaderWithoutAPaletteIsRead() {
        ByteBuffer file = ByteBuffer.allocate(14 + 16 + 3 * 20 * 16).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + 16);
        file.putInt(16).putInt(16).putInt(20).putShort((short) 1).putShort((short) 24);
        for (int y = 19; y >= 0; y--) {
            for (int x = 0; x < 16; x++) {
                int color = QUARTERS[y / 10 * 2 + x / 8];
                file.put((byte) color).put((byte) (color >> 8)).put((byte) (color >> 16));
            }
        }
        assertQuarters(new PictureReader().read(Samples.source("os2.bmp", file.array()), 512));
    }

    private static void assertQuarters(Picture picture) {
        int[] colors = Samples.quarters(picture);
        for (int i = 0; i < 4; i++) {
            assertTrue(
                    Samples.difference(QUARTERS[i] | 0xFF << 24, colors[i]) <= 6, i + Integer.toHexString(colors[i]));
        }
    }
}
