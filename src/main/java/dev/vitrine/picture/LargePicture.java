package dev.vitrine.picture;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.DecodeResult;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.format.ImageFormat;
import dev.vitrine.picture.format.PictureParts;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.picture.pixels.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A picture of too many pixels for memory, of which parts are decoded while somebody looks at them. It keeps the bytes
/// of its file. For one thread at a time.
///
/// JPEG alone can be begun in its middle; so can what has a JPEG inside: camera raw files, and HEIC as the system's
/// program decodes it.
public final class LargePicture {
    private final String name;
    private final Header header;
    private final PictureParts parts;
    private final Duration time;

    private LargePicture(String name, Header header, PictureParts parts, Duration time) {
        this.name = name;
        this.header = header;
        this.parts = parts;
        this.time = time;
    }

    /// Reads all of it once; on a decode worker. Empty where its parts cannot be decoded alone.
    static Optional<LargePicture> open(String name, SourceBytes bytes, Header header, Deadline deadline)
            throws IOException, InterruptedException {
        ImageFormat format = Formats.of(header.type());
        if (bytes.size() > Runtime.getRuntime().maxMemory() / 4) {
            return Optional.empty();
        }
        Optional<PictureParts> parts = format.parts(bytes, header, deadline);
        if (parts.isPresent()) {
            return Optional.of(new LargePicture(name, header, parts.get(), time(header, bytes)));
        }
        boolean hasOther = header.type().isRaw() || header.type() == ImageType.HEIC || header.type() == ImageType.AVIF;
        if (hasOther
                && format.decode(bytes, header, Limits.LONGEST_STORED_SIDE, deadline)
                        instanceof DecodeResult.OtherFile(var other, var orientation, var profile)) {
            Header found = HeaderCheck.read(name, other).withProfileOr(profile);
            Header own = orientation.map(found::withOrientation).orElse(found);
            Duration time = time(own, other);
            return Formats.of(own.type()).parts(other, own, deadline).map(of -> new LargePicture(name, own, of, time));
        }
        return Optional.empty();
    }

    private static Duration time(Header header, SourceBytes bytes) {
        return Limits.time(header.width(), header.height(), bytes.size());
    }

    /// The same, turned further.
    public LargePicture turned(Orientation further) {
        return new LargePicture(
                name, header.withOrientation(header.orientation().then(further)), parts, time);
    }

    /// Of all of it, upright.
    public int width() {
        return header.shownWidth();
    }

    public int height() {
        return header.shownHeight();
    }

    /// A part, upright and in sRGB; blocks while it is decoded.
    ///
    /// @param place in pixels of the upright picture
    /// @param shrink 1, 2, 4 or 8: how many times smaller than stored
    /// @throws dev.vitrine.image.ImageException.Cancelled when the waiting thread is interrupted
    public Picture part(Place place, int shrink) {
        long pixels = (long) (place.width() / shrink + 1) * (place.height() / shrink + 1);
        return DecodeExecutor.SHARED.run(new DecodeJob<>(
                name, 12 * pixels, time, DecodeRequest.VIEWED, deadline -> part(place, shrink, deadline)));
    }

    /// The same at once; on a decode worker.
    Picture part(Place place, int shrink, Deadline deadline) throws IOException {
        Place stored = place.stored(header.orientation(), width(), height());
        return parts.decode(stored, shrink, deadline).upright(header.orientation());
    }
}
