package dev.vitrine.picture.metadata;

import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;

/// The numbered blocks that Photoshop writes into its documents and into JPEG, TIFF and PNG (Adobe Photoshop File
/// Formats, Image Resources).
public final class PhotoshopResources {
    public static final int IPTC = 1028;
    public static final int EXIF = 1058;
    public static final int XMP = 1060;
    static final int IPTC_CHECK_SUM = 1061;

    private static final int MAX_RESOURCES = 1000;
    private static final Place NOWHERE = new Place(0, 0);

    private record Place(long at, long length) {}

    private PhotoshopResources() {}

    /// One block, empty when it is not there or too large.
    ///
    /// @param from where the first one begins
    public static byte[] find(SourceBytes bytes, long from, long to, int id) throws IOException {
        Place place = place(bytes, from, to, id);
        return bytes.bytes(place.at(), place.length());
    }

    /// Where a block begins that is there.
    static long place(SourceBytes bytes, int id) throws IOException {
        return place(bytes, 0, bytes.size(), id).at();
    }

    private static Place place(SourceBytes bytes, long from, long to, int id) throws IOException {
        long at = from;
        long end = Math.min(to, bytes.size());
        for (int i = 0; i < MAX_RESOURCES && at + 12 <= end && bytes.has(at, "8BIM"); i++) {
            int nameLength = bytes.u8(at + 6) + 1;
            long sizeAt = at + 6 + nameLength + (nameLength & 1);
            long size = bytes.u32(sizeAt, true);
            if (bytes.u16(at + 4, true) == id && size <= Limits.MAX_PROFILE && sizeAt + 4 + size <= bytes.size()) {
                return new Place(sizeAt + 4, size);
            }
            at = sizeAt + 4 + size + (size & 1);
        }
        return NOWHERE;
    }
}
