package dev.vitrine.picture.input;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.time.Duration;
import java.util.Locale;

/// What a picture may cost. Enforced from the header, before anything is decoded.
///
/// What can be decoded does not limit what can be stored: large panoramas and the pictures of new telephones are taken
/// in, and shown as far as a decoder of the type can make them small while it reads.
public final class Limits {
    /// For types whose pictures are decoded whole.
    public static final long MAX_PIXELS = 120_000_000;
    public static final int LONGEST_SIDE = 30_000;
    /// For any file, and for types that are decoded at the size in which they are shown.
    public static final long MAX_STORED_PIXELS = 1_000_000_000;
    public static final int LONGEST_STORED_SIDE = 1_000_000;
    /// Of the processor, see [Deadline].
    public static final Duration LONGEST_DECODE = Duration.ofSeconds(10);
    /// A drawing with large areas of one color has so many.
    private static final int MOST_PIXELS_A_BYTE = 20;
    /// For one decode: the decoded rows and the result together.
    public static final long MAX_MEMORY = 256L << 20;
    /// A result of 32 MP and a turned copy of it fit into [#MAX_MEMORY].
    static final int MAX_SHOWN = 32 << 20;
    /// Color profiles are a few KB, rarely 2 MB (printing); more is a bomb.
    public static final int MAX_PROFILE = 4 << 20;
    public static final int MAX_EXIF = 1 << 20;

    private Limits() {}

    /// Bytes of heap for one decode, roughly: what is decoded, and the result with a turned copy.
    public static long memory(int width, int height, int bytesPerPixel, int edge) {
        long pixels = (long) width * height;
        double scale = scale(width, height, edge);
        return Math.min(MAX_MEMORY / 2, pixels * bytesPerPixel)
                + Math.min(MAX_MEMORY / 2, (long) (8 * pixels * scale * scale));
    }

    /// How much smaller the shown picture is than the stored one, at most 1.
    public static double scale(int width, int height, int edge) {
        double toEdge = (double) edge / Math.max(width, height);
        double toMemory = Math.sqrt((double) MAX_SHOWN / ((long) width * height));
        return Math.min(1, Math.min(toEdge, toMemory));
    }

    /// A side at that scale: never less than one pixel, nor more than there are.
    public static int reduced(int side, double scale) {
        return Math.clamp(Math.round(side * scale), 1, side);
    }

    public static boolean admits(long width, long height) {
        return width > 0
                && height > 0
                && width <= LONGEST_SIDE
                && height <= LONGEST_SIDE
                && width * height <= MAX_PIXELS;
    }

    private static boolean admitsStored(long width, long height) {
        return width <= LONGEST_STORED_SIDE && height <= LONGEST_STORED_SIDE && width * height <= MAX_STORED_PIXELS;
    }

    /// How long the processor may work for a picture of this size: longer than usual beyond what is decoded
    /// whole, if the file has bytes for so many pixels. One of few bytes that claims to be large has nothing in
    /// it.
    public static Duration time(int width, int height, long fileBytes) {
        long timesLarger = Math.min((long) width * height, fileBytes * MOST_PIXELS_A_BYTE) / MAX_PIXELS;
        return LONGEST_DECODE.multipliedBy(1 + timesLarger);
    }

    /// Of a file that is only stored.
    ///
    /// @throws ImageException.Invalid with the size that was claimed
    public static void checkSize(String name, long width, long height) {
        if (width < 1 || height < 1) {
            throw new ImageException.Invalid(
                    quoted(name) + " is damaged: it claims to have no pixels (" + width + " × " + height + ").");
        }
        if (!admitsStored(width, height)) {
            throw tooLarge(name, width, height);
        }
    }

    /// Of a picture that is decoded.
    ///
    /// @param scaled at the size in which it is shown
    /// @throws ImageException.Invalid with the size that was claimed
    public static void checkDecoded(String name, long width, long height, boolean scaled) {
        if (!(scaled ? admitsStored(width, height) : admits(width, height))) {
            throw tooLarge(name, width, height);
        }
    }

    private static ImageException.Invalid tooLarge(String name, long width, long height) {
        return new ImageException.Invalid(String.format(
                Locale.ROOT,
                "“%s” is too large: %,d × %,d pixels; at most %,d on a side and %,d million in all can be opened.",
                name,
                width,
                height,
                LONGEST_SIDE,
                MAX_PIXELS / 1_000_000));
    }
}
