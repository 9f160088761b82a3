package dev.vitrine.store.aws;

import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/// A stretch of a source that is sent in one request, as often as retries need, telling how much has gone.
final class Part implements ContentStreamProvider {
    private final ImageSource source;
    private final long offset;
    private final long length;
    private final AtomicLong sent;
    private final LongConsumer progress;
    private @Nullable Counted latest;

    Part(ImageSource source, long offset, long length, AtomicLong sent, LongConsumer progress) {
        this.source = source;
        this.offset = offset;
        this.length = length;
        this.sent = sent;
        this.progress = progress;
    }

    static Part whole(ImageSource source, long length, LongConsumer progress) {
        return new Part(source, 0, length, new AtomicLong(), progress);
    }

    long length() {
        return length;
    }

    SentBytes bytes() {
        return new SentBytes(source, offset, length);
    }

    /// Ends the try before: the SDK closes only the last one.
    @Override
    public synchronized InputStream newStream() {
        try {
            if (latest != null) {
                latest.takeBack();
            }
            InputStream bytes = source.open();
            try {
                bytes.skipNBytes(offset);
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
            latest = new Counted(bytes);
            return latest;
        } catch (IOException e) {
            throw new UnreadableSource(e);
        }
    }

    /// Carries a failure of the source, as opposed to one of the network, through the SDK.
    static final class UnreadableSource extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        UnreadableSource(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }

    private final class Counted extends InputStream {
        private final InputStream bytes;
        private long left = length;
        private long counted;

        Counted(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int max) {
            if (left == 0) {
                return -1;
            }
            try {
                int read = bytes.read(into, at, (int) Math.min(max, left));
                if (read < 0) {
                    throw new IOException("The file became shorter while it was read.");
                }
                left -= read;
                counted += read;
                progress.accept(sent.addAndGet(read));
                return read;
            } catch (IOException e) {
                throw new UnreadableSource(e);
            }
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }

        /// What was read but has to be sent again no longer counts.
        void takeBack() throws IOException {
            bytes.close();
            sent.addAndGet(-counted);
            counted = 0;
        }
    }
}
