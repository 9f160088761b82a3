package dev.vitrine.files;

import dev.vitrine.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A file that must stay as it was when this source was made: reading to the end fails when size or modification time
/// changed meanwhile.
///
/// So bytes of a file that is still being written never count as read, whoever reads them. A small file can be held:
/// then it is read from the disk once, and what is hashed, looked at and sent are the very same bytes.
public final class StableFileSource implements ImageSource, PartHashes.Known {
    private static final int SMALL = 8 << 20;
    /// What all sources of this process may hold together, however many uploads run: they then stay within a heap
    /// of 96 MB.
    private static final Semaphore ROOM = new Semaphore(32 << 20);
    private static final int PIECE = 128 << 10;

    private final Path file;
    private final String name;
    private final FileStamp stamp;
    private byte @Nullable [] held;
    private Optional<PartHashes> hashes = Optional.empty();

    private StableFileSource(Path file, String name, BasicFileAttributes seen) {
        this.file = file;
        this.name = name;
        this.stamp = FileStamp.of(seen);
    }

    /// @throws Trouble when there is no readable file
    public static StableFileSource of(Path file, String name) throws Trouble {
        return new StableFileSource(file, name, attributes(file));
    }

    /// Reads a small file into memory, while there is room for it. To be let go of.
    public void hold() throws IOException {
        if (stamp.size() > SMALL || !ROOM.tryAcquire((int) stamp.size())) {
            return;
        }
        try {
            held = read();
        } finally {
            if (held == null) {
                ROOM.release((int) stamp.size());
            }
        }
    }

    public void letGo() {
        if (held != null) {
            held = null;
            ROOM.release((int) stamp.size());
        }
    }

    private byte[] read() throws IOException {
        var bytes = new byte[(int) stamp.size()];
        try (InputStream in = open()) {
            for (int at = 0; at < bytes.length; ) {
                int read = in.read(bytes, at, Math.min(PIECE, bytes.length - at));
                if (read < 0) {
                    throw changed();
                }
                at += read;
            }
            if (in.read() >= 0) {
                throw changed();
            }
        }
        return bytes;
    }

    /// The SHA-256 of all bytes. Reads a file that is not held to its end.
    public String sha256() {
        PartHashes taken = PartHashes.of(this);
        hashes = Optional.of(taken);
        return taken.whole();
    }

    /// As they were when {@link #sha256} was called.
    @Override
    public Optional<PartHashes> partHashes() {
        return hashes;
    }

    /// What is wrong with the file now, if anything: to be asked after any failure, whatever it looked like from
    /// the other side.
    public Optional<Trouble> trouble() {
        try {
            return isUnchanged() ? Optional.empty() : Optional.of(changed());
        } catch (Trouble trouble) {
            return Optional.of(trouble);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return stamp.size();
    }

    @Override
    public InputStream open() throws IOException {
        if (held != null) {
            return new Checked(new ByteArrayInputStream(held));
        }
        try {
            return new Checked(Files.newInputStream(file));
        } catch (IOException e) {
            attributes(file);
            throw unreadable(file, e);
        }
    }

    @Override
    public Optional<Path> onDisk() {
        return Optional.of(file);
    }

    @Override
    public Optional<byte[]> inMemory() {
        return Optional.ofNullable(held);
    }

    private boolean isUnchanged() throws Trouble {
        return FileStamp.of(attributes(file)).equals(stamp);
    }

    private static BasicFileAttributes attributes(Path file) throws Trouble {
        BasicFileAttributes seen;
        try {
            seen = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new Trouble(Problem.GONE, "The file is not there any more: " + file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (!seen.isRegularFile()) {
            throw new Trouble(
                    Problem.GONE,
                    (seen.isDirectory() ? "This is a folder now: " : "This is not a file any more: ") + file,
                    null);
        }
        return seen;
    }

    private static Trouble unreadable(Path file, IOException cause) {
        return new Trouble(
                Problem.UNREADABLE,
                "The file cannot be read: check its permissions and that its disk is connected. " + file,
                cause);
    }

    private Trouble changed() {
        return new Trouble(
                Problem.CHANGING,
                "The file was changed each time it was read: try again when nothing writes to it. " + file,
                null);
    }

    /// To be thrown by who sees that the file breaks off: somebody may be writing the rest just now.
    public Trouble cutOff() {
        return new Trouble(
                Problem.CHANGING,
                "The file is cut off: its end is missing. Try again when all of it has been copied. " + file,
                null);
    }

    /// What can be wrong with a file.
    public enum Problem {
        /// It was moved or deleted, or is something else now.
        GONE,
        UNREADABLE,
        /// It was written to while it was read.
        CHANGING
    }

    /// Why the file cannot be read as it was.
    public static final class Trouble extends IOException {
        private static final long serialVersionUID = 1L;

        private final Problem problem;

        Trouble(Problem problem, String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
            this.problem = problem;
        }

        /// Always there.
        @Override
        public String getMessage() {
            return Objects.requireNonNullElse(super.getMessage(), "");
        }

        public Problem problem() {
            return problem;
        }
    }

    private final class Checked extends FilterInputStream {
        private long read;

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = in.read(buffer, from, length);
            count(count);
            return count;
        }

        @Override
        public long skip(long requested) throws IOException {
            long skipped = in.skip(requested);
            read += skipped;
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(int more) throws IOException {
            read += Math.max(0, more);
            boolean atEnd = more < 0;
            if (read > stamp.size() || atEnd && (read < stamp.size() || !isUnchanged())) {
                throw changed();
            }
        }
    }
}
