package dev.vitrine.picture.format;

import dev.vitrine.picture.input.SourceBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The boxes of an ISO base media file (ISO/IEC 14496-12), which HEIF, AVIF and Canon's CR3 are.
final class Boxes {
    private static final int MAX_BOXES = 4096;
    private static final int MAX_BRANDS = 4096;

    /// @param start where its content begins
    record Box(String type, long start, long end) {
        long length() {
            return end - start;
        }
    }

    private Boxes() {}

    /// The boxes between two positions; one that claims more than there is ends the list.
    static List<Box> list(SourceBytes bytes, long from, long to) throws IOException {
        List<Box> boxes = begun(bytes, from, to);
        return boxes.isEmpty() || boxes.getLast().end <= to ? boxes : boxes.subList(0, boxes.size() - 1);
    }

    /// With that one.
    static List<Box> begun(SourceBytes bytes, long from, long to) throws IOException {
        var boxes = new ArrayList<Box>();
        for (long at = from; boxes.size() < MAX_BOXES && to - at >= 8; at = boxes.getLast().end) {
            long size = bytes.u32(at, true);
            int header = 8;
            if (size == 1 && at + 16 <= to) {
                size = bytes.u64(at + 8, true);
                header = 16;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < header) {
                break;
            }
            boxes.add(new Box(bytes.tag(at + 4), at + header, size > to - at ? Long.MAX_VALUE : at + size));
        }
        return boxes;
    }

    static Optional<Box> find(SourceBytes bytes, Box in, String type) throws IOException {
        return first(list(bytes, in.start, in.end), type);
    }

    static Optional<Box> first(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type.equals(type)).findFirst();
    }

    /// What a file says that it conforms to, the main one first; empty when it does not begin as such a file.
    static Set<String> brands(SourceBytes bytes) throws IOException {
        var brands = new LinkedHashSet<String>();
        if (bytes.has(4, "ftyp") && bytes.size() >= 12) {
            brands.add(bytes.tag(8));
            long end = Math.min(Math.min(bytes.size(), MAX_BRANDS), Math.max(16, bytes.u16(2, true)));
            for (long at = 16; at + 4 <= end; at += 4) {
                brands.add(bytes.tag(at));
            }
        }
        return brands;
    }

    /// A box to be written.
    static byte[] box(String type, byte[] content) {
        return joined(u32(8L + content.length), text(type), content);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] u16(long value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
