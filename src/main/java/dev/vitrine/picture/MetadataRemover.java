package dev.vitrine.picture;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.JpegSegments;
import dev.vitrine.picture.format.PngChunks;
import dev.vitrine.picture.format.Tiff;
import dev.vitrine.picture.format.WebpChunks;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Orientation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/// Takes location and personal metadata out of a file without touching its pixels. Colour profile and orientation stay.
///
/// What is copied is named, all else is left behind: also what follows the end of the picture (a phone's second picture or film).
public final class MetadataRemover {
    private static final Set<ImageType> KINDS = EnumSet.of(ImageType.JPEG, ImageType.PNG, ImageType.WEBP);
    private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Set<String> PNG_KEPT = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND", "iCCP", "sRGB", "gAMA", "cHRM", "cICP", "sBIT", "bKGD", "pHYs",
            "acTL", "fcTL", "fdAT");
    private static final int WEBP_EXIF = 0x08;
    private static final int WEBP_XMP = 0x04;

    private MetadataRemover() {
    }

    /// For these kinds it is possible without loss.
    public static boolean canStrip(ImageType type) {
        return KINDS.contains(type);
    }

    /// The same picture without metadata, under the same name.
    ///
    /// @throws ImageException.Invalid when it is of another kind or too damaged to be sure that nothing is left
    public static ImageSource strip(ImageSource source) {
        String name = source.name();
        try (SourceBytes bytes = SourceBytes.open(source)) {
            Header header = HeaderCheck.read(name, bytes);
            return switch (header.type()) {
                case JPEG -> ImageSource.ofBytes(name, jpeg(bytes, header.orientation()));
                case PNG -> ImageSource.ofBytes(name, png(bytes, header.orientation()));
                case WEBP -> ImageSource.ofBytes(name, webp(bytes, header.orientation()));
                case GIF, BMP, TIFF, AVIF, HEIC, PSD, DNG, NEF, CR2, CR3, ARW, RAF, ORF, RW2, PEF -> throw new ImageException.Invalid(
                        "Metadata cannot be taken out of “" + name + "” without loss: that works for JPEG, PNG and WebP.");
            };
        } catch (java.io.EOFException | MalformedException e) {
            throw new ImageException.Invalid("“" + name + "” is damaged, so its metadata cannot be taken out safely.", e);
        } catch (IOException e) {
            throw SourceBytes.unreadable(name, e);
        }
    }

    private static byte[] jpeg(SourceBytes bytes, Orientation orientation) throws IOException {
        byte[] file = bytes.all();
        var kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, 2);
        boolean turned = orientation == Orientation.UPRIGHT;
        int at = 2;
        while (true) {
            JpegSegments.Segment segment = nextSegment(bytes, at);
            if (segment.marker() == JpegSegments.END) {
                return end(kept);
            }
            if (!turned && segment.marker() != JpegSegments.APP0) {
                kept.writeBytes(JpegSegments.exifSegment(exif(orientation)));
                turned = true;
            }
            if (isKept(bytes, segment)) {
                kept.write(file, Math.toIntExact(segment.start()), segment.length());
            }
            at = Math.toIntExact(segment.end());
            if (segment.marker() == JpegSegments.START_OF_SCAN) {
                int end = endOfScan(file, at);
                kept.write(file, at, end - at);
                at = end;
                if (at == file.length) {
                    return end(kept);
                }
            }
        }
    }

    private static byte[] end(ByteArrayOutputStream kept) {
        kept.write(0xFF);
        kept.write(JpegSegments.END);
        return kept.toByteArray();
    }

    private static JpegSegments.Segment nextSegment(SourceBytes bytes, long from) throws IOException {
        long at = from;
        while (bytes.u8(at) != 0xFF || bytes.u8(at + 1) == 0xFF || bytes.u8(at + 1) == 0 || bytes.u8(at + 1) == 1
                || bytes.u8(at + 1) >= 0xD0 && bytes.u8(at + 1) <= 0xD8) {
            at++;
        }
        int marker = bytes.u8(at + 1);
        var segment = new JpegSegments.Segment(marker, at, marker == JpegSegments.END ? 2 : 2 + Math.max(2, bytes.u16(at + 2, true)));
        if (segment.end() > bytes.size()) {
            throw new java.io.EOFException("cut off within a segment");
        }
        return segment;
    }

    private static boolean isKept(SourceBytes bytes, JpegSegments.Segment segment) throws IOException {
        int marker = segment.marker();
        if (marker == JpegSegments.APP2) {
            return segment.startsWith(bytes, ICC);
        }
        boolean application = marker >= JpegSegments.APP0 && marker <= 0xEF;
        return marker == JpegSegments.APP0 && segment.startsWith(bytes, new byte[] {'J', 'F', 'I', 'F', 0}) || marker == JpegSegments.APP14
                || !application && marker != JpegSegments.COMMENT;
    }

    /// Within a scan, a marker other than a restart ends it (T.81, B.1.1.5).
    private static int endOfScan(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length && (file[at] != (byte) 0xFF || file[at + 1] == 0 || file[at + 1] == (byte) 0xFF
                || (file[at + 1] & 0xFF) >= 0xD0 && (file[at + 1] & 0xFF) <= 0xD7)) {
            at++;
        }
        return at + 1 < file.length ? at : file.length;
    }

    private static byte[] png(SourceBytes bytes, Orientation orientation) throws IOException {
        var kept = new ByteArrayOutputStream();
        kept.writeBytes(bytes.bytes(0, 8));
        for (PngChunks.Chunk chunk : PngChunks.list(bytes)) {
            if (PNG_KEPT.contains(chunk.type())) {
                kept.writeBytes(bytes.bytes(chunk.start() - 8, chunk.length() + 12));
            }
            if (chunk.type().equals("IHDR") && orientation != Orientation.UPRIGHT) {
                kept.writeBytes(PngChunks.chunk("eXIf", exif(orientation)));
            }
        }
        return kept.toByteArray();
    }

    private static byte[] webp(SourceBytes bytes, Orientation orientation) throws IOException {
        var kept = new ByteArrayOutputStream();
        kept.writeBytes(bytes.bytes(0, 12));
        boolean extended = false;
        for (WebpChunks.Chunk chunk : WebpChunks.list(bytes, 12, bytes.size())) {
            if (chunk.type().equals("EXIF") || chunk.type().equals("XMP ")) {
                continue;
            }
            byte[] copy = bytes.bytes(chunk.start() - 8, Math.min(chunk.end(), bytes.size()) - chunk.start() + 8);
            if (chunk.type().equals("VP8X") && copy.length > 8) {
                extended = true;
                copy[8] = (byte) (copy[8] & ~(WEBP_EXIF | WEBP_XMP) | (orientation == Orientation.UPRIGHT ? 0 : WEBP_EXIF));
            }
            kept.writeBytes(copy);
        }
        if (extended && orientation != Orientation.UPRIGHT) {
            byte[] exif = exif(orientation);
            kept.writeBytes("EXIF".getBytes(StandardCharsets.ISO_8859_1));
            kept.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(exif.length).array());
            kept.writeBytes(exif);
        }
        byte[] file = kept.toByteArray();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);
        return file;
    }

    /// An Exif block that says which way is up, and nothing else.
    private static byte[] exif(Orientation orientation) {
        return ByteBuffer.allocate(26).put(new byte[] {'M', 'M', 0, 42}).putInt(8)
                .putShort((short) 1).putShort((short) Tiff.ORIENTATION).putShort((short) 3).putInt(1).putShort((short) (orientation.ordinal() + 1)).putShort((short) 0)
                .putInt(0).array();
    }
}
