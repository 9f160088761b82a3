package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.ArrayList;
import java.util.List;

/// A scan header (B.2.3): which components, and of a progressive picture which band of coefficients (Ss, Se) and which
/// bits (Ah, Al).
///
/// @param data where in the file its entropy-coded data start
record Scan(List<Part> parts, int first, int last, int high, int low, int data) {
    /// A component of the scan by its index in the frame, and its Huffman tables.
    record Part(int component, int dcTable, int acTable) {}

    static Scan read(byte[] file, Segment segment, JpegHeader header) throws Corrupt {
        int at = segment.offset();
        int count = segment.length() > 0 ? file[at] & 0xFF : 0;
        if (count < 1 || count > header.components().size() || segment.length() < 4 + 2 * count) {
            throw new Corrupt("The description of a scan is cut off.");
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int tables = file[at + 2 + 2 * i] & 0xFF;
            Part part = new Part(indexOf(file[at + 1 + 2 * i] & 0xFF, header, parts), tables >> 4 & 3, tables & 3);
            parts.add(part);
        }
        int band = at + 1 + 2 * count;
        int bits = file[band + 2] & 0xFF;
        if (header.process() != JpegHeader.Process.PROGRESSIVE) {
            return new Scan(List.copyOf(parts), 0, 63, 0, 0, segment.end());
        }
        return new Scan(
                        List.copyOf(parts),
                        file[band] & 0xFF,
                        file[band + 1] & 0xFF,
                        bits >> 4,
                        bits & 15,
                        segment.end())
                .checked();
    }

    boolean isDc() {
        return first == 0;
    }

    boolean refines() {
        return high > 0;
    }

    /// The coefficients of the band, as bits.
    long band() {
        return -1L << first & -1L >>> 63 - last;
    }

    private static int indexOf(int id, JpegHeader header, List<Part> taken) throws Corrupt {
        for (int i = 0; i < header.components().size(); i++) {
            int index = i;
            if (header.components().get(i).id() == id && taken.stream().noneMatch(part -> part.component() == index)) {
                return i;
            }
        }
        throw new Corrupt("A scan names a color component that does not exist.");
    }

    /// G.1.1.1: DC alone or one component's AC band; never more than 13 bits of shift.
    private Scan checked() throws Corrupt {
        boolean dc = first == 0 && last == 0;
        boolean ac = first > 0 && first <= last && last < 64 && parts.size() == 1;
        if (!dc && !ac || low > 13) {
            throw new Corrupt("The description of a scan makes no sense.");
        }
        return this;
    }
}
