package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/// Windows and OS/2 bitmaps, decoded by ImageIO.
final class BmpFormat implements ImageFormat {
    private static final int OLD = 12;
    private static final int SHORT = 16;
    private static final int USUAL = 40;
    private static final int OS2 = 64;
    private static final int VERSION_5 = 124;
    private static final int JPEG = 4;
    private static final int PNG = 5;
    private static final int OS2_HUFFMAN = 3;
    private static final int OS2_RUNS_OF_24_BITS = 4;

    @Override
    public ImageType type() {
        return ImageType.BMP;
    }

    /// By the size of its second header too: two letters are few.
    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        if (!bytes.has(0, "BM") || !bytes.has(15, "\0\0\0")) {
            return false;
        }
        int size = bytes.u8(14);
        return size == OLD || size == 16 || size >= 40 && size <= 124;
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        boolean old = bytes.u32(14, false) == OLD;
        long width = old ? bytes.u16(18, false) : (int) bytes.u32(18, false);
        long height = old ? bytes.u16(20, false) : Math.abs((long) (int) bytes.u32(22, false));
        int compression = hasCompression(bytes) ? (int) bytes.u32(30, false) : 0;
        if (bytes.u32(14, false) == OS2 && (compression == OS2_HUFFMAN || compression == OS2_RUNS_OF_24_BITS)) {
            throw UnsupportedException.here("it is a bitmap packed as only OS/2 does it", null);
        }
        if (compression == JPEG || compression == PNG) {
            String content = compression == JPEG ? "JPEG" : "PNG";
            throw UnsupportedException.here("it is a bitmap for printers around a " + content, null);
        }
        int bits = bytes.u16(old ? 24 : 28, false);
        int planes = bytes.u16(old ? 22 : 26, false);
        if (planes == 1 && (bits == 2 || bits == 64)) {
            throw UnsupportedException.here("it is a bitmap of " + bits + " bits a pixel", null);
        }
        if (planes != 1 || bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%d bits in %d planes are no bitmap", bits, planes));
        }
        long pixelBytes = compression == 0 || compression == 3 ? (Math.max(0, width) * bits + 31) / 32 * 4 * height : 0;
        if (pixelBytes / 2 > bytes.size() && width > 0) {
            throw new MalformedException("most of its pixels are missing");
        }
        return Header.of(ImageType.BMP, width, height, Math.max(1, bits / 8)).withProfile(profile(bytes));
    }

    /// Version 5 may hold one, at a place counted from its header.
    private static byte[] profile(SourceBytes bytes) throws IOException {
        if (bytes.u32(14, false) < VERSION_5 || !bytes.has(70, "DEBM")) {
            return new byte[0];
        }
        long start = 14 + bytes.u32(126, false);
        long length = bytes.u32(130, false);
        return length > Limits.MAX_PROFILE || start + length > bytes.size() ? new byte[0] : bytes.bytes(start, length);
    }

    private static boolean hasCompression(SourceBytes bytes) throws IOException {
        return bytes.u32(14, false) >= 20;
    }

    /// Its own size, which some programs leave out: then at least where its pixels begin.
    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        long pixels = bytes.u32(10, false);
        long size = bytes.u32(2, false);
        return size > pixels
                ? FileEnd.of(bytes.size(), size)
                : bytes.size() <= pixels ? FileEnd.CUT_OFF : FileEnd.UNCERTAIN;
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        return new DecodeResult.Pixels(ImageIoDecoder.decode(usual(bytes), header, edge, deadline));
    }

    /// As the reader wants it: a header of Windows where it is one of OS/2, and the true size of the file.
    private static SourceBytes usual(SourceBytes bytes) throws IOException {
        int header = (int) bytes.u32(14, false);
        if (header == SHORT || header == OS2) {
            return withUsualHeader(bytes, header);
        }
        if (bytes.u32(2, false) >= bytes.size()) {
            return bytes;
        }
        byte[] file = bytes.all().clone();
        return SourceBytes.of(little(file).putInt(2, file.length).array());
    }

    /// OS/2 lets a header end behind its fourth number, or go on behind the eleventh; no reader here knows these.
    /// What it leaves out is 0.
    private static SourceBytes withUsualHeader(SourceBytes bytes, int header) throws IOException {
        long pixels = bytes.u32(10, false);
        long colors = bytes.u16(28, false) <= 8 ? Math.clamp((pixels - 14 - header) / 4, 0, 256) : 0;
        ByteBuffer file = little(new byte[Math.toIntExact(bytes.size() + USUAL - header)]);
        file.put(bytes.bytes(0, 14 + Math.min(header, USUAL)));
        file.position(14 + USUAL).put(bytes.bytes(14 + header, bytes.size() - 14 - header));
        file.putInt(2, file.capacity())
                .putInt(10, (int) pixels + USUAL - header)
                .putInt(14, USUAL)
                .putInt(46, (int) colors);
        return SourceBytes.of(file.array());
    }

    private static ByteBuffer little(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }
}
