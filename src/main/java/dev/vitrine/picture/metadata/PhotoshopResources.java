package dev.vitrine.picture.metadata;

import dev.vitrine.files.PartMd5;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The numbered blocks that Photoshop writes into its documents and into JPEG, TIFF and PNG (Adobe Photoshop File
/// Formats, Image Resources).
public final class PhotoshopResources {
    public static final int IPTC = 1028;
    public static final int EXIF = 1058;
    public static final int XMP = 1060;
    private static final int IPTC_CHECK_SUM = 1061;

    private static final int MAX_RESOURCES = 1000;
    private static final Place NOWHERE = new Place(0, 0);

    private record Place(long at, long length) {}

    /// Of Photoshop itself, and of programs that came to write the same.
    private static final List<String> SIGNATURES = List.of("8BIM", "MeSa", "PHUT", "AgHg", "DCSR");

    private PhotoshopResources() {}

    /// Whether one begins at a place.
    public static boolean begins(SourceBytes bytes, long at) throws IOException {
        for (String signature : SIGNATURES) {
            if (bytes.has(at, signature)) {
                return true;
            }
        }
        return false;
    }

    /// One block, empty when it is not there or too large.
    ///
    /// @param from where the first one begins
    public static byte[] find(SourceBytes bytes, long from, long to, int id) throws IOException {
        Place place = place(bytes, from, to, id);
        return bytes.bytes(place.at(), place.length());
    }

    /// With another IPTC block of the same length. Its check sum goes with it: where that is wrong, programs take
    /// what is in the block for newer than the XMP packet.
    ///
    /// @param change gives none where the block may stay
    static List<FileEdit> withIptc(SourceBytes resources, Function<byte[], Optional<byte[]>> change)
            throws IOException {
        Place place = place(resources, 0, resources.size(), IPTC);
        byte[] block = resources.bytes(place.at(), place.length());
        Optional<byte[]> changed = change.apply(block);
        if (changed.isEmpty()) {
            return List.of();
        }
        var edits = new ArrayList<FileEdit>();
        edits.add(new FileEdit(place.at(), place.at() + block.length, changed.get()));
        Place sumPlace = place(resources, 0, resources.size(), IPTC_CHECK_SUM);
        byte[] sum = resources.bytes(sumPlace.at(), sumPlace.length());
        if (Arrays.equals(sum, PartMd5.of(block))) {
            edits.add(new FileEdit(sumPlace.at(), sumPlace.at() + sum.length, PartMd5.of(changed.get())));
        }
        return edits;
    }

    private static Place place(SourceBytes bytes, long from, long to, int id) throws IOException {
        long at = from;
        long end = Math.min(to, bytes.size());
        for (int i = 0; i < MAX_RESOURCES && at + 12 <= end && begins(bytes, at); i++) {
            int nameLength = bytes.u8(at + 6) + 1;
            long sizeAt = at + 6 + nameLength + (nameLength & 1);
            long size = bytes.u32(sizeAt, true);
            if (bytes.u16(at + 4, true) == id
                    && size > 0
                    && size <= Limits.MAX_PROFILE
                    && sizeAt + 4 + size <= bytes.size()) {
                return new Place(sizeAt + 4, size);
            }
            at = sizeAt + 4 + size + (size & 1);
        }
        return NOWHERE;
    }
}
