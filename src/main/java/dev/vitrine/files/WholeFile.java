package dev.vitrine.files;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/// A file on its way: bytes gather under a temporary name and appear under their own all at once, or not at all.
///
/// For one thread. Closing removes what was not published.
public final class WholeFile implements AutoCloseable {
    /// How temporary files end, so that leftovers of a crash can be distinguished from everything else.
    public static final String SUFFIX = ".vitrine-part";

    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final int CHUNK = 128 * 1024;

    private Path temporary;
    private final FileChannel channel;
    private boolean published;
    private boolean kept;
    private boolean shared;

    /// @param folder must be in the same file system as the final place
    public WholeFile(Path folder) throws IOException {
        this(hidden(folder, World.here().uuid()), new FileAttribute<?>[0]);
    }

    private WholeFile(Path temporary, FileAttribute<?>[] attributes) throws IOException {
        this(temporary, FileChannel.open(temporary, NEW, attributes), false);
    }

    private WholeFile(Path temporary, FileChannel channel, boolean shared) {
        this.temporary = temporary;
        this.channel = channel;
        this.shared = shared;
    }

    /// One that nobody else on this machine may read, under its final name either.
    public static WholeFile ownerOnly(Path folder) throws IOException {
        Path temporary = hidden(folder, World.here().uuid());
        return new WholeFile(temporary, OwnerOnly.ofFile(temporary));
    }

    /// Goes on with the bytes that an earlier file for the same purpose was left with, see [#keep]. Starts empty
    /// when there is none, or when somebody else is at it this moment, or when what is there is not ours.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted; no new file is left then
    public static WholeFile resumed(Path folder, String purpose) throws IOException {
        try {
            return shared(folder, purpose);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            try (WholeFile left = shared(folder, purpose)) {
                left.kept = left.size() > 0;
            } finally {
                Thread.currentThread().interrupt();
            }
            throw new ImageException.Cancelled("Stopped.", e);
        }
    }

    private static WholeFile shared(Path folder, String purpose) throws IOException {
        Path known = hidden(folder, UUID.nameUUIDFromBytes(purpose.getBytes(StandardCharsets.UTF_8)));
        var unknown = new WholeFile(folder);
        try {
            Optional<FileChannel> claimed = SharedPart.claim(known, unknown.temporary);
            if (claimed.isEmpty()) {
                return unknown;
            }
            unknown.close();
            return new WholeFile(known, claimed.get(), true);
        } catch (ClosedByInterruptException e) {
            unknown.close();
            throw e;
        }
    }

    private static Path hidden(Path folder, UUID name) {
        return folder.resolve("." + name + SUFFIX);
    }

    /// Where reading failed, as opposed to writing: the advice is another one.
    public static final class ReadFailure extends IOException {
        private static final long serialVersionUID = 1L;

        ReadFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) Objects.requireNonNull(super.getCause(), "made with one");
        }
    }

    /// Copies all bytes of the source, and returns their SHA-256 as 64 lower-case hex digits.
    ///
    /// @param progress is called with the number of bytes copied so far
    /// @throws ReadFailure when the source cannot be read; any other failure is one of writing
    /// @throws ImageException.Cancelled when the thread is interrupted
    public String copy(ImageSource source, LongConsumer progress) throws IOException {
        var hash = new Sha256();
        try (InputStream bytes = open(source)) {
            append(bytes, hash, progress);
        }
        return hash.hex();
    }

    /// Writes all that is left of the stream behind what is there, and into the hash.
    ///
    /// @param progress is called with the size of the file so far
    /// @throws ReadFailure when the stream breaks: what came before is in the file and in the hash
    public void append(InputStream bytes, Sha256 hash, LongConsumer progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = read(bytes, chunk); read >= 0; read = read(bytes, chunk)) {
            ImageException.Cancelled.throwIfInterrupted();
            hash.update(chunk, 0, read);
            write(chunk, 0, read);
            progress.accept(channel.position());
        }
    }

    public long size() throws IOException {
        return channel.size();
    }

    /// Of what is there so far.
    public Sha256 hash() throws IOException {
        var hash = new Sha256();
        channel.position(0);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (channel.read(chunk) >= 0) {
            hash.update(chunk.flip());
            chunk.clear();
        }
        return hash;
    }

    /// Starts again with nothing.
    public void empty() throws IOException {
        channel.truncate(0);
    }

    /// Where the bytes are until they are published.
    public Path temporary() {
        return temporary;
    }

    /// Writes behind what is there; closing the stream leaves the file open.
    public OutputStream appending() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                WholeFile.this.write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                WholeFile.this.write(bytes, offset, length);
            }
        };
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        for (ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length); rest.hasRemaining(); ) {
            channel.write(rest);
        }
    }

    /// Closing leaves the bytes where they are, for [#resumed].
    public void keep() {
        kept = true;
    }

    /// Waits until the bytes are on the disk, not only in the memory of the system.
    public void force() throws IOException {
        if (channel.isOpen()) { // otherwise an earlier try to give it a name came this far
            channel.force(true);
        }
    }

    /// Gives the file its name, unless that is taken. When this returns, bytes and name are on the disk.
    ///
    /// @throws FileAlreadyExistsException when something is there, even if another process put it there this moment
    public void publishNew(Path target) throws IOException {
        force();
        nameNew(target);
        Folders.force(Folders.of(target));
    }

    /// Like [#publishNew], in place of what may be there.
    public void publishOver(Path target) throws IOException {
        force();
        nameOver(target);
        Folders.force(Folders.of(target));
    }

    /// Like [#publishNew] without waiting for the disk: a power cut may take the name, until somebody forces the
    /// folder, and the bytes, unless they were forced.
    public void nameNew(Path target) throws IOException {
        seal();
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            moveWithoutLinks(target);
        }
    }

    /// Like [#publishOver] without waiting for the disk, which may cost the old bytes as well as the new ones: for
    /// what can be made again.
    public void nameOver(Path target) throws IOException {
        seal();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        published = true;
    }

    /// A name that others know would let them go on with bytes that are published by now.
    private void seal() throws IOException {
        if (shared) {
            Path own = hidden(Folders.of(temporary), World.here().uuid());
            try {
                Files.move(temporary, own, StandardCopyOption.ATOMIC_MOVE); // while the lock is held
            } catch (FileSystemException _) {
                channel.close(); // some systems do not rename what is open
                Files.move(temporary, own, StandardCopyOption.ATOMIC_MOVE);
            }
            temporary = own;
            shared = false;
        }
        channel.close();
    }

    void moveWithoutLinks(Path target) throws IOException {
        UUID name = UUID.nameUUIDFromBytes(target.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        ExclusiveMove.move(
                temporary, target, hidden(Folders.of(temporary), name).toAbsolutePath());
        published = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!published && !kept) {
            Files.deleteIfExists(temporary);
        }
    }

    private static InputStream open(ImageSource source) throws ReadFailure {
        try {
            return source.open();
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }

    private static int read(InputStream bytes, byte[] chunk) throws ReadFailure {
        try {
            return bytes.read(chunk);
        } catch (IOException e) {
            throw new ReadFailure(e);
        }
    }
}
