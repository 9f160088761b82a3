package dev.vitrine.picture.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The bits of one entropy-coded segment (F.2.2.5), freed from stuffed zeros (B.1.1.5) a window at a time.
///
/// The decoding loops copy [#bits], [#count] and [#position] into local variables and write them back: that is worth a
/// third of the time. Before each block they ask `position > safeEnd && !ready()`; then one block can be read without
/// any other check, because the window always holds a block's worst case beyond [#safeEnd], if need be as zeros.
final class BitReader {
    private static final int BY_HABIT = 8;

    /// What stands behind the last byte of a file that is cut off.
    private static final int END_OF_IMAGE = 0xD9;
    static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW = 1 << 14;
    /// A block has at most 64 symbols of 16 bits with 16 bits of value each: 256 bytes, and the refill reads 8
    /// ahead.
    private static final int MARGIN = 512;

    /// Unstuffed bytes.
    final byte[] window = new byte[WINDOW + 2 * MARGIN];
    /// Left-aligned: the next bit is the highest. Bits beyond [#count] are either zero or already right.
    long bits;
    /// How many of [#bits] count.
    int count;
    /// The next byte of the window to go into [#bits].
    int position;
    /// Up to here a whole block can be read.
    int safeEnd;
    /// Set when bits were met that are no code.
    boolean wrong;

    final byte[] file;
    private final int fileEnd;
    private int next;
    private int limit;
    private boolean ended;

    BitReader(byte[] file) {
        this.file = file;
        this.fileEnd = file.length;
    }

    /// Starts with the segment at `offset`.
    void open(int offset) {
        next = offset;
        limit = 0;
        position = 0;
        bits = 0;
        count = 0;
        ended = false;
        fill();
    }

    /// Where in the file the next bit is, counted in bits.
    long place() {
        int consumed = Math.min(position * 8 - count, limit * 8);
        int at = next;
        for (int ahead = limit - (consumed >> 3); ahead > 0; ) {
            at--;
            if (file[at] == 0 && file[at - 1] == (byte) 0xFF) {
                at--; // stuffed
                ahead--;
            } else if (file[at] != (byte) 0xFF) { // which alone only fills up, and never was in the window
                ahead--;
            }
        }
        return at * 8L + (consumed & 7);
    }

    void goTo(long place) {
        open((int) (place >> 3));
        take((int) (place & 7));
    }

    /// Where in the file the marker is that ends the segment; before that has been reached, how far has been read.
    int fileOffset() {
        return next;
    }

    /// Brings more bytes into the window; false when the segment has been used up, whatever follows being zeros.
    boolean ready() {
        if (ended) {
            return position * 8L - count <= limit * 8L;
        }
        System.arraycopy(window, position, window, 0, limit - position);
        limit -= position;
        position = 0;
        fill();
        return !ended || ready();
    }

    /// Steps to the next marker, over what is left of this segment.
    ///
    /// @return whether those were data that nobody asked for; zeros, or a few bytes, some devices leave by habit
    boolean toMarker() {
        int from = (int) Math.min(limit, position * 8L - count + 7 >> 3);
        int more = data(from);
        while (!ended) {
            limit = 0;
            fill();
            more += data(0);
        }
        return more > BY_HABIT;
    }

    private int data(int from) {
        int data = 0;
        for (int i = from; i < limit; i++) {
            data += window[i] == 0 || window[i] == (byte) 0xFF ? 0 : 1;
        }
        return data;
    }

    void set(long newBits, int newCount, int newPosition) {
        bits = newBits;
        count = newCount;
        position = newPosition;
    }

    /// At least 56 bits, then.
    void refill() {
        bits |= (long) BIG_ENDIAN.get(window, position) >>> count;
        position += (63 - count) >>> 3;
        count |= 56;
    }

    int take(int n) {
        if (n == 0) {
            return 0;
        }
        if (count < n) {
            refill();
        }
        int value = (int) (bits >>> (64 - n));
        bits <<= n;
        count -= n;
        return value;
    }

    /// A value of `size` bits with its sign (F.2.2.1, EXTEND).
    int extend(int size) {
        int value = take(size);
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// The next 0xFF, or the end.
    static int skipPlain(byte[] file, int from) {
        int at = from;
        while (at + 8 <= file.length && ones((long) LITTLE_ENDIAN.get(file, at)) == 0) {
            at += 8;
        }
        while (at < file.length && file[at] != (byte) 0xFF) {
            at++;
        }
        return at;
    }

    /// The top bits of those bytes that are 0xFF, and maybe of others above the lowest of them.
    private static long ones(long eight) {
        return ~eight - 0x0101010101010101L & eight & 0x8080808080808080L;
    }

    private void fill() {
        while (!ended && limit < WINDOW) {
            copyPlain();
            if (next >= fileEnd) {
                ended = true;
            } else if (file[next] == (byte) 0xFF && limit < WINDOW) {
                takeStuffed();
            }
        }
        if (ended) {
            Arrays.fill(window, limit, limit + MARGIN, (byte) 0);
        }
        safeEnd = ended ? limit - 16 : limit - MARGIN;
    }

    private void takeStuffed() {
        int after = next + 1 < fileEnd ? file[next + 1] & 0xFF : END_OF_IMAGE;
        if (after == 0) {
            window[limit++] = (byte) 0xFF;
            next += 2;
        } else if (after == 0xFF) {
            next++;
        } else {
            ended = true;
        }
    }

    /// Copies up to the next 0xFF, eight bytes at a time.
    private void copyPlain() {
        int from = next;
        int to = limit;
        int stop = Math.min(fileEnd, from + WINDOW - to);
        while (from + 8 <= stop) {
            long eight = (long) LITTLE_ENDIAN.get(file, from);
            LITTLE_ENDIAN.set(window, to, eight);
            long found = ones(eight);
            if (found != 0) {
                int plain = Long.numberOfTrailingZeros(found) >>> 3;
                next = from + plain;
                limit = to + plain;
                return;
            }
            from += 8;
            to += 8;
        }
        while (from < stop && file[from] != (byte) 0xFF) {
            window[to++] = file[from++];
        }
        next = from;
        limit = to;
    }
}
