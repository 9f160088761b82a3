package dev.vitrine.store;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.LongConsumer;

/// A file on its way: bytes gather under a temporary name and appear under their own all at once, or not at all.
///
/// For one thread. Closing removes what was not published.
public final class WholeFile implements AutoCloseable {
    /// How temporary files end, so that leftovers of a crash can be told from everything else.
    public static final String SUFFIX = ".vitrine-part";

    private static final int CHUNK = 128 * 1024;

    private final Path temporary;
    private final FileChannel channel;
    private boolean published;

    /// @param folder must be in the same file system as the final place
    public WholeFile(Path folder) throws IOException {
        temporary = folder.resolve("." + UUID.randomUUID() + SUFFIX);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Where reading failed, as opposed to writing: the advice is another one.
    public static final class ReadFailure extends IOException {
        private static final long serialVersionUID = 1L;

        ReadFailure(IOException cause) {
            super(cause.getMessage(), cause);
        }

        @Override
        public synchronized IOException getCause() {
            return (IOException) super.getCause();
        }
    }

    /// Copies all bytes of the source, and returns their SHA-256 as 64 lower-case hex digits.
    ///
    /// @param progress is told the number of bytes copied so far
    /// @throws ReadFailure when the source cannot be read; any other failure is one of writing
    /// @throws ImageException.Cancelled when the thread is interrupted
    public String copy(ImageSource source, LongConsumer progress) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] chunk = new byte[CHUNK];
        long copied = 0;
        try (InputStream bytes = open(source)) {
            for (int read = read(bytes, chunk); read >= 0; read = read(bytes, chunk)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ImageException.Cancelled("Stopped.");
                }
                digest.update(chunk, 0, read);
                for (ByteBuffer rest = ByteBuffer.wrap(chunk, 0, read); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                copied += read;
                progress.accept(copied);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Waits until the bytes are on the disk, not only in the memory of the system.
    public void force() throws IOException {
        channel.force(true);
    }

    /// Gives the file its name, unless that is taken.
    ///
    /// @throws FileAlreadyExistsException when something is there, even if another process put it there this moment
    public void publishNew(Path target) throws IOException {
        channel.close();
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            moveWithoutLinks(target);
        }
    }

    /// Gives the file its name, in place of what may be there.
    public void publishOver(Path target) throws IOException {
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        published = true;
    }

    /// FAT and some network drives have no hard links, and a move there replaces without asking. The claim keeps
    /// other processes of Vitrine off this name between the look and the move.
    void moveWithoutLinks(Path target) throws IOException {
        UUID name = UUID.nameUUIDFromBytes(target.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        Path claim = temporary.resolveSibling("." + name + SUFFIX);
        Files.createFile(claim);
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            published = true;
        } finally {
            Files.deleteIfExists(claim);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!published) {
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
