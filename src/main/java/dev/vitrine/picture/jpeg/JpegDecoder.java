package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import dev.vitrine.picture.jpeg.JpegException.Unsupported;

/// Decodes a JPEG straight at the requested size.
///
/// The blocks are transformed at the smallest of 1/8, 1/4, 1/2 and full size that has a sample for each requested
/// pixel, then resampled to exactly that size. A decode keeps no state behind: any number may run at once.
public final class JpegDecoder {
    private JpegDecoder() {}

    /// Reads up to the first scan; a prefix of the file that reaches so far is enough.
    public static JpegHeader header(byte[] file) throws JpegException.Corrupt {
        return new HeaderReader(file).read();
    }

    /// Decodes `file` so that its longest side is `longestSide` pixels, or its own length if that is less; never
    /// enlarges.
    ///
    /// A file that ends early or has errors still gives what could be read, marked as damaged.
    ///
    /// @throws JpegException.Unsupported for kinds of JPEG that another decoder may read
    /// @throws JpegException.Corrupt when nothing can be shown
    /// @throws JpegException.TooLarge when header and size together exceed the limits
    public static JpegPicture decode(byte[] file, int longestSide, JpegLimits limits) throws JpegException {
        JpegHeader header = header(file);
        limits.admit(header);
        Frame frame = Frame.of(header, longestSide);
        return new FrameDecoder(file, frame, limits).decode(limits);
    }

    /// The uppermost part of a picture at an eighth of its size, for the price of that part; the file may end
    /// behind it. Its integrity tells whether all of it was there.
    ///
    /// @param part how much of the height, rounded up to whole units
    /// @throws JpegException.Unsupported of a progressive picture, all of which would have to be read
    public static JpegPicture top(byte[] file, double part, JpegLimits limits) throws JpegException {
        JpegHeader header = header(file);
        limits.admit(header);
        Frame whole = Frame.scaled(header, 1 / 8.0);
        if (whole.progressive()) {
            throw new Unsupported("it is progressive");
        }
        int rows = (int) Math.ceil(whole.unitsDown() * part);
        int height = Math.min(header.height(), rows * 8 * header.tallestSampling());
        Frame top = Frame.scaled(header.withSize(header.width(), height), 1 / 8.0);
        return new FrameDecoder(file, top, limits).decode(limits);
    }

    /// How many bytes of heap decoding at this size takes, the result included; more for the rare sequential file
    /// in separate scans.
    public static long bytesNeeded(JpegHeader header, int longestSide) throws Corrupt, Unsupported {
        Frame frame = Frame.of(header, longestSide);
        return FrameDecoder.bytes(frame, frame.progressive());
    }
}
