package dev.vitrine.service.adopt;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageSource;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// An object of another bucket, of which only the parts are read that somebody looks at. For one thread.
final class SourceImage implements ImageSource, ImageSource.Blocks {
    /// What the headers of most photographs fit in.
    private static final int SMALLEST = 64 << 10;

    private static final int LARGEST = 1 << 20;

    private final SourceBucket bucket;
    private final SourceObject object;
    private byte[] part = new byte[0];
    private long partAt;
    private int next = SMALLEST;

    SourceImage(SourceBucket bucket, SourceObject object) {
        this.bucket = bucket;
        this.object = object;
    }

    @Override
    public String name() {
        return AdoptRequest.name(object.path(), bucket.name());
    }

    @Override
    public long size() {
        return object.sizeBytes();
    }

    @Override
    public InputStream open() {
        return new Rest(0, object.sizeBytes());
    }

    @Override
    public Optional<Blocks> blocks() {
        return Optional.of(this);
    }

    /// Enough of it to tell what it is.
    InputStream beginning() throws IOException {
        if (partAt > 0 || part.length == 0) {
            load(0);
        }
        return new ByteArrayInputStream(part);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (position >= size()) {
            return -1;
        }
        if (position < partAt || position >= partAt + part.length) {
            load(position);
        }
        int at = (int) (position - partAt);
        int count = Math.min(into.remaining(), part.length - at);
        if (count <= 0) {
            return -1;
        }
        into.put(part, at, count);
        return count;
    }

    /// Whoever reads on reads larger parts: there are fewer requests than blocks.
    private void load(long position) throws IOException {
        try (InputStream in = new Rest(position, next)) {
            part = in.readNBytes(next);
        }
        partAt = position;
        next = Math.min(LARGEST, next * 2);
    }

    /// Goes on once where the connection broke; when it breaks again, that is not said of the image.
    private final class Rest extends InputStream {
        private InputStream in;
        private long position;
        private final long end;
        private boolean isRepeated;

        Rest(long position, long length) {
            this.position = position;
            this.end = Math.min(object.sizeBytes(), position + length);
            in = bucket.open(object, position, length);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count;
            try {
                count = in.read(into, offset, length);
            } catch (IOException e) {
                if (isRepeated || FileFailures.isInterrupt(e)) {
                    throw FileFailures.reading(name(), e);
                }
                isRepeated = true;
                in.close();
                in = bucket.open(object, position, end - position);
                return read(into, offset, length);
            }
            position += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
