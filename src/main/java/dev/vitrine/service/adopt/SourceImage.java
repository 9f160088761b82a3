package dev.vitrine.service.adopt;

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
        return bucket.open(object, 0, object.sizeBytes());
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
        try (InputStream in = bucket.open(object, position, next)) {
            part = in.readNBytes(next);
        }
        partAt = position;
        next = Math.min(LARGEST, next * 2);
    }
}
