package dev.vitrine.picture.jpeg;

import dev.vitrine.Unchecked;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;

/// How to have the JDK write a JPEG: quality, progressive or not, sampling factors of the first component, restart
/// interval in units.
record SampleJpeg(float quality, boolean progressive, int horizontal, int vertical, int restart) {
    static final SampleJpeg PLAIN = new SampleJpeg(0.9f, false, 2, 2, 0);

    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    /// A picture with soft hills of brightness and color, different for each seed.
    static BufferedImage hills(int width, int height, int type, long seed) {
        var random = new Random(seed);
        double[] waves = random.doubles(12, 0.01, 0.09).toArray();
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    int w = 4 * c;
                    double value =
                            Math.sin(x * waves[w] + y * waves[w + 1]) + Math.cos(x * waves[w + 2] - y * waves[w + 3]);
                    rgb = rgb << 8 | (int) (128 + 60 * value);
                }
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    byte[] write(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), param);
            metadata.setFromTree(FORMAT, describe((Element) metadata.getAsTree(FORMAT)));
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, metadata), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private Element describe(Element tree) {
        Element first = (Element) tree.getElementsByTagName("componentSpec").item(0);
        first.setAttribute("HsamplingFactor", Integer.toString(horizontal));
        first.setAttribute("VsamplingFactor", Integer.toString(vertical));
        if (restart > 0) {
            var interval = new IIOMetadataNode("dri");
            interval.setAttribute("interval", Integer.toString(restart));
            Element sequence =
                    (Element) tree.getElementsByTagName("markerSequence").item(0);
            sequence.insertBefore(interval, sequence.getElementsByTagName("sof").item(0));
        }
        return tree;
    }

    static BufferedImage readByJdk(byte[] file) {
        return Unchecked.get(() -> ImageIO.read(new ByteArrayInputStream(file)));
    }
}
