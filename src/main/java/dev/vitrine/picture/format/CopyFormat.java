package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.external.WebpProcess;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.jpeg.JpegEncoder;
import dev.vitrine.picture.metadata.PhotoshopResources;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Premultiplied;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/// Writes pictures as new files, in sRGB.
public final class CopyFormat {
    private static final float JPEG_QUALITY = 0.95f;
    private static final float WEBP_QUALITY = 0.9f;
    /// What the program that writes them has room for.
    private static final int WEBP_PIXELS = 64 << 20;
    private static final int WHITE = 0xFFFFFFFF;
    /// Of a JPEG: where it begins, and the segment that says that it is one.
    private static final int JFIF = 20;

    private CopyFormat() {}

    /// The most pixels that a copy can have in all.
    public static long mostPixels(ImageType type) {
        return type == ImageType.WEBP ? WEBP_PIXELS : Limits.MAX_STORED_PIXELS;
    }

    /// The most pixels of a side.
    public static int longestSide(ImageType type) {
        return type == ImageType.WEBP ? 16_383 : 65_500;
    }

    /// @param type JPEG, PNG or WebP
    public static byte[] encode(ImageType type, PixelRows picture, CopyMetadata metadata, Deadline deadline)
            throws IOException {
        return switch (type) {
            case JPEG -> jpeg(picture, metadata, deadline);
            case PNG -> PngWriter.write(picture, metadata, deadline);
            case WEBP -> webp(picture, metadata, deadline);
            default -> throw new IllegalArgumentException("no copies are made as " + type);
        };
    }

    /// Transparency lies on white.
    private static byte[] jpeg(PixelRows picture, CopyMetadata metadata, Deadline deadline) {
        JpegEncoder.Rows opaque = (y, row) -> {
            deadline.check();
            picture.row(y, row);
            for (int x = 0; x < picture.width(); x++) {
                row[x] = Premultiplied.over(row[x], WHITE);
            }
        };
        byte[] pixels = JpegEncoder.encode(picture.width(), picture.height(), opaque, JPEG_QUALITY);
        var file = new ByteArrayOutputStream(pixels.length + 1024);
        file.write(pixels, 0, JFIF);
        segment(file, JpegSegments.APP1, JpegSegments.EXIF, metadata.exif());
        segment(file, JpegSegments.APP1, JpegSegments.XMP, metadata.xmp());
        segment(file, JpegSegments.APP13, JpegSegments.PHOTOSHOP, resource(metadata.iptc()));
        file.write(pixels, JFIF, pixels.length - JFIF);
        return file.toByteArray();
    }

    /// What a segment of a JPEG has room for, beside its name.
    public static boolean fits(byte[] block) {
        return block.length <= JpegSegments.LONGEST - 64;
    }

    /// What is longer than a segment can be is left out: the file stays whole.
    private static void segment(ByteArrayOutputStream file, int marker, String name, byte[] block) {
        int length = 2 + name.length() + block.length;
        if (block.length > 0 && length <= JpegSegments.LONGEST) {
            file.write(0xFF);
            file.write(marker);
            file.write(length >> 8);
            file.write(length);
            file.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
            file.writeBytes(block);
        }
    }

    private static byte[] resource(byte[] iptc) {
        return iptc.length == 0
                ? iptc
                : ByteBuffer.allocate(12 + iptc.length + (iptc.length & 1))
                        .put("8BIM".getBytes(StandardCharsets.ISO_8859_1))
                        .putShort((short) PhotoshopResources.IPTC)
                        .putShort((short) 0)
                        .putInt(iptc.length)
                        .put(iptc)
                        .array();
    }

    private static byte[] webp(PixelRows picture, CopyMetadata metadata, Deadline deadline) throws IOException {
        if (!WebpProcess.isThere()) {
            throw new UnsupportedException(
                    "cannot be made a WebP here: the program that writes it needs a whole Java.");
        }
        int width = picture.width();
        int[] row = new int[width];
        IntUnaryOperator pixels = place -> {
            if (place % width == 0) {
                picture.row(place / width, row);
            }
            return Premultiplied.undo(row[place % width]);
        };
        byte[] plain = WebpProcess.encode(width, picture.height(), pixels, WEBP_QUALITY, deadline);
        if (metadata.exif().length == 0 && metadata.xmp().length == 0) {
            return plain;
        }
        boolean isExtended = new String(plain, 12, 4, StandardCharsets.ISO_8859_1).equals("VP8X");
        int flags = (isExtended ? plain[20] : isLossless(plain) && !picture.isOpaque() ? WebpChunks.HAS_ALPHA : 0)
                | (metadata.exif().length == 0 ? 0 : WebpChunks.HAS_EXIF)
                | (metadata.xmp().length == 0 ? 0 : WebpChunks.HAS_XMP);
        var file = new ByteArrayOutputStream(plain.length + 1024);
        file.write(plain, 0, 12);
        byte[] size = ByteBuffer.allocate(10)
                .put((byte) flags)
                .position(4)
                .put(WebpChunks.u24(picture.width() - 1))
                .put(WebpChunks.u24(picture.height() - 1))
                .array();
        chunk(file, "VP8X", size);
        int rest = isExtended ? 30 : 12;
        file.write(plain, rest, plain.length - rest);
        chunk(file, "EXIF", metadata.exif());
        chunk(file, "XMP ", metadata.xmp());
        byte[] whole = file.toByteArray();
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putInt(4, whole.length - 8);
        return whole;
    }

    private static boolean isLossless(byte[] webp) {
        return webp[15] == 'L';
    }

    private static void chunk(ByteArrayOutputStream file, String name, byte[] content) {
        if (content.length > 0) {
            file.writeBytes(ByteBuffer.allocate(8 + content.length + (content.length & 1))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(name.getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(content.length)
                    .put(content)
                    .array());
        }
    }
}
