package dev.vitrine.service;

import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Reads from any place of an object in a bucket, by parts: whoever reads on reads larger ones, so that there are fewer
/// requests than blocks. For one thread.
public final class GrowingParts implements ImageSource.Blocks {
    /// What the headers of most photographs fit in.
    private static final int SMALLEST = 64 << 10;

    private static final int LARGEST = 1 << 20;

    private final long size;
    private final Opener opener;
    private int left;
    private byte[] part = new byte[0];
    private long partAt;
    private int next = SMALLEST;

    /// Gives `length` bytes from a position on, or those up to the end.
    public interface Opener {
        InputStream open(long position, long length) throws IOException;
    }

    /// @param max how many parts are read: then the object ends for its reader
    public GrowingParts(long size, int max, Opener opener) {
        this.size = size;
        this.opener = opener;
        this.left = max;
    }

    /// Enough of it to tell what it is.
    public InputStream beginning() throws IOException {
        if (partAt > 0 || part.length == 0) {
            load(0);
        }
        return new ByteArrayInputStream(part);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (position < partAt || position >= partAt + part.length) {
            load(position);
        }
        int at = (int) (position - partAt);
        int count = Math.min(into.remaining(), part.length - at);
        if (count <= 0) {
            return -1;
        }
        into.put(part, at, count);
        return count;
    }

    private void load(long position) throws IOException {
        if (left-- == 0) {
            throw new EOFException("no more of it is read");
        }
        try (InputStream in = opener.open(position, next)) {
            part = in.readNBytes(next);
        }
        partAt = position;
        next = Math.min(LARGEST, next * 2);
    }
}
