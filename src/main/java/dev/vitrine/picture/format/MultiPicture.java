package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Tiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The smaller ones of a picture that a camera puts behind it for its own screen, as JPEG files of their own (CIPA
/// DC-007, Multi-Picture Format).
final class MultiPicture {
    private static final int ENTRIES = 0xB002;
    private static final int ENTRY = 16;
    private static final int MAX_ENTRIES = 16;
    /// Of the main picture, for a screen or a television; other kinds are other pictures.
    private static final int FOR_SCREEN = 0x010001;
    private static final int FOR_TELEVISION = 0x010002;
    private static final int KIND = 0xFFFFFF;
    /// They are packed more strongly than the main one, which does not show at half their size.
    private static final int SPARE = 2;
    /// Larger ones than half of the file are none that is smaller than the main one.
    private static final int LARGEST_PART = 2;
    /// How much the shapes may differ, in hundredths: others have black bars.
    private static final int TOLERANCE = 1;

    private MultiPicture() {}

    /// Where one of them is.
    private record Place(long at, long size) {}

    /// The smallest one that is enough for a longest side of `edge`.
    static Optional<SourceBytes> smaller(SourceBytes bytes, Header header, int edge) throws IOException {
        for (Place place : all(bytes)) {
            SourceBytes found = SourceBytes.of(bytes.bytes(place.at, place.size));
            Header own = JpegSegments.header(found, 0);
            if (Math.max(own.width(), own.height()) >= (long) SPARE * edge && isAlike(own, header)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean isAlike(Header one, Header other) {
        long across = (long) one.width() * other.height();
        long down = (long) one.height() * other.width();
        return Math.abs(across - down) * 100 <= TOLERANCE * Math.min(across, down) && one.width() < other.width();
    }

    /// Those that are JPEG, small ones first: of the first list, as a file has one.
    private static List<Place> all(SourceBytes bytes) throws IOException {
        for (JpegSegment segment : JpegSegments.list(bytes, 0)) {
            if (JpegSegments.isPictureList(bytes, segment)) {
                long start = segment.payload() + JpegSegments.PICTURE_LIST.length();
                return listed(bytes, start, segment.end() - start);
            }
        }
        return List.of();
    }

    private static List<Place> listed(SourceBytes bytes, long start, long length) throws IOException {
        SourceBytes index = SourceBytes.of(bytes.bytes(start, length));
        boolean bigEndian = index.has(0, "MM");
        byte[] raw = Tiff.open(index)
                .main()
                .map(directory -> directory.raw(ENTRIES, ENTRY * MAX_ENTRIES))
                .orElse(new byte[0]);
        SourceBytes entries = SourceBytes.of(raw);
        var found = new ArrayList<Place>();
        for (int at = 0; at + ENTRY <= raw.length; at += ENTRY) {
            int kind = (int) entries.u32(at, bigEndian) & KIND;
            var place = new Place(start + entries.u32(at + 8, bigEndian), entries.u32(at + 4, bigEndian));
            if ((kind == FOR_SCREEN || kind == FOR_TELEVISION)
                    && place.size <= bytes.size() / LARGEST_PART
                    && place.at + place.size <= bytes.size()
                    && bytes.has(place.at, "\u00FF\u00D8\u00FF")) {
                found.add(place);
            }
        }
        found.sort(Comparator.comparingLong(Place::size));
        return found;
    }
}
