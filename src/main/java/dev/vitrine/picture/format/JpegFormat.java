package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.jpeg.JpegDecoder;
import dev.vitrine.picture.jpeg.JpegException;
import dev.vitrine.picture.jpeg.JpegHeader;
import dev.vitrine.picture.jpeg.JpegLimits;
import dev.vitrine.picture.jpeg.JpegPicture;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.DecodedPixels;
import java.io.IOException;

/// JPEG by our own scaled decoder, and what that leaves to others (arithmetic coding, lossless, 12 bits) by ImageIO.
///
/// A file that ends early shows as far as it goes, as every viewer has it.
public final class JpegFormat {
    private JpegFormat() {
    }

    public static DecodedPixels decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        try {
            return scaled(bytes.all(), header, edge, deadline);
        } catch (JpegException e) {
            return switch (e) {
                case JpegException.Unsupported _, JpegException.Corrupt _ -> byOthers(bytes, header, edge, deadline, e);
                case JpegException.TooSlow _, JpegException.Cancelled _ -> throw new Deadline.Stopped();
                case JpegException.TooLarge _ -> throw new MalformedException(e.getMessage());
            };
        }
    }

    private static DecodedPixels scaled(byte[] file, Header header, int edge, Deadline deadline) throws JpegException {
        double scale = Limits.scale(header.width(), header.height(), edge);
        int longest = Math.clamp(Math.round(Math.max(header.width(), header.height()) * scale), 1, Limits.LONGEST_SIDE);
        JpegHeader own = JpegHeader.read(file);
        while (longest > 16 && JpegDecoder.bytesNeeded(own, longest) > Limits.MAX_MEMORY) {
            longest = longest * 3 / 4;
        }
        JpegPicture picture = JpegDecoder.decode(file, longest, new JpegLimits(Limits.MAX_PIXELS, Limits.LONGEST_SIDE, Limits.MAX_MEMORY, deadline.left()));
        Colors colors = switch (picture.colour()) {
            case GRAY -> Colors.GRAY;
            case RGB -> Colors.RGB;
            case CMYK -> Colors.CMYK;
        };
        return new DecodedPixels(picture.width(), picture.height(), picture.pixels(), colors, picture.header().profile());
    }

    private static DecodedPixels byOthers(SourceBytes bytes, Header header, int edge, Deadline deadline, JpegException ours) throws IOException {
        try {
            return ImageIoDecoder.decode(bytes, header, edge, deadline);
        } catch (IOException e) {
            e.addSuppressed(ours);
            throw e;
        }
    }
}
