package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a file of boxes is all there: they end where the file does, and what its pictures need is among them. What
/// follows that and is no box of such files belongs to some program or transfer.
final class BoxedEnd {
    /// The boxes that may follow the pictures (ISO/IEC 14496-12 and 18181-2): of others nobody can tell whether
    /// they are cut off, or text that somebody appended.
    private static final Set<String> FOLLOWING = Set.of(
            "Exif", "brob", "free", "idat", "jbrd", "jumb", "jxlc", "jxli", "jxlp", "mdat", "meta", "mfra", "moof",
            "moov", "mpvd", "sidx", "skip", "uuid", "wide", "xml ");

    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;
    private static final long LAST_PART = 1L << 31;

    private final SourceBytes bytes;
    private boolean hasData;
    /// Where the last part of the pictures ends, as far as the boxes passed say it.
    private long needed;

    private BoxedEnd(SourceBytes bytes) {
        this.bytes = bytes;
    }

    static FileEnd of(SourceBytes bytes) throws IOException {
        return new BoxedEnd(bytes).find();
    }

    private FileEnd find() throws IOException {
        long at = 0;
        while (at < bytes.size()) {
            long left = bytes.size() - at;
            if (hasPictures(at) && left < HEADER) {
                return FileEnd.UNCERTAIN;
            }
            String type = bytes.tag(at + 4);
            boolean isForeign = hasPictures(at) && !FOLLOWING.contains(type);
            long size = bytes.u32(at, true);
            boolean isLong = size == 1;
            if (isLong) {
                if (isForeign && left < LONG_HEADER) {
                    return FileEnd.UNCERTAIN;
                }
                size = bytes.u64(at + HEADER, true);
            }
            if (size < HEADER) {
                return FileEnd.UNCERTAIN; // goes on to the end, or is no box
            }
            if (size > left) {
                return isForeign ? FileEnd.UNCERTAIN : FileEnd.CUT_OFF;
            }
            pass(new Box(type, at + (isLong ? LONG_HEADER : HEADER), at + size));
            at += size;
        }
        return hasPictures(at) ? FileEnd.WHOLE : FileEnd.CUT_OFF;
    }

    private boolean hasPictures(long at) {
        return hasData && at >= needed;
    }

    private void pass(Box box) throws IOException {
        switch (box.type()) {
            case "mdat", "idat", "jxlc" -> hasData = true;
            case "jxlp" -> hasData |= box.length() >= 4 && bytes.u32(box.start(), true) >= LAST_PART;
            case "meta" -> {
                List<Box> parts = Boxes.list(bytes, box.start() + 4, box.end());
                hasData |= Boxes.first(parts, "idat").isPresent();
                needed = Math.max(needed, needed(Boxes.first(parts, "iloc")));
            }
            default -> {}
        }
    }

    /// 0 where the list of places cannot be read: some data have to do then.
    private long needed(Optional<Box> places) {
        try {
            return places.isEmpty() ? 0 : HeifPlaces.read(bytes, places.get()).end();
        } catch (IOException _) {
            return 0;
        }
    }
}
