package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.XmpPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The XMP segment of a JPEG (XMP specification, part 3, 1.1.3). Of a packet that goes on in other segments, those
/// stay.
final class JpegXmp {
    private JpegXmp() {}

    /// Empty when the packet does not fit into a segment, or the file has several, or other pictures behind the
    /// first whose places count from before the packet.
    static Optional<List<FileEdit>> edits(SourceBytes bytes, PacketMerge merge) throws IOException {
        List<JpegSegment> segments = JpegSegments.list(bytes, 0);
        if (segments.isEmpty() || segments.getLast().marker() != JpegSegments.START_OF_SCAN) {
            return Optional.empty();
        }
        List<byte[]> packets = JpegSegments.header(bytes, segments).metadata().xmp();
        List<JpegSegment> there = segments.stream()
                .filter(segment -> JpegSegments.isXmp(bytes, segment))
                .toList();
        boolean isSaidElsewhere = packets.stream().skip(there.size()).anyMatch(XmpPacket::hasCaption);
        if (there.size() > 1 || packets.size() < there.size() || isSaidElsewhere) {
            return Optional.empty();
        }
        byte[] packet = merge.merged(there.isEmpty() ? new byte[0] : packets.getFirst());
        int length = 2 + JpegSegments.XMP.length() + packet.length;
        if (length > JpegSegments.LONGEST) {
            return Optional.empty();
        }
        byte[] segment = ByteBuffer.allocate(2 + length)
                .put((byte) 0xFF)
                .put((byte) JpegSegments.APP1)
                .putShort((short) length)
                .put(JpegSegments.XMP.getBytes(StandardCharsets.ISO_8859_1))
                .put(packet)
                .array();
        FileEdit edit = there.isEmpty()
                ? FileEdit.insert(place(bytes, segments), segment)
                : new FileEdit(there.getFirst().start(), there.getFirst().end(), segment);
        return JpegSegments.movesNothing(bytes, segments, edit) ? Optional.of(List.of(edit)) : Optional.empty();
    }

    /// Behind what has to be, or mostly is, at the beginning.
    private static long place(SourceBytes bytes, List<JpegSegment> segments) {
        long at = 2;
        for (JpegSegment segment : segments) {
            boolean isFirst = segment.marker() == JpegSegments.APP0 || JpegSegments.isExif(bytes, segment);
            if (!isFirst || segment.start() != at) {
                break;
            }
            at = segment.end();
        }
        return at;
    }
}
