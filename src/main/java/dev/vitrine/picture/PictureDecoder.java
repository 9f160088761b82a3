package dev.vitrine.picture;

import dev.vitrine.picture.format.DecodeResult;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Picture;
import java.io.IOException;
import java.util.Optional;

/// From a checked header to a picture, through the files that lie inside others.
final class PictureDecoder {
    private PictureDecoder() {}

    /// @param integrity of the file that was decoded
    /// @param sound how much of it, from its top, was there; 0 where that cannot be told
    record Decoded(Picture picture, Integrity integrity, double sound) {}

    /// Bytes of heap that a decode takes, roughly.
    static long memory(Header header, int edge) {
        return Limits.memory(header.width(), header.height(), header.bytesPerPixel(), edge);
    }

    /// With what the format of this file takes besides.
    static long memory(SourceBytes bytes, Header header, int edge) throws IOException {
        return memory(header, edge) + Formats.of(header.type()).memoryBeside(bytes, header);
    }

    /// The same from less than the whole file where that will do: for somebody who looks at it, not for what is
    /// kept.
    static Decoded decodeLittle(String name, SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException, InterruptedException {
        Optional<DecodedPixels> smaller = Formats.of(header.type()).smaller(bytes, header, edge, deadline);
        return smaller.isPresent()
                ? new Decoded(smaller.get().upright(header.orientation()), Integrity.UNKNOWN, 1)
                : decode(name, bytes, header, edge, deadline);
    }

    /// The picture upright and in sRGB, with its longest side at most `edge`. Runs on a decode worker.
    static Decoded decode(String name, SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException, InterruptedException {
        return switch (result(name, bytes, header, edge, deadline)) {
            case DecodeResult.Pixels pixels -> decoded(pixels, header, pixels.sound());
            case DecodeResult.OtherFile(var other, var orientation, var profile) -> {
                Header found = HeaderCheck.read(name, other).withProfileOr(profile);
                Header own = orientation.map(found::withOrientation).orElse(found);
                // no program puts more than one file into another, and a file could consist of
                // nothing else
                if (result(name, other, own, edge, deadline) instanceof DecodeResult.Pixels pixels) {
                    yield decoded(pixels, own, 0); // whatever is around it
                }
                throw new MalformedException("what it holds is no image itself");
            }
        };
    }

    private static DecodeResult result(String name, SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException, InterruptedException {
        ImageFormat format = Formats.of(header.type());
        if (!header.isSizeUnknown()) {
            Limits.checkDecoded(name, header.width(), header.height(), format.isDecodedScaled());
        }
        return format.decode(bytes, header, edge, deadline);
    }

    private static Decoded decoded(DecodeResult.Pixels result, Header header, double sound) {
        return new Decoded(result.pixels().upright(header.orientation()), result.integrity(), sound);
    }
}
