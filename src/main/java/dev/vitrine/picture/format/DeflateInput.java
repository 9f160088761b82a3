package dev.vitrine.picture.format;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;

/// The bits of a deflate stream, from the lowest of each byte on (RFC 1951, 3.1.1).
final class DeflateInput {
    /// So many bytes of the stream are in memory whenever bits are taken: those of two refills.
    static final int AT_HAND = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Source source;
    /// Its bytes from `at` to `end` are not in `bits` yet, of which the lowest `count` are next.
    final byte[] packed = new byte[(64 << 10) + AT_HAND];
    int at;
    int end;
    long bits;
    int count;
    /// How often zeros were added behind its end.
    private int zeros;

    /// Where the packed bytes come from.
    interface Source {
        /// @return how many, at least one; -1 at the end
        int read(byte[] to, int offset, int length) throws IOException;
    }

    DeflateInput(Source source) {
        this.source = source;
    }

    /// The next bits, at most 16.
    int take(int length) throws IOException {
        refill();
        int taken = (int) bits & (1 << length) - 1;
        drop(length);
        return taken;
    }

    /// What the next code stands for, where all codes of the table are short.
    int symbol(DeflateTable table) throws IOException {
        refill();
        int entry = table.entry((int) bits);
        if ((entry & DeflateTable.KIND) != DeflateTable.LITERAL) {
            throw damaged();
        }
        drop(entry & 31);
        return entry >> 16;
    }

    /// To 56 bits at least.
    private void refill() throws IOException {
        bringToHand();
        bits |= (long) LONG.get(packed, at) << count;
        at += 63 - count >> 3;
        count |= 56;
    }

    private void drop(int length) {
        bits >>>= length;
        count -= length;
    }

    void bringToHand() throws IOException {
        while (end - at < AT_HAND) {
            fill();
        }
    }

    /// What is left of a byte is left out. What was taken ahead is given back.
    void toWholeByte() {
        at -= count >> 3;
        bits = 0;
        count = 0;
    }

    /// Whole bytes, from a whole byte on.
    ///
    /// @return how many
    int copy(byte[] to, int offset, int max) throws IOException {
        if (at == end) {
            fill();
        }
        int length = Math.min(max, end - at);
        System.arraycopy(packed, at, to, offset, length);
        at += length;
        return length;
    }

    /// @throws EOFException when more was taken than there is
    void checkEnd() throws EOFException {
        if (at - (count >> 3) > end - zeros * AT_HAND) {
            throw cut();
        }
    }

    /// What bits were taken ahead of stays: it may be given back. At the end of the stream come some zeros, so that
    /// its last bits can be taken like all others.
    private void fill() throws IOException {
        int kept = Math.min(at, AT_HAND);
        System.arraycopy(packed, at - kept, packed, 0, end - at + kept);
        end -= at - kept;
        at = kept;
        int read = source.read(packed, end, packed.length - AT_HAND - end);
        if (read < 0) {
            zeros++;
            if (zeros > 2) {
                throw cut();
            }
            Arrays.fill(packed, end, end + AT_HAND, (byte) 0);
            read = AT_HAND;
        }
        end += read;
    }

    static EOFException cut() {
        return new EOFException("ends within its pixels");
    }

    static ZipException damaged() {
        return new ZipException("damaged pixels");
    }
}
