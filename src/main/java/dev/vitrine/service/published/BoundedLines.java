package dev.vitrine.service.published;

import dev.vitrine.image.ImageException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The lines of a file that anybody may have written: few packed bytes can be many.
final class BoundedLines {
    private final InputStream in;
    private final int longest;
    private long left;

    /// @param longest bytes of a line
    /// @param atMost bytes of all lines
    BoundedLines(InputStream in, int longest, long atMost) {
        this.in = in;
        this.longest = longest;
        left = atMost;
    }

    /// With its end; empty at the end of all.
    ///
    /// @throws IOException when it is too long, or does not end
    byte[] next() throws IOException {
        ImageException.Cancelled.throwIfInterrupted();
        var line = new ByteArrayOutputStream(512);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            left--;
            if (octet == '\n') {
                return line.toByteArray();
            }
            if (line.size() > longest || left <= 0) {
                throw new IOException("longer than it may be");
            }
        }
        if (line.size() > 0) {
            throw new EOFException("ends within a line");
        }
        return line.toByteArray();
    }
}
