package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.vitrine.image.ImageSource;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ClipboardUploadTest {
    @Test
    void whatShowsThroughDoesSoInTheFile() throws Exception {
        int[] pixels = {0xff112233, 0x80445566, 0x00000000, 0xffffffff};
        BufferedImage read = read(ClipboardUpload.png(pixels, 2, 2));
        assertEquals(0xff112233, read.getRGB(0, 0));
        assertEquals(0x80445566, read.getRGB(1, 0));
        assertEquals(0, read.getRGB(0, 1) >>> 24);
    }

    @Test
    void aScreenshotHasNoAlpha() throws Exception {
        BufferedImage read = read(ClipboardUpload.png(new int[] {0xff112233, 0xff445566}, 2, 1));
        assertFalse(read.getColorModel().hasAlpha());
        assertEquals(0xff445566, read.getRGB(1, 0));
    }

    private static BufferedImage read(ImageSource source) throws Exception {
        try (InputStream in = source.open()) {
            return ImageIO.read(in);
        }
    }
}
