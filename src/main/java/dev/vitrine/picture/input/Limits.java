package dev.vitrine.picture.input;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.time.Duration;
import java.util.Locale;

/// What a picture may cost. Enforced from the header, before anything is decoded.
public final class Limits {
    public static final long MAX_PIXELS = 120_000_000;
    public static final int LONGEST_SIDE = 30_000;
    public static final Duration LONGEST_DECODE = Duration.ofSeconds(10);
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

    /// @throws ImageException.Invalid with the size that was claimed
    public static void checkSize(String name, long width, long height) {
        if (width < 1 || height < 1) {
            throw new ImageException.Invalid(
                    quoted(name) + " is damaged: it claims to have no pixels (" + width + " × " + height + ").");
        }
        if (!admits(width, height)) {
            throw new ImageException.Invalid(String.format(
                    Locale.ROOT,
                    "“%s” is too large: %,d × %,d pixels; at most %,d on a side and %,d million in all can be opened.",
                    name,
                    width,
                    height,
                    LONGEST_SIDE,
                    MAX_PIXELS / 1_000_000));
        }
    }
}
