package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A finished JPEG inside a camera raw file: cameras put one there for their own screen.
record RawPreview(long offset, long length, Header header) {
    private static final long MAX_SEARCHED = 256L << 20;
    private static final int MAX_TRIED = 64;

    long pixels() {
        return (long) header.width() * header.height();
    }

    /// A JPEG that can be shown; the sensor's own data are often a lossless one, which cannot.
    static Optional<RawPreview> at(SourceBytes bytes, long offset, long length) throws IOException {
        if (offset < 1 || length < 100 || offset > bytes.size() - 100 || bytes.u16(offset, true) != 0xFFD8) {
            return Optional.empty();
        }
        try {
            List<JpegSegment> segments = JpegSegments.list(bytes, offset);
            if (segments.stream().noneMatch(segment -> segment.marker() >= 0xC0 && segment.marker() <= 0xC2)) {
                return Optional.empty();
            }
            var preview = new RawPreview(
                    offset, Math.min(length, bytes.size() - offset), JpegSegments.header(bytes, segments));
            return Optional.of(preview)
                    .filter(found -> found.pixels() > 0 && found.pixels() <= Limits.MAX_STORED_PIXELS);
        } catch (IOException _) {
            return Optional.empty(); // not a JPEG after all
        }
    }

    /// Everything in a file that begins as a JPEG does, for files that do not say where theirs is.
    static List<RawPreview> search(SourceBytes bytes) throws IOException {
        var found = new ArrayList<RawPreview>();
        byte[] block = new byte[64 << 10];
        int tried = 0;
        for (long at = 0; at < Math.min(bytes.size(), MAX_SEARCHED) && tried < MAX_TRIED; at += block.length - 2) {
            int count = 0;
            for (int more;
                    count < block.length && (more = bytes.read(at + count, block, count, block.length - count)) > 0; ) {
                count += more;
            }
            for (int i = 0; i + 2 < count && tried < MAX_TRIED; i++) {
                if (block[i] == (byte) 0xFF && block[i + 1] == (byte) 0xD8 && block[i + 2] == (byte) 0xFF) {
                    tried++;
                    at(bytes, at + i, bytes.size() - at - i).ifPresent(found::add);
                }
            }
        }
        return found;
    }
}
