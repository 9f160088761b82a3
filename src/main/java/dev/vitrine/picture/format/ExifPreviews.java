package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Tiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where the smaller pictures are that the Exif block of a JPEG names: of its second directory, of a directory of its
/// own, and of Sony's maker note, whose one lies behind the main picture.
final class ExifPreviews {
    private static final int MAKER_NOTE = 37500;
    private static final String SONY = "SONY DSC \0\0\0";
    private static final int SONY_PREVIEW = 0x2001;
    private static final long ENTRY = 12;
    private static final int MAX_ENTRIES = 200;

    private ExifPreviews() {}

    /// Whether there is a picture, nobody has looked.
    static List<PreviewPlace> places(SourceBytes bytes, List<JpegSegment> segments) throws IOException {
        var places = new ArrayList<PreviewPlace>();
        for (JpegSegment segment : segments) {
            if (JpegSegments.isExif(bytes, segment)) {
                long start = segment.payload() + JpegSegments.EXIF.length();
                if (Tiff.begins(bytes, start)) {
                    Tiff block = Tiff.open(SourceBytes.of(bytes.bytes(start, segment.end() - start)));
                    addNamed(places, block, start);
                    addOfSony(places, bytes, block, start);
                }
                break;
            }
        }
        return places;
    }

    private static void addNamed(List<PreviewPlace> places, Tiff block, long start) {
        for (Tiff.Directory directory : block.directories()) {
            addJpeg(places, directory, start);
            directory.children(Tiff.SUB_DIRECTORIES).forEach(child -> addJpeg(places, child, start));
        }
    }

    private static void addJpeg(List<PreviewPlace> places, Tiff.Directory directory, long start) {
        long at = directory.number(Tiff.JPEG_OFFSET, 0);
        if (at > 0) {
            places.add(new PreviewPlace(start + at, directory.number(Tiff.JPEG_LENGTH, 0)));
        }
    }

    /// Read entry by entry: what lies outside of the block is none of a TIFF's values.
    private static void addOfSony(List<PreviewPlace> places, SourceBytes bytes, Tiff block, long start)
            throws IOException {
        long note = block.main()
                .flatMap(main -> main.child(Tiff.EXIF))
                .map(camera -> start + camera.position(MAKER_NOTE))
                .orElse(0L);
        if (note <= start || !bytes.has(note, SONY)) {
            return;
        }
        boolean bigEndian = bytes.has(start, "MM");
        long entries = note + SONY.length();
        int count = Math.min(MAX_ENTRIES, bytes.u16(entries, bigEndian));
        for (long at = entries + 2; at < entries + 2 + count * ENTRY; at += ENTRY) {
            if (bytes.u16(at, bigEndian) == SONY_PREVIEW) {
                places.add(new PreviewPlace(start + bytes.u32(at + 8, bigEndian), bytes.u32(at + 4, bigEndian)));
            }
        }
    }
}
