package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
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

    /// What holds pixels: of HEIC, AVIF and CR3, and of JPEG XL.
    private static final Set<String> PICTURES = Set.of("mdat", "idat", "jxlc", "jxlp");

    /// What may stand at the outermost level; all else behind the pictures is what somebody appended.
    private static final Set<String> OUTERMOST =
            Set.of("mdat", "idat", "jxlc", "jxlp", "meta", "moov", "moof", "free", "skip", "uuid", "mpvd");

    private Boxes() {}

    /// The boxes between two positions; one that claims more than there is ends the list.
    static List<Box> list(SourceBytes bytes, long from, long to) throws IOException {
        var boxes = new ArrayList<Box>();
        for (long at = from; boxes.size() < MAX_BOXES && at + 8 <= to; at = boxes.getLast().end) {
            long size = bytes.u32(at, true);
            int header = 8;
            if (size == 1 && at + 16 <= to) {
                size = bytes.u64(at + 8, true);
                header = 16;
            } else if (size == 0) {
                size = to - at;
            }
            if (size < header || size > to - at) {
                break;
            }
            boxes.add(new Box(bytes.tag(at + 4), at + header, at + size));
        }
        return boxes;
    }

    /// Whole when its boxes end where the file ends, and the one with the pictures is among them. What follows that
    /// and is no box belongs to some program or transfer.
    static FileEnd end(SourceBytes bytes) throws IOException {
        boolean pictures = false;
        long at = 0;
        while (at < bytes.size()) {
            if (pictures && bytes.size() - at < 8) {
                return FileEnd.UNCERTAIN;
            }
            long size = bytes.u32(at, true);
            String type = bytes.tag(at + 4);
            pictures |= PICTURES.contains(type);
            if (type.equals("meta")
                    && find(bytes, new Box(type, at + 12, Math.min(at + size, bytes.size())), "idat")
                            .isPresent()) {
                pictures = true;
            }
            if (size == 1) {
                size = bytes.u64(at + 8, true);
            }
            if (size < 8) {
                return FileEnd.UNCERTAIN; // goes on to the end, or is no box
            }
            if (size > bytes.size() - at) {
                return pictures && !OUTERMOST.contains(type) ? FileEnd.UNCERTAIN : FileEnd.CUT_OFF;
            }
            at += size;
        }
        return pictures ? FileEnd.WHOLE : FileEnd.CUT_OFF;
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
