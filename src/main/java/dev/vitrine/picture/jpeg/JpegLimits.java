package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.TooLarge;
import java.util.Locale;

/// What one decode may cost. Everything but how long it goes on is checked against the header, before anything is
/// allocated.
///
/// @param pixels most pixels that the file may claim
/// @param side longest side that the file may claim
/// @param memory most bytes of heap for one decode, the result included
/// @param whileItMay is called once per row of blocks, and ends the decode by throwing what it will
public record JpegLimits(long pixels, int side, long memory, Runnable whileItMay) {
    static final JpegLimits DEFAULT = new JpegLimits(120_000_000, 30_000, 256L << 20, () -> {});

    void admit(JpegHeader header) throws TooLarge {
        long claimed = (long) header.width() * header.height();
        if (claimed > pixels || Math.max(header.width(), header.height()) > side) {
            throw new TooLarge(String.format(
                    Locale.ROOT,
                    "The image claims %,d × %,d pixels, more than is opened here.",
                    header.width(),
                    header.height()));
        }
    }

    void admit(long bytes) throws TooLarge {
        if (bytes > memory) {
            throw new TooLarge(String.format(
                    Locale.ROOT,
                    "Decoding this image at that size takes %,d MB, more than the %,d MB allowed.",
                    bytes >> 20,
                    memory >> 20));
        }
    }
}
