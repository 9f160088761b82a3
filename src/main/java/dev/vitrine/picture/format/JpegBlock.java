package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.CorrectedMetadata;
import dev.vitrine.picture.metadata.PhotoshopResources;
import dev.vitrine.picture.metadata.Tiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A block of metadata in a JPEG, which may go on over several segments.
///
/// @param parts where its bytes are in the file, in their order
record JpegBlock(List<Span> parts, SourceBytes content) {
    /// Texts stand at the beginning; what is longer is made to fill a memory.
    private static final int LONGEST = 16 * Limits.MAX_EXIF;

    private record Span(long at, int length) {}

    /// A segment that does not begin as a block does goes on with the one of its kind before, whatever lies
    /// between.
    static List<JpegBlock> list(SourceBytes bytes, int marker, String kind) throws IOException {
        var blocks = new ArrayList<JpegBlock>();
        var of = new ArrayList<JpegSegment>();
        for (JpegSegment segment : JpegSegments.list(bytes, 0)) {
            if (JpegSegments.is(bytes, segment, marker, kind)) {
                if (!of.isEmpty() && begins(bytes, segment.payload() + kind.length())) {
                    blocks.add(JpegBlock.of(bytes, of, kind.length()));
                    of.clear();
                }
                of.add(segment);
            }
        }
        if (!of.isEmpty()) {
            blocks.add(JpegBlock.of(bytes, of, kind.length()));
        }
        return blocks;
    }

    private static boolean begins(SourceBytes bytes, long at) throws IOException {
        return Tiff.begins(bytes, at) || PhotoshopResources.begins(bytes, at);
    }

    /// @param skip bytes at the beginning of each segment that say what it is
    private static JpegBlock of(SourceBytes bytes, List<JpegSegment> segments, int skip) throws IOException {
        var parts = new ArrayList<Span>();
        var content = new ByteArrayOutputStream();
        for (JpegSegment segment : segments) {
            if (content.size() > LONGEST) {
                break;
            }
            var part = new Span(segment.payload() + skip, Math.max(0, segment.payloadLength() - skip));
            parts.add(part);
            content.writeBytes(bytes.bytes(part.at(), part.length()));
        }
        return new JpegBlock(parts, SourceBytes.of(content.toByteArray()));
    }

    /// The first Exif block is what is read; a file without one gets one. Empty where it would not fit, or move
    /// other pictures in the file.
    static Optional<List<FileEdit>> corrected(SourceBytes bytes, CorrectedMetadata corrected) throws IOException {
        List<JpegSegment> segments = JpegSegments.list(bytes, 0);
        List<JpegBlock> blocks = list(bytes, JpegSegments.APP1, JpegSegments.EXIF);
        Optional<List<FileEdit>> exif = blocks.isEmpty()
                ? Optional.of(List.of(FileEdit.insert(place(segments), JpegSegments.exifSegment(corrected.exif()))))
                : corrected.inExif(blocks.getFirst().content()).flatMap(blocks.getFirst()::grown);
        if (exif.isEmpty() || exif.get().stream().anyMatch(edit -> !JpegSegments.movesNothing(bytes, segments, edit))) {
            return Optional.empty();
        }
        var edits = new ArrayList<>(exif.get());
        for (JpegBlock block : list(bytes, JpegSegments.APP13, JpegSegments.PHOTOSHOP)) {
            edits.addAll(block.inFile(corrected.inResources(block.content())));
        }
        return Optional.of(edits);
    }

    private static long place(List<JpegSegment> segments) {
        return segments.stream()
                .filter(segment -> segment.marker() == JpegSegments.APP0)
                .findFirst()
                .map(JpegSegment::end)
                .orElse(2L);
    }

    /// Edits of the block as edits of the file, with what is added at its end. Empty where that does not fit into
    /// its last segment.
    private Optional<List<FileEdit>> grown(List<FileEdit> edits) {
        var placed = new ArrayList<>(inFile(edits));
        Span last = parts.getLast();
        for (FileEdit edit : edits) {
            if (edit.from() == content.size()) {
                long lengthAt = last.at() - JpegSegments.EXIF.length() - 2;
                int length = 2 + JpegSegments.EXIF.length() + last.length() + edit.bytes().length;
                if (length > JpegSegments.LONGEST) {
                    return Optional.empty();
                }
                placed.add(new FileEdit(lengthAt, lengthAt + 2, new byte[] {(byte) (length >> 8), (byte) length}));
                placed.add(FileEdit.insert(last.at() + last.length(), edit.bytes()));
            }
        }
        return Optional.of(placed);
    }

    /// Edits of the block as edits of the file.
    ///
    /// @param edits that keep the length of what they replace; others are left out
    List<FileEdit> inFile(List<FileEdit> edits) {
        var placed = new ArrayList<FileEdit>();
        long before = 0;
        for (Span part : parts) {
            for (FileEdit edit : edits) {
                long from = Math.max(edit.from(), before);
                long to = Math.min(edit.to(), before + part.length());
                if (from < to) {
                    long moved = part.at() - before;
                    byte[] bytes =
                            Arrays.copyOfRange(edit.bytes(), (int) (from - edit.from()), (int) (to - edit.from()));
                    placed.add(new FileEdit(from + moved, to + moved, bytes));
                }
            }
            before += part.length();
        }
        return placed;
    }
}
