package dev.vitrine.picture.format;

import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Tiff;
import dev.vitrine.picture.metadata.TiffLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The XMP packet of a TIFF (tag 700 of the first page). It goes to the end of the file, and so does the directory that
/// names it, where it is a new one: nothing else changes its place.
final class TiffXmp {
    private static final int ENTRY = 12;
    private static final int MAX_ENTRIES = 4000;
    private static final int BYTES = 1;
    private static final long LONGEST = 0xFFFF_FFF0L;

    private TiffXmp() {}

    /// Empty of BigTIFF, of a file that breaks off or would become too large, and where anything else lies in what
    /// has to change.
    static Optional<List<FileEdit>> edits(SourceBytes bytes, PacketMerge merge) throws IOException {
        boolean bigEndian = bytes.has(0, "MM\0*");
        if (!bigEndian && !bytes.has(0, "II*\0")) {
            return Optional.empty();
        }
        long directory = bytes.u32(4, bigEndian);
        int count = bytes.u16(directory, bigEndian);
        if (count > MAX_ENTRIES) {
            return Optional.empty();
        }
        Tiff tiff = Tiff.open(bytes);
        var layout = new TiffLayout(bytes, tiff);
        long there = entry(bytes, bigEndian, directory, count);
        byte[] old = new byte[0];
        long oldAt = 0;
        if (there != 0) {
            Optional<Tiff.Directory> main = tiff.main();
            old = main.map(page -> page.raw(Tiff.XMP, Limits.MAX_EXIF)).orElse(new byte[0]);
            oldAt = main.map(page -> page.position(Tiff.XMP)).orElse(0L);
        }
        if (there != 0 && old.length == 0) {
            return Optional.empty(); // cannot be read
        }
        if (!layout.mayGrow() || !(there != 0 ? layout.isTableAlone() : layout.isHeaderAlone())) {
            return Optional.empty();
        }
        byte[] packet = merge.merged(old);
        long end = bytes.size() + (bytes.size() & 1);
        if (end + packet.length + (long) (count + 2) * ENTRY > LONGEST) {
            return Optional.empty();
        }
        var added = new ByteArrayOutputStream();
        added.writeBytes(new byte[(int) (end - bytes.size())]);
        added.writeBytes(packet);
        added.writeBytes(new byte[packet.length & 1]);
        byte[] entry = entry(bigEndian, packet.length, end);
        var edits = new ArrayList<FileEdit>();
        if (there != 0) {
            edits.add(new FileEdit(there, there + ENTRY, entry));
            if (old.length > 4 && layout.isAlone(Tiff.XMP)) {
                edits.add(new FileEdit(oldAt, oldAt + old.length, new byte[old.length])); // says it no more
            }
        } else {
            edits.add(new FileEdit(4, 8, u32(bytes.size() + added.size(), bigEndian)));
            added.writeBytes(directory(bytes, bigEndian, directory, entry));
        }
        edits.add(FileEdit.insert(bytes.size(), added.toByteArray()));
        return Optional.of(edits);
    }

    /// Where the entry of the packet is, 0 when there is none.
    private static long entry(SourceBytes bytes, boolean bigEndian, long directory, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            long at = directory + 2 + (long) i * ENTRY;
            if (bytes.u16(at, bigEndian) == Tiff.XMP) {
                return at;
            }
        }
        return 0;
    }

    /// As it was, and one entry more in the order of tags.
    private static byte[] directory(SourceBytes bytes, boolean bigEndian, long directory, byte[] entry)
            throws IOException {
        int count = bytes.u16(directory, bigEndian);
        var written = new ByteArrayOutputStream();
        written.writeBytes(buffer(2, bigEndian).putShort((short) (count + 1)).array());
        boolean isWritten = false;
        for (int i = 0; i < count; i++) {
            long at = directory + 2 + (long) i * ENTRY;
            if (!isWritten && bytes.u16(at, bigEndian) > Tiff.XMP) {
                written.writeBytes(entry);
                isWritten = true;
            }
            written.writeBytes(bytes.bytes(at, ENTRY));
        }
        if (!isWritten) {
            written.writeBytes(entry);
        }
        written.writeBytes(bytes.bytes(directory + 2 + (long) count * ENTRY, 4)); // the next page
        return written.toByteArray();
    }

    private static byte[] entry(boolean bigEndian, int length, long at) {
        return buffer(ENTRY, bigEndian)
                .putShort((short) Tiff.XMP)
                .putShort((short) BYTES)
                .putInt(length)
                .putInt((int) at)
                .array();
    }

    private static byte[] u32(long value, boolean bigEndian) {
        return buffer(4, bigEndian).putInt((int) value).array();
    }

    private static ByteBuffer buffer(int length, boolean bigEndian) {
        return ByteBuffer.allocate(length).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
