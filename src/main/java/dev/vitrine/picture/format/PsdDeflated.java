package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;

/// Channels that are packed as one stream, one after the other, while a picture needs a row of each at once: every
/// channel has a reader of its own, which first unpacks those before. The last one reads the most, all of it; nothing
/// is kept.
///
/// Where differences are packed, a sample is what it is more than the one on its left; those of 32 bits are taken
/// apart into bytes, the highest ones of a row first, and each byte differs from the one before (as in TIFF, Adobe
/// Photoshop TIFF Technical Note 3).
final class PsdDeflated implements PsdChannels {
    private static final int BATCH = 64 << 10;
    private static final int FLOAT_BYTES = 4;

    private final SourceBytes bytes;
    private final long start;
    private final boolean differences;
    private final Layout layout;
    private final Deadline deadline;
    private final DeflateReader[] readers;

    PsdDeflated(SourceBytes bytes, long start, boolean differences, Layout layout, Deadline deadline)
            throws IOException {
        this.bytes = bytes;
        this.start = start;
        this.differences = differences;
        this.layout = layout;
        this.deadline = deadline;
        // RFC 1950, 2.2: deflate, no dictionary
        if ((bytes.u8(start) & 15) != 8 || bytes.u16(start, true) % 31 != 0 || (bytes.u8(start + 1) & 0x20) != 0) {
            throw DeflateInput.damaged();
        }
        readers = new DeflateReader[layout.read()];
        for (int channel = 0; channel < readers.length; channel++) {
            readers[channel] = reader(channel);
        }
    }

    private DeflateReader reader(int channel) throws IOException {
        var reader = new DeflateReader(new Source(), Math.max(BATCH, layout.rowBytes()));
        long before = (long) channel * layout.height() * layout.rowBytes();
        for (long skipped = 0; skipped < before; skipped += BATCH) {
            deadline.check();
            reader.next((int) Math.min(BATCH, before - skipped));
        }
        return reader;
    }

    /// From the first packed byte to the end of the file.
    private final class Source implements DeflateInput.Source {
        private long at = start + 2;

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = bytes.read(at, to, offset, length);
            at += Math.max(0, count);
            return count > 0 ? count : -1;
        }
    }

    @Override
    public boolean areInAnyOrder() {
        return false;
    }

    @Override
    public void row(int channel, int y, byte[] to) throws IOException {
        int from = readers[channel].next(to.length);
        byte[] unpacked = readers[channel].unpacked();
        if (differences && layout.bits() == 8 * FLOAT_BYTES) {
            joinFloats(unpacked, from, to);
            return;
        }
        System.arraycopy(unpacked, from, to, 0, to.length);
        if (differences && layout.bits() == 16) {
            for (int i = 2; i < to.length; i += 2) {
                int sum = (to[i - 2] << 8 | to[i - 1] & 0xFF) + (to[i] << 8 | to[i + 1] & 0xFF);
                to[i] = (byte) (sum >> 8);
                to[i + 1] = (byte) sum;
            }
        } else if (differences) {
            for (int i = 1; i < to.length; i++) {
                to[i] += to[i - 1];
            }
        }
    }

    private void joinFloats(byte[] unpacked, int from, byte[] to) {
        byte sum = 0;
        for (int i = 0; i < to.length; i++) {
            sum += unpacked[from + i];
            to[i % layout.width() * FLOAT_BYTES + i / layout.width()] = sum;
        }
    }
}
