package dev.vitrine.picture.input;

import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// A file with some places changed; all other bytes are those of the source, read as they are asked for.
public final class EditedSource implements ImageSource {
    private final ImageSource source;
    private final List<FileEdit> edits;
    private final long size;

    /// @param edits where several insert at one place, in their order
    /// @throws IOException when edits overlap, or lie outside of the file
    public EditedSource(ImageSource source, List<FileEdit> edits) throws IOException {
        this.source = source;
        this.edits = edits.stream()
                .sorted(Comparator.comparing(FileEdit::from).thenComparing(FileEdit::to))
                .toList();
        long at = 0;
        long changed = source.size();
        for (FileEdit edit : this.edits) {
            if (edit.from() < at || edit.to() < edit.from() || edit.to() > source.size()) {
                throw new IOException("its parts overlap");
            }
            at = edit.to();
            changed += edit.bytes().length - (edit.to() - edit.from());
        }
        size = changed;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream from = source.open();
        var parts = new ArrayList<InputStream>();
        long at = 0;
        for (FileEdit edit : edits) {
            parts.add(new Part(from, edit.from() - at, edit.to() - edit.from()));
            parts.add(new ByteArrayInputStream(edit.bytes()));
            at = edit.to();
        }
        parts.add(new Part(from, source.size() - at, 0));
        return new SequenceInputStream(Collections.enumeration(parts)) {
            @Override
            public void close() throws IOException {
                from.close();
            }
        };
    }

    /// So many bytes of a stream, after which some are passed over.
    private static final class Part extends InputStream {
        private final InputStream from;
        private final long passedOver;
        private long left;
        private boolean isAtEnd;

        Part(InputStream from, long length, long passedOver) {
            this.from = from;
            this.left = length;
            this.passedOver = passedOver;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = left == 0 ? -1 : from.read(to, offset, (int) Math.min(length, left));
            if (count > 0) {
                left -= count;
            } else if (!isAtEnd) {
                isAtEnd = true;
                from.skipNBytes(passedOver);
            }
            return count;
        }
    }
}
