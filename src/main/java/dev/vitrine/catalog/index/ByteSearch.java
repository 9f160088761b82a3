package dev.vitrine.catalog.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds some bytes in many, eight places at a time: where the first, the second and the last of them stand, all are
/// compared.
final class ByteSearch {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final byte[] bytes;
    private final byte[] requested;
    private final long first;
    private final long second;
    private final long last;

    /// @param requested two bytes or more
    ByteSearch(byte[] bytes, byte[] requested) {
        this.bytes = bytes;
        this.requested = requested;
        this.first = LOW_BITS * (requested[0] & 0xFF);
        this.second = LOW_BITS * (requested[1] & 0xFF);
        this.last = LOW_BITS * (requested[requested.length - 1] & 0xFF);
    }

    /// The first place from `from` on, or -1.
    int next(int from) {
        int end = requested.length - 1;
        int at = from;
        for (; at + end + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long differing = (long) EIGHT.get(bytes, at) ^ first
                    | (long) EIGHT.get(bytes, at + 1) ^ second
                    | (long) EIGHT.get(bytes, at + end) ^ last;
            // The high bit of each byte that is 0; now and then of one above such a byte, too.
            for (long same = differing - LOW_BITS & ~differing & HIGH_BITS; same != 0; same &= same - 1) {
                int place = at + Long.numberOfTrailingZeros(same) / Byte.SIZE;
                if (isAt(place)) {
                    return place;
                }
            }
        }
        for (; at + end < bytes.length; at++) {
            if (isAt(at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isAt(int place) {
        return Arrays.equals(bytes, place, place + requested.length, requested, 0, requested.length);
    }
}
