package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.jpeg.JpegDecoder;
import dev.vitrine.picture.jpeg.JpegException;
import dev.vitrine.picture.jpeg.JpegHeader;
import dev.vitrine.picture.jpeg.JpegLimits;
import dev.vitrine.picture.jpeg.JpegPicture;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.DecodedPixels;

/// From a whole JPEG to pixels by our own decoder, within the limits of every picture.
final class JpegPixels {
    private JpegPixels() {}

    static JpegLimits limits(Deadline deadline) {
        return new JpegLimits(Limits.MAX_STORED_PIXELS, Limits.LONGEST_STORED_SIDE, Limits.MAX_MEMORY, deadline::check);
    }

    static JpegPicture decode(byte[] file, Header header, int edge, Deadline deadline) throws JpegException {
        double scale = Limits.scale(header.width(), header.height(), edge);
        int longest = Math.clamp(
                Math.round(Math.max(header.width(), header.height()) * scale), 1, Limits.LONGEST_STORED_SIDE);
        JpegHeader own = JpegDecoder.header(file);
        while (longest > 16 && JpegDecoder.bytesNeeded(own, longest) > Limits.MAX_MEMORY) {
            longest = longest * 3 / 4;
        }
        return JpegDecoder.decode(file, longest, limits(deadline));
    }

    /// In the colors of its own profile, else of the header's.
    static DecodedPixels of(JpegPicture picture, Header header) {
        Colors colors = switch (picture.color()) {
            case GRAY -> Colors.GRAY;
            case RGB -> Colors.RGB;
            case CMYK -> Colors.CMYK;
        };
        return new DecodedPixels(
                picture.width(),
                picture.height(),
                picture.pixels(),
                colors,
                picture.header().profile().length == 0
                        ? header.profile()
                        : picture.header().profile());
    }
}
