package dev.vitrine.api;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Bytes on their way in, each in a file of the library's own folder for that. Nothing of an upload is in the library
/// before all of it is here.
///
/// A server has room for so many at once and for so many bytes of them: a crowd of clients fills no disk. Safe for any
/// thread.
final class Spools {
    static final int MAX_AT_ONCE = 32;

    private static final int CHUNK = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path folder;
    private final long maxBytes;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);
    private final AtomicLong bytes = new AtomicLong();

    /// @param maxBytes of all of them together
    Spools(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    Spool of(Body body) {
        return written(out -> {
            byte[] chunk = new byte[CHUNK];
            for (int read = body.read(chunk, 0, CHUNK); read >= 0; read = body.read(chunk, 0, CHUNK)) {
                out.write(chunk, 0, read);
            }
        });
    }

    /// @throws HttpError when there is no room
    Spool written(Writing writing) {
        takePlace();
        var size = new AtomicLong();
        Spool spool = begun(() -> {
            bytes.addAndGet(-size.get());
            places.release();
        });
        try {
            writing.to(new Counted(spool.file().appending(), size));
            return spool;
        } catch (IOException e) {
            spool.close();
            throw FileFailures.writing(folder, e);
        } catch (RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private Spool begun(Runnable onClose) {
        try {
            return new Spool(WholeFile.ownerOnly(folder), onClose);
        } catch (IOException e) {
            onClose.run();
            throw FileFailures.writing(folder, e);
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw full();
            }
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        }
    }

    private static HttpError full() {
        return new HttpError(
                503,
                "This server takes in as many images as it has room for. Try again in a moment.",
                Map.of("Retry-After", "5"));
    }

    /// Counts before it writes.
    private final class Counted extends FilterOutputStream {
        private final AtomicLong size;

        Counted(OutputStream out, AtomicLong size) {
            super(out);
            this.size = size;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] chunk, int offset, int length) throws IOException {
            size.addAndGet(length);
            if (bytes.addAndGet(length) > maxBytes) {
                throw full();
            }
            out.write(chunk, offset, length);
        }
    }
}
