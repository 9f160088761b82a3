package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.MalformedException;
import java.io.EOFException;
import java.io.IOException;

/// The beginning of a JPEG XL codestream (ISO/IEC 18181-1, annex D): bits, the lowest of a byte first.
final class JxlCodestream {
    private static final int SIGNATURE = 16;
    /// Width to height, by number.
    private static final int[][] RATIOS = {{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}};

    private record Size(long width, long height) {}

    private final byte[] bytes;
    private int position = SIGNATURE;

    private JxlCodestream(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param beginning of the codestream, with its signature
    static Header header(byte[] beginning) throws IOException {
        if (beginning.length < 2 || (beginning[0] & 0xFF) != 0xFF || beginning[1] != 0x0A) {
            throw new MalformedException("it has no image in it");
        }
        return new JxlCodestream(beginning).header();
    }

    private Header header() throws IOException {
        Size size = size();
        Header header = Header.of(ImageType.JXL, size.width, size.height, 4);
        if (flag()) { // all is as usual
            return opaque(header);
        }
        if (flag()) {
            header = header.withOrientation(Orientation.ofExif(1 + bits(3)));
            if (flag()) {
                size(); // at which it is meant to be shown
            }
            if (flag()) {
                preview();
            }
            header = header.withAnimated(flag());
            if (header.animated()) {
                return header; // how it moves is not needed
            }
        }
        depth();
        flag(); // sixteen bits are enough
        boolean hasMore = bits(2) != 0; // than its colors
        return hasMore ? header : opaque(header);
    }

    private static Header opaque(Header header) {
        return header.withBytesPerPixel(3);
    }

    /// Bits of a sample, whole or as a fraction.
    private void depth() throws IOException {
        boolean fraction = flag();
        if (bits(2) == 3) {
            bits(6);
        }
        if (fraction) {
            bits(4);
        }
    }

    private Size size() throws IOException {
        boolean small = flag();
        long height = small ? 8 * (bits(5) + 1) : 1 + side(9, 13, 18, 30);
        int ratio = (int) bits(3);
        if (ratio > 0) {
            return new Size(height * RATIOS[ratio - 1][0] / RATIOS[ratio - 1][1], height);
        }
        return new Size(small ? 8 * (bits(5) + 1) : 1 + side(9, 13, 18, 30), height);
    }

    /// A number whose length is chosen from four.
    private long side(int... lengths) throws IOException {
        return bits(lengths[(int) bits(2)]);
    }

    /// The size of a small picture at the beginning; what it comes to is not needed.
    private void preview() throws IOException {
        boolean small = flag();
        previewSide(small);
        if (bits(3) == 0) {
            previewSide(small);
        }
    }

    private void previewSide(boolean small) throws IOException {
        if (small) {
            side(0, 0, 5, 9);
        } else {
            side(6, 8, 10, 12);
        }
    }

    private boolean flag() throws IOException {
        return bits(1) == 1;
    }

    private long bits(int count) throws IOException {
        long value = 0;
        for (int i = 0; i < count; i++, position++) {
            if (position >> 3 >= bytes.length) {
                throw new EOFException("ends within its size");
            }
            value |= (long) (bytes[position >> 3] >> (position & 7) & 1) << i;
        }
        return value;
    }
}
