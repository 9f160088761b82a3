package dev.vitrine.picture.format;

import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/// The rows of each channel of a Photoshop document, whichever way they are packed.
interface PsdChannels {
    /// @param stored how many channels the file has
    /// @param read how many of them are wanted
    /// @param countBytes what tells how long a packed row is, two bytes or four
    record Layout(int stored, int read, int width, int height, int bits, int countBytes) {
        int rowBytes() {
            return (int) (((long) width * bits + 7) / 8);
        }
    }

    /// The next row of a channel: they are asked for in their order, unless they can be in any.
    void row(int channel, int y, byte[] to) throws IOException;

    boolean areInAnyOrder();

    /// Each row lies at a place of its own.
    final class InRows implements PsdChannels {
        private final SourceBytes bytes;
        private final boolean packed;
        private final long[][] places;
        private final byte[] in;

        InRows(SourceBytes bytes, long start, boolean packed, Layout layout) throws IOException {
            this.bytes = bytes;
            this.packed = packed;
            this.in = new byte[2 * layout.rowBytes() + 256];
            long lengths = (long) layout.countBytes * layout.stored * layout.height;
            long at = packed ? start + lengths : start;
            places = new long[layout.read][layout.height + 1];
            for (int channel = 0; channel < layout.read; channel++) {
                for (int y = 0; y < layout.height; y++) {
                    places[channel][y] = at;
                    at += packed ? length(start, layout, channel, y) : layout.rowBytes();
                }
                places[channel][layout.height] = at;
            }
        }

        private long length(long start, Layout layout, int channel, int y) throws IOException {
            long at = start + layout.countBytes * ((long) channel * layout.height + y);
            return layout.countBytes == 2 ? bytes.u16(at, true) : bytes.u32(at, true);
        }

        @Override
        public boolean areInAnyOrder() {
            return true;
        }

        @Override
        public void row(int channel, int y, byte[] to) throws IOException {
            long length = places[channel][y + 1] - places[channel][y];
            if (length > in.length) {
                throw new MalformedException("a row is longer than it can be");
            }
            for (int done = 0; done < length; ) {
                int count = bytes.read(places[channel][y] + done, in, done, (int) length - done);
                if (count <= 0) {
                    throw new EOFException("cut off within the image");
                }
                done += count;
            }
            if (packed) {
                unpack((int) length, to);
            } else {
                System.arraycopy(in, 0, to, 0, to.length);
            }
        }

        /// PackBits: a count and that many bytes, or a negative count and one byte to repeat.
        private void unpack(int length, byte[] to) {
            int at = 0;
            for (int i = 0; i + 1 < length && at < to.length; ) {
                int count = in[i++];
                if (count >= 0) {
                    int take = Math.min(Math.min(count + 1, to.length - at), length - i);
                    System.arraycopy(in, i, to, at, take);
                    i += count + 1;
                    at += take;
                } else if (count != -128) {
                    int end = Math.min(at + 1 - count, to.length);
                    Arrays.fill(to, at, end, in[i++]);
                    at = end;
                }
            }
        }
    }
}
