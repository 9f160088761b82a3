package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Windows and OS/2 bitmaps, decoded by ImageIO.
final class BmpFormat implements ImageFormat {
    private static final int OLD = 12;
    private static final int SHORT = 16;
    private static final int USUAL = 40;
    private static final int OS2 = 64;
    private static final int VERSION_3 = 56;
    private static final int VERSION_5 = 124;
    private static final int MASKS = 3;
    private static final int ALPHA_MASKS = 6;
    private static final Set<Integer> BITS = Set.of(1, 2, 4, 8, 16, 24, 32, 64);
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
        int bits = bits(bytes);
        int planes = bytes.u16(old ? 22 : 26, false);
        if (planes != 1 || !(BITS.contains(bits) || bits == 0 && isAroundFile(bytes))) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%d bits in %d planes are no bitmap", bits, planes));
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

    private static int compression(SourceBytes bytes) throws IOException {
        return bytes.u32(14, false) >= 20 ? (int) bytes.u32(30, false) : 0;
    }

    private static int bits(SourceBytes bytes) throws IOException {
        return bytes.u16(bytes.u32(14, false) == OLD ? 24 : 28, false);
    }

    private static boolean isOfOs2(SourceBytes bytes) throws IOException {
        int compression = compression(bytes);
        return bytes.u32(14, false) == OS2 && (compression == OS2_HUFFMAN || compression == OS2_RUNS_OF_24_BITS);
    }

    /// For printers that read these themselves.
    private static boolean isAroundFile(SourceBytes bytes) throws IOException {
        int compression = compression(bytes);
        return !isOfOs2(bytes) && (compression == JPEG || compression == PNG);
    }

    /// Its own size, which some programs leave out or have wrong: at least its pixels, where they are not packed.
    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        long pixels = bytes.u32(10, false);
        long size = bytes.u32(2, false);
        boolean isPlain = !isOfOs2(bytes) && (compression(bytes) == 0 || compression(bytes) == MASKS);
        Header header = header(bytes);
        long row = (long) header.width() * bits(bytes);
        // the last one may end with its last pixel
        long needed = pixels + (isPlain ? (row + 31) / 32 * 4 * (header.height() - 1) + (row + 7) / 8 : 1);
        return bytes.size() < needed
                ? FileEnd.CUT_OFF
                : size > pixels ? FileEnd.of(bytes.size(), size) : FileEnd.UNCERTAIN;
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        if (isOfOs2(bytes)) {
            throw UnsupportedException.here("it is a bitmap packed as only OS/2 does it", null);
        }
        if (isAroundFile(bytes)) {
            long start = bytes.u32(10, false);
            byte[] file = bytes.bytes(start, Math.max(0, bytes.size() - start));
            return new DecodeResult.OtherFile(SourceBytes.of(file), Optional.of(Orientation.UPRIGHT));
        }
        if (bits(bytes) == 64) {
            throw UnsupportedException.here("it is a bitmap of 64 bits a pixel", null);
        }
        DecodeResult.Pixels read = ImageIoDecoder.decode(usual(bytes), header, edge, deadline);
        return isInRuns(bytes) && end(bytes) == FileEnd.CUT_OFF ? DecodeResult.Pixels.broken(read.pixels(), 0) : read;
    }

    /// Of which the reader wants all at once, and then does not mind their end.
    private static boolean isInRuns(SourceBytes bytes) throws IOException {
        int compression = compression(bytes);
        return compression == 1 || compression == 2;
    }

    /// As the reader wants it: a header of Windows where it is one of OS/2, and the true size of the file.
    private static SourceBytes usual(SourceBytes bytes) throws IOException {
        int header = (int) bytes.u32(14, false);
        if (header == SHORT || header == OS2) {
            return withUsualHeader(bytes, header);
        }
        if (bits(bytes) == 2 && header >= USUAL && compression(bytes) == 0) {
            return withFourBits(bytes);
        }
        boolean hasAlphaMask = header == USUAL && compression(bytes) == ALPHA_MASKS;
        boolean isCutInRuns = isInRuns(bytes) && bytes.u32(2, false) > bytes.size();
        if (!hasAlphaMask && !isCutInRuns && bytes.u32(2, false) >= bytes.size()) {
            return bytes;
        }
        ByteBuffer file = little(bytes.all().clone()).putInt(2, (int) bytes.size());
        if (isCutInRuns) {
            file.putInt(34, 0); // their length is what there is
        }
        if (hasAlphaMask) { // four masks behind the header, which is what version 3 has in it
            file.putInt(14, VERSION_3).putInt(30, MASKS);
        }
        return SourceBytes.of(file.array());
    }

    /// As Windows CE has them, in a form that readers know.
    private static SourceBytes withFourBits(SourceBytes bytes) throws IOException {
        int pixels = (int) bytes.u32(10, false);
        int width = (int) bytes.u32(18, false);
        int height = Math.abs((int) bytes.u32(22, false));
        int narrow = (width + 15) / 16 * 4;
        int wide = (width + 7) / 8 * 4;
        byte[] packed = bytes.bytes(pixels, Math.min((long) narrow * height, bytes.size() - pixels));
        int rows = packed.length / narrow; // all, unless the file breaks off
        byte[] wider = new byte[Math.multiplyExact(wide, rows)];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                int number = packed[y * narrow + x / 4] >> 6 - x % 4 * 2 & 3;
                wider[y * wide + x / 2] |= (byte) (x % 2 == 0 ? number << 4 : number);
            }
        }
        ByteBuffer file = little(new byte[pixels + wider.length]).put(bytes.bytes(0, pixels));
        file.put(wider).putInt(2, file.capacity()).putShort(28, (short) 4).putInt(34, wider.length);
        return SourceBytes.of(file.putInt(46, Math.min(4, (pixels - 54) / 4)).array());
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
