package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Tiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    private MultiPicture() {}

    /// Where they are by the first list, as a file has one.
    static List<PreviewPlace> places(SourceBytes bytes, List<JpegSegment> segments) throws IOException {
        for (JpegSegment segment : segments) {
            if (JpegSegments.isPictureList(bytes, segment)) {
                long start = segment.payload() + JpegSegments.PICTURE_LIST.length();
                return listed(bytes, start, segment.end() - start);
            }
        }
        return List.of();
    }

    private static List<PreviewPlace> listed(SourceBytes bytes, long start, long length) throws IOException {
        SourceBytes index = SourceBytes.of(bytes.bytes(start, length));
        boolean bigEndian = index.has(0, "MM");
        byte[] raw = Tiff.open(index)
                .main()
                .map(directory -> directory.raw(ENTRIES, ENTRY * MAX_ENTRIES))
                .orElse(new byte[0]);
        SourceBytes entries = SourceBytes.of(raw);
        var found = new ArrayList<PreviewPlace>();
        for (int at = 0; at + ENTRY <= raw.length; at += ENTRY) {
            int kind = (int) entries.u32(at, bigEndian) & KIND;
            var place = new PreviewPlace(start + entries.u32(at + 8, bigEndian), entries.u32(at + 4, bigEndian));
            if (kind == FOR_SCREEN || kind == FOR_TELEVISION) {
                found.add(place);
            }
        }
        return found;
    }
}
