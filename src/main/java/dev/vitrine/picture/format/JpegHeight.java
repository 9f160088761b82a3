package dev.vitrine.picture.format;

import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;

/// The height of a JPEG whose frame leaves it out, as scanners do that do not know it yet: it comes behind the first
/// scan (T.81, B.2.5).
final class JpegHeight {
    private static final String MARKER = "\u00FF\u00DC\0\4";

    private JpegHeight() {}

    /// @param frame where what the frame says begins
    /// @param scan where the first scan begins
    static int of(SourceBytes bytes, long frame, long scan) throws IOException {
        int reported = bytes.u16(frame + 1, true);
        return reported > 0 ? reported : behindScan(bytes, scan);
    }

    private static int behindScan(SourceBytes bytes, long from) throws IOException {
        try {
            long at = from;
            while (bytes.u8(at) != 0xFF || isWithinScan(bytes.u8(at + 1))) {
                at++;
            }
            int height = bytes.has(at, MARKER) ? bytes.u16(at + MARKER.length(), true) : 0;
            if (height > 0) {
                return height;
            }
        } catch (EOFException _) {
            throw new MalformedException("it ends before it tells its height");
        }
        throw new MalformedException("it does not tell its height");
    }

    private static boolean isWithinScan(int marker) {
        return marker == 0 || marker == 0xFF || marker >= 0xD0 && marker <= 0xD7;
    }

    /// All bytes of the file, with the height where decoders look for it.
    static byte[] reported(SourceBytes bytes, long frame, long scan) throws IOException {
        byte[] file = bytes.all();
        if (bytes.u16(frame + 1, true) > 0) {
            return file;
        }
        int height = of(bytes, frame, scan);
        byte[] changed = file.clone();
        changed[(int) frame + 1] = (byte) (height >> 8);
        changed[(int) frame + 2] = (byte) height;
        return changed;
    }
}
