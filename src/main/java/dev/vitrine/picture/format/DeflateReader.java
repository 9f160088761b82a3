package dev.vitrine.picture.format;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Unpacks a deflate stream (RFC 1951) a part at a time, into memory where the parts lie one after the other.
///
/// The JDK's inflater unpacks screenshots at a third of this speed, for each call copies its window aside, and its
/// result has to be taken out of another array.
final class DeflateReader {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW = 32 << 10;
    /// What is unpacked in one step may go so far past what was asked for.
    private static final int SLACK = 258 + 32;
    /// The first multiple of a distance that is not below eight.
    private static final int[] FAR_ENOUGH = {0, 8, 8, 9, 8, 10, 12, 14};
    /// What length and distance of a repetition take at most.
    private static final int REPETITION = 48;
    /// So many look-ups of literals never take more bits than there are after a refill.
    private static final int LITERALS = 56 / DeflateCodes.LITERAL_BITS - 1;

    private final DeflateInput in;
    private final DeflateTable ownLiterals = DeflateCodes.literalTable();
    private final DeflateTable ownDistances = DeflateCodes.distanceTable();
    /// Of the block at hand.
    private DeflateTable literals = ownLiterals;
    private DeflateTable distances = ownDistances;
    private boolean isLast;
    private boolean isInBlock;
    /// What is left of a block that is not packed; -1 in one that is.
    private int stored = -1;

    private byte[] unpacked;
    private int done;
    private int handedOut;

    /// @param part how many bytes are asked for at once, more or less
    DeflateReader(DeflateInput.Source source, int part) {
        in = new DeflateInput(source);
        unpacked = new byte[WINDOW + part + SLACK];
    }

    /// Where parts are; another one after each call of [#next].
    byte[] unpacked() {
        return unpacked;
    }

    /// Unpacks the next part.
    ///
    /// @return where it begins in [#unpacked], until the next call
    /// @throws java.io.EOFException when there is not as much
    /// @throws java.util.zip.ZipException when the stream is damaged
    int next(int length) throws IOException {
        makeRoom(length);
        int from = handedOut;
        handedOut += length;
        while (done < handedOut) {
            if (!isInBlock) {
                beginBlock();
            } else if (stored >= 0) {
                copyStored();
            } else {
                unpack();
            }
        }
        in.checkEnd();
        return from;
    }

    private void makeRoom(int length) {
        if (handedOut + length + SLACK <= unpacked.length) {
            return;
        }
        int gone = Math.max(0, handedOut - WINDOW);
        int needed = handedOut - gone + length + SLACK;
        byte[] room = needed <= unpacked.length ? unpacked : new byte[needed];
        System.arraycopy(unpacked, gone, room, 0, done - gone);
        unpacked = room;
        done -= gone;
        handedOut -= gone;
    }

    private void beginBlock() throws IOException {
        if (isLast) {
            throw DeflateInput.cut();
        }
        isLast = in.take(1) == 1;
        isInBlock = true;
        stored = -1;
        switch (in.take(2)) {
            case 0 -> beginStored();
            case 1 -> {
                literals = DeflateCodes.FIXED_LITERALS;
                distances = DeflateCodes.FIXED_DISTANCES;
            }
            case 2 -> {
                literals = ownLiterals;
                distances = ownDistances;
                DeflateCodes.read(in, literals, distances);
            }
            default -> throw DeflateInput.damaged();
        }
    }

    private void beginStored() throws IOException {
        in.toWholeByte();
        int length = in.take(16);
        if (length != (in.take(16) ^ 0xFFFF)) {
            throw DeflateInput.damaged();
        }
        in.toWholeByte();
        stored = length;
        isInBlock = length > 0;
    }

    private void copyStored() throws IOException {
        while (stored > 0 && done < handedOut) {
            int length = in.copy(unpacked, done, Math.min(stored, handedOut - done));
            done += length;
            stored -= length;
        }
        isInBlock = stored > 0;
    }

