package dev.vitrine.catalog.index;

/// Searches in arrays of bits.
final class Bits {
    private Bits() {}

    /// The first set bit at `from` or after it, or `end` when there is none before that.
    static int nextSet(long[] bits, int from, int end) {
        return next(bits, from, end, 0);
    }

    /// The first clear bit at `from` or after it, or `end` when there is none before that.
    static int nextClear(long[] bits, int from, int end) {
        return next(bits, from, end, -1L);
    }

    /// The last set bit at `from` or before it, or -1.
    static int previousSet(long[] bits, int from) {
        return previous(bits, from, 0);
    }

    /// The last clear bit at `from` or before it, or -1.
    static int previousClear(long[] bits, int from) {
        return previous(bits, from, -1L);
    }

    private static int next(long[] bits, int from, int end, long flip) {
        if (from >= end) {
            return end;
        }
        int word = from >> 6;
        long rest = (bits[word] ^ flip) & -1L << from;
        while (rest == 0) {
            if (++word << 6 >= end) {
                return end;
            }
            rest = bits[word] ^ flip;
        }
        return Math.min(end, (word << 6) + Long.numberOfTrailingZeros(rest));
    }

    private static int previous(long[] bits, int from, long flip) {
        if (from < 0) {
            return -1;
        }
        int word = from >> 6;
        long rest = (bits[word] ^ flip) & -1L >>> 63 - (from & 63);
        while (rest == 0) {
            if (--word < 0) {
                return -1;
            }
            rest = bits[word] ^ flip;
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
    }
}
