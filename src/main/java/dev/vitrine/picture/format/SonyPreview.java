package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.ExifTag;
import dev.vitrine.picture.metadata.Tiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where the smaller picture is that Sony's maker note in the Exif block of a JPEG names: behind the main picture.
/// Those within the block are not looked for, as every program that keeps the metadata keeps them, whatever it did.
final class SonyPreview {
    private static final String SONY = "SONY DSC \0\0\0";
    private static final int SONY_PREVIEW = 0x2001;
    private static final long ENTRY = 12;
    private static final int MAX_ENTRIES = 200;

    private SonyPreview() {}

    /// Whether there is a picture, nobody has looked.
    static List<PreviewPlace> places(SourceBytes bytes, List<JpegSegment> segments) throws IOException {
        var places = new ArrayList<PreviewPlace>();
        for (JpegSegment segment : segments) {
            if (JpegSegments.isExif(bytes, segment)) {
                long start = segment.payload() + JpegSegments.EXIF.length();
                if (Tiff.begins(bytes, start)) {
                    Tiff block = Tiff.open(SourceBytes.of(bytes.bytes(start, segment.end() - start)));
                    addOfSony(places, bytes, block, start);
                }
                break;
            }
        }
        return places;
    }

    /// Read entry by entry: what lies outside of the block is none of a TIFF's values.
    private static void addOfSony(List<PreviewPlace> places, SourceBytes bytes, Tiff block, long start)
            throws IOException {
        long note = block.main()
                .flatMap(main -> main.child(Tiff.EXIF))
                .map(camera -> start + camera.position(ExifTag.MAKER_NOTE))
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
