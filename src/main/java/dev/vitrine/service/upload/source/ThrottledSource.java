package dev.vitrine.service.upload.source;

import dev.vitrine.files.PartHashes;
import dev.vitrine.image.ImageSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A source on its way to a library, read no faster than it may be sent, whatever the library is. Looking at it and
/// hashing it are not limited.
public record ThrottledSource(ImageSource source, Bandwidth.Share share) implements ImageSource, PartHashes.Known {
    @Override
    public String name() {
        return source.name();
    }

    @Override
    public long size() throws IOException {
        return source.size();
    }

    @Override
    public InputStream open() throws IOException {
        return new Limited(source.open(), share);
    }

    @Override
    public Optional<Path> onDisk() {
        return source.onDisk();
    }

    @Override
    public Optional<byte[]> inMemory() {
        return source.inMemory();
    }

    @Override
    public Optional<PartHashes> partHashes() {
        return source instanceof PartHashes.Known known ? known.partHashes() : Optional.empty();
    }

    private static final class Limited extends FilterInputStream {
        private final Bandwidth.Share share;

        Limited(InputStream in, Bandwidth.Share share) {
            super(in);
            this.share = share;
        }

        @Override
        public int read() throws IOException {
            share.take(1);
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            return in.read(buffer, from, length == 0 ? 0 : share.take(length));
        }
    }
}
