package dev.vitrine.catalog.index;

import java.util.Arrays;

/// An array of bytes that grows.
final class ByteArrayBuilder {
    private byte[] bytes = new byte[1024];
    private int size;

    int size() {
        return size;
    }

    void append(byte one) {
        room(1);
        bytes[size++] = one;
    }

    void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /// Seven bits a byte, the lowest first; all but the last have the highest bit set.
    void number(int value) {
        room(5);
        int rest = value;
        while (rest >>> 7 != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void cutTo(int length) {
        size = length;
    }

    byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /// Of two runs, which comes first.
    int compare(int from, int to, int otherFrom, int otherTo) {
        return Arrays.compareUnsigned(bytes, from, to, bytes, otherFrom, otherTo);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + bytes.length / 2));
        }
    }
}
