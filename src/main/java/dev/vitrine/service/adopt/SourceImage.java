package dev.vitrine.service.adopt;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.ReadAhead;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// An object of another bucket, of which only the parts are read that somebody looks at. For one thread.
final class SourceImage implements ImageSource {
    private final SourceBucket bucket;
    private final SourceObject object;
    private final ReadAhead parts;

    SourceImage(SourceBucket bucket, SourceObject object) {
        this.bucket = bucket;
        this.object = object;
        this.parts = new ReadAhead(object.sizeBytes(), Integer.MAX_VALUE, Rest::new);
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
        return Optional.of(parts);
    }

    /// Enough of it to tell what it is.
    InputStream beginning() throws IOException {
        return parts.beginning();
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
