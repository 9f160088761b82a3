package dev.vitrine.picture.format;

import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.OldTexts;
import dev.vitrine.picture.metadata.Tiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Old texts in the Exif and IPTC blocks of a JPEG, which may go on over several segments.
final class JpegOldTexts {
    private static final String RESOURCE = "8BIM";
    /// Texts stand at the beginning; what is longer is made to fill a memory.
    private static final int LONGEST = 16 * Limits.MAX_EXIF;

    private JpegOldTexts() {}

    static List<FileEdit> without(SourceBytes bytes, OldTexts texts) throws IOException {
        var edits = new ArrayList<FileEdit>();
        for (Block block : blocks(bytes, JpegSegments.APP1, JpegSegments.EXIF)) {
            edits.addAll(block.inFile(texts.inExif(block.content(), 0)));
        }
        for (Block block : blocks(bytes, JpegSegments.APP13, JpegSegments.PHOTOSHOP)) {
            edits.addAll(block.inFile(texts.inResources(block.content(), 0)));
        }
        edits.sort(Comparator.comparingLong(FileEdit::from));
        return edits;
    }

    /// A segment that does not begin as a block does goes on with the one of its kind before, whatever lies
    /// between.
    private static List<Block> blocks(SourceBytes bytes, int marker, String kind) throws IOException {
        var blocks = new ArrayList<Block>();
        var of = new ArrayList<JpegSegment>();
        for (JpegSegment segment : JpegSegments.list(bytes, 0)) {
            if (JpegSegments.is(bytes, segment, marker, kind)) {
                if (!of.isEmpty() && begins(bytes, segment.payload() + kind.length())) {
                    blocks.add(Block.of(bytes, of, kind.length()));
                    of.clear();
                }
                of.add(segment);
            }
        }
        if (!of.isEmpty()) {
            blocks.add(Block.of(bytes, of, kind.length()));
        }
        return blocks;
    }

    private static boolean begins(SourceBytes bytes, long at) throws IOException {
        return Tiff.begins(bytes, at) || bytes.has(at, RESOURCE);
    }

    /// @param parts where its bytes are in the file, in their order
    private record Block(List<Span> parts, SourceBytes content) {
        private record Span(long at, int length) {}

        /// @param skip bytes at the beginning of each segment that say what it is
        static Block of(SourceBytes bytes, List<JpegSegment> segments, int skip) throws IOException {
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
            return new Block(parts, SourceBytes.of(content.toByteArray()));
        }

        /// Edits of the block as edits of the file.
        ///
        /// @param edits that keep the length of what they replace
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
}
