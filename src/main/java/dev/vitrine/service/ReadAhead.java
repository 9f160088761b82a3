package dev.vitrine.service;

import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Reads from any place of an object in a bucket, by parts: whoever reads on reads larger ones, so that there are fewer
/// requests than blocks, and whoever goes elsewhere begins with small ones again. What was read first is kept: readers
/// come back to it. For one thread.
public final class ReadAhead implements ImageSource.Blocks {
    /// What the headers of most photographs fit in.
    private static final int SMALLEST = 64 << 10;

    private static final int LARGEST = 1 << 20;

    private final long size;
    private final Opener opener;
    private int left;
    private byte[] head = new byte[0];
    private byte[] part = new byte[0];
    private long partAt;
    private int next = SMALLEST;
    private boolean isCut;
    private boolean isOfOtherSize;

    /// Gives `length` bytes from a position on, or those up to the end.
    public interface Opener {
        InputStream open(long position, long length) throws IOException;
    }

    /// @param max how many parts are read: then the object ends for its reader
    public ReadAhead(long size, int max, Opener opener) {
        this.size = size;
        this.opener = opener;
        this.left = max;
    }

    /// How many bytes so many parts have at most.
    public static long longest(int parts) {
        long bytes = 0;
        int length = SMALLEST;
        for (int part = 0; part < parts; part++) {
            bytes += length;
            length = Math.min(LARGEST, length * 2);
        }
        return bytes;
    }

    /// Enough of it to tell what it is.
    public InputStream beginning() throws IOException {
        if (head.length == 0) {
            load(0);
        }
        return new ByteArrayInputStream(head);
    }

    /// Whether a reader wanted more than it got.
    public boolean isCut() {
        return isCut;
    }

    /// Whether it turned out to be longer or shorter than was said.
    public boolean isOfOtherSize() {
        return isOfOtherSize;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (position < head.length) {
            return copy(head, (int) position, into);
        }
        if (position < partAt || position >= partAt + part.length) {
            load(position);
        }
        return copy(part, (int) (position - partAt), into);
    }

    private static int copy(byte[] from, int at, ByteBuffer into) {
        int count = Math.min(into.remaining(), from.length - at);
        if (count <= 0) {
            return -1;
        }
        into.put(from, at, count);
        return count;
    }

    private void load(long position) throws IOException {
        if (left <= 0) {
            isCut = true;
            throw new EOFException("no more of it is read");
        }
        left--;
        if (position < partAt || position - partAt - part.length > next) {
            next = SMALLEST;
        }
        try (InputStream in = opener.open(position, next)) {
            part = in.readNBytes(next);
        }
        isOfOtherSize |= position + part.length > size || part.length < Math.min(next, size - position);
        partAt = position;
        next = Math.min(LARGEST, next * 2);
        if (position == 0) {
            head = part;
        }
    }
}