    /// Until the block ends or enough is unpacked, and then at most one repetition more. Whatever is used often is
    /// a variable here: the compiler leaves fields in memory.
    private void unpack() throws IOException {
        byte[] to = unpacked;
        int[] literal = literals.entries();
        int[] distance = distances.entries();
        int enough = handedOut;
        int last = enough - 1;
        int place = done;
        byte[] packed = in.packed;
        int from = in.at;
        long next = in.bits;
        int left = in.count;
        while (place < enough) {
            if (in.end - from < DeflateInput.AT_HAND) {
                in.at = from;
                in.bringToHand();
                from = in.at;
            }
            next |= (long) LONG.get(packed, from) << left;
            from += 63 - left >> 3;
            left |= 56;
            int entry = literal[(int) next & DeflateCodes.LITERAL_MASK];
            for (int i = 0; i < LITERALS && (entry & DeflateTable.KIND) == DeflateTable.LITERAL && place < last; i++) {
                SHORT.set(to, place, (short) (entry >>> 16));
                place += 1 + (entry >>> 13 & 1);
                next >>>= entry;
                left -= entry & 31;
                entry = literal[(int) next & DeflateCodes.LITERAL_MASK];
            }
            if (place >= enough) {
                break;
            }
            if ((entry & DeflateTable.KIND) == DeflateTable.LITERAL) {
                if (place == last) { // it comes alone: there may be none behind it
                    to[place++] = (byte) (entry >> 16);
                    next >>>= entry >>> 6 & 15;
                    left -= entry >>> 6 & 15;
                }
                continue;
            }
            if (left < REPETITION) {
                next |= (long) LONG.get(packed, from) << left;
                from += 63 - left >> 3;
                left |= 56;
            }
            if ((entry & DeflateTable.KIND) == DeflateTable.LONGER) {
                next >>>= entry & 31;
                left -= entry & 31;
                entry = literal[(entry >>> 16) + ((int) next & (1 << (entry >> 5 & 31)) - 1)];
            }
            next >>>= entry & 31;
            left -= entry & 31;
            int kind = entry & DeflateTable.KIND;
            if (kind == DeflateTable.LITERAL) {
                to[place++] = (byte) (entry >> 16);
                continue;
            }
            if (kind != DeflateTable.BASE) {
                if (kind != DeflateTable.END) {
                    throw DeflateInput.damaged();
                }
                isInBlock = false;
                break;
            }
            int further = entry >> 5 & 31;
            int length = (entry >>> 16) + ((int) next & (1 << further) - 1);
            next >>>= further;
            left -= further;
            entry = distance[(int) next & DeflateCodes.DISTANCE_MASK];
            if ((entry & DeflateTable.KIND) == DeflateTable.LONGER) {
                next >>>= entry & 31;
                left -= entry & 31;
                entry = distance[(entry >>> 16) + ((int) next & (1 << (entry >> 5 & 31)) - 1)];
            }
            next >>>= entry & 31;
            left -= entry & 31;
            further = entry >> 5 & 31;
            int back = (entry >>> 16) + ((int) next & (1 << further) - 1);
            next >>>= further;
            left -= further;
            if ((entry & DeflateTable.KIND) != DeflateTable.BASE || back > place) {
                throw DeflateInput.damaged();
            }
            repeat(to, place, back, length);
            place += length;
        }
        done = place;
        in.at = from;
        in.bits = next;
        in.count = left;
    }

    /// May write up to fifteen bytes more than that.
    private static void repeat(byte[] bytes, int to, int back, int length) {
        int end = to + length;
        int at = to;
        int distance = back;
        if (length > 64 && back == 1) {
            Arrays.fill(bytes, to, end, bytes[to - 1]);
            return;
        }
        if (back < 8) {
            // what repeats itself so soon does so at a multiple, too
            distance = FAR_ENOUGH[back];
            for (; at < to + distance - back; at++) {
                bytes[at] = bytes[at - back];
            }
        }
        do {
            LONG.set(bytes, at, (long) LONG.get(bytes, at - distance));
            LONG.set(bytes, at + 8, (long) LONG.get(bytes, at + 8 - distance));
            at += 16;
        } while (at < end);
    }
}
