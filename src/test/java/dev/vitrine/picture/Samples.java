package dev.vitrine.picture;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.pixels.Picture;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small pictures whose four quarters have four colors: enough to see which way is up and whether colors are right.
public final class Samples {
    public static final int[] QUARTERS = {0xDC281E, 0x28B43C, 0x1E3CC8, 0xE6D232};

    private Samples() {}

    static BufferedImage quarters(int width, int height, int type) {
        return quarters(width, height, type, QUARTERS);
    }

    static BufferedImage quarters(int width, int height, int type, int[] colors) {
        var image = new BufferedImage(width, height, type);
        var graphics = image.createGraphics();
        for (int i = 0; i < 4; i++) {
            graphics.setColor(new Color(colors[i]));
            graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
        }
        graphics.dispose();
        return image;
    }

    public static byte[] jpeg(int width, int height) {
        return jpeg(width, height, QUARTERS);
    }

    public static byte[] jpeg(int width, int height, int[] colors) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(0.95f);
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(quarters(width, height, BufferedImage.TYPE_INT_RGB, colors), null, null),
                    settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A picture of 40 × 30 of this type.
    public static byte[] of(ImageType type) {
        return FormatsTest.samples()
                .filter(sample -> sample.type() == type)
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    public static byte[] resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/picture/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ImageSource source(String name, byte[] bytes) {
        return ImageSource.ofBytes(name, bytes);
    }

    /// A JPEG with one more segment behind its start.
    static byte[] withSegment(byte[] jpeg, int marker, byte[] payload) {
        return ByteBuffer.allocate(jpeg.length + 4 + payload.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (payload.length + 2))
                .put(payload)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    public static byte[] withExif(byte[] jpeg, byte[] block) {
        return withSegment(jpeg, 0xE1, joined("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), block));
    }

    public static byte[] withProfile(byte[] jpeg, byte[] profile) {
        return withSegment(
                jpeg, 0xE2, joined("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1), new byte[] {1, 1}, profile));
    }

    /// A whole chunk, with length and check sum.
    static byte[] pngChunk(String type, byte[] content) {
        byte[] named = joined(type.getBytes(StandardCharsets.ISO_8859_1), content);
        var check = new CRC32();
        check.update(named);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) check.getValue())
                .array();
    }

    /// A WebP of these chunks.
    public static byte[] webp(byte[]... chunks) {
        return webpChunk("RIFF", joined("WEBP".getBytes(StandardCharsets.US_ASCII), joined(chunks)));
    }

    public static byte[] webpChunk(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length + (content.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .putInt(content.length)
                .put(content)
                .array();
    }

    public static byte[] orientation(int number) {
        return oriented(26, number).putInt(0).array();
    }

    /// With a small picture, as cameras write it.
    public static byte[] thumbnail(int orientation, byte[] small) {
        return oriented(56 + small.length, orientation)
                .putInt(26)
                .putShort((short) 2)
                .putShort((short) 513)
                .putShort((short) 4)
                .putInt(1)
                .putInt(56)
                .putShort((short) 514)
                .putShort((short) 4)
                .putInt(1)
                .putInt(small.length)
                .putInt(0)
                .put(small)
                .array();
    }

    private static ByteBuffer oriented(int length, int number) {
        return ByteBuffer.allocate(length)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) number)
                .putShort((short) 0);
    }

    /// A camera's block: maker, model, taken time, exposure, and a place on earth.
    public static byte[] camera() {
        ByteBuffer block =
                ByteBuffer.allocate(512).put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        block.putShort((short) 4);
        entry(block, 271, 2, 6, 200);
        entry(block, 272, 2, 14, 210);
        entry(block, 34665, 4, 1, 64);
        entry(block, 34853, 4, 1, 140);
        block.putInt(0).position(64);
        block.putShort((short) 5);
        entry(block, 33434, 5, 1, 230);
        entry(block, 33437, 5, 1, 238);
        entry(block, 34855, 3, 1, 400 << 16);
        entry(block, 36867, 2, 20, 246);
        entry(block, 37386, 5, 1, 270);
        block.putInt(0).position(140);
        block.putShort((short) 2);
        entry(block, 2, 5, 3, 280);
        entry(block, 4, 5, 3, 280);
        block.putInt(0);
        text(block, 200, "Canon");
        text(block, 210, "Canon EOS 80D");
        block.putInt(230, 1)
                .putInt(234, 250)
                .putInt(238, 28)
                .putInt(242, 10)
                .putInt(270, 35)
                .putInt(274, 1);
        text(block, 246, "2024:02:29 23:59:58");
        for (int i = 0; i < 3; i++) {
            block.putInt(280 + 8 * i, 10 + i).putInt(284 + 8 * i, 1);
        }
        return block.array();
    }

    private static void entry(ByteBuffer block, int tag, int type, int count, int value) {
        block.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void text(ByteBuffer block, int at, String text) {
        block.put(at, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A profile of three primaries (their XYZ columns at D50) and one gamma: ICC.1:2001, the least that is
    /// allowed.
    public static byte[] profile(double[][] columns, double gamma) {
        String[] tags = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
        int start = 128 + 4 + 12 * tags.length;
        ByteBuffer profile = ByteBuffer.allocate(start + 160 + 9 * 20);
        profile.putInt(0, profile.capacity())
                .putInt(8, 0x02100000)
                .put(12, "mntrRGB XYZ ".getBytes(StandardCharsets.US_ASCII))
                .put(36, "acsp".getBytes(StandardCharsets.US_ASCII))
                .putInt(68, 0x0000F6D6)
                .putInt(72, 0x00010000)
                .putInt(76, 0x0000D32D)
                .putInt(128, tags.length);
        int at = start;
        for (int i = 0; i < tags.length; i++) {
            byte[] content = switch (i) {
                case 0 ->
                    ByteBuffer.allocate(12 + 79)
                            .put("desc".getBytes(StandardCharsets.US_ASCII))
                            .putInt(0)
                            .putInt(1)
                            .array();
                case 1 ->
                    ByteBuffer.allocate(12)
                            .put("text".getBytes(StandardCharsets.US_ASCII))
                            .array();
                case 2 -> xyz(0.9642, 1, 0.8249);
                case 3, 4, 5 -> xyz(columns[i - 3][0], columns[i - 3][1], columns[i - 3][2]);
                default ->
                    ByteBuffer.allocate(16)
                            .put("curv".getBytes(StandardCharsets.US_ASCII))
                            .putInt(0)
                            .putInt(1)
                            .putShort((short) Math.round(gamma * 256))
                            .array();
            };
            profile.put(132 + 12 * i, tags[i].getBytes(StandardCharsets.US_ASCII))
                    .putInt(136 + 12 * i, at)
                    .putInt(140 + 12 * i, content.length);
            profile.put(at, content);
            at += (content.length + 3) / 4 * 4;
        }
        return profile.array();
    }

    private static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20)
                .put("XYZ ".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt((int) Math.round(x * 65536))
                .putInt((int) Math.round(y * 65536))
                .putInt((int) Math.round(z * 65536))
                .array();
    }

    /// A JPEG of any size in few bytes, all of it the same gray. Two tables of one code each: every block is two
    /// bits, both 0.
    public static byte[] gray(int width, int height) {
        int blocks = (width + 7) / 8 * ((height + 7) / 8);
        String size = String.format("%04x%04x", height, width);
        return joined(
                HexFormat.of().parseHex("ffd8ffdb004300" + "01".repeat(64) + "ffc0000b08" + size + "01011100"),
                HexFormat.of().parseHex("ffc4001400" + "01" + "00".repeat(15) + "00"),
                HexFormat.of().parseHex("ffc4001410" + "01" + "00".repeat(15) + "00"),
                HexFormat.of().parseHex("ffda0008010100003f00"),
                new byte[(2 * blocks + 7) / 8],
                HexFormat.of().parseHex("ffd9"));
    }

    public static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /// The color in the middle of each quarter, from left to right and top to bottom.
    public static int[] quarters(Picture picture) {
        int[] colors = new int[4];
        for (int i = 0; i < 4; i++) {
            int x = (1 + 2 * (i % 2)) * picture.width() / 4;
            int y = (1 + 2 * (i / 2)) * picture.height() / 4;
            colors[i] = picture.argb()[y * picture.width() + x];
        }
        return colors;
    }

    /// The largest difference between two colors in any channel, alpha included.
    public static int difference(int one, int other) {
        int max = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            max = Math.max(max, Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)));
        }
        return max;
    }
}
