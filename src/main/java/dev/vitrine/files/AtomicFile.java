package dev.vitrine.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Files that are replaced whole: a reader sees the old one or the new one and nothing between, also after a power cut,
/// and however many processes replace it at once.
public final class AtomicFile {
    /// Locks of the system are per process; these tell the threads of this one apart.
    private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

    private AtomicFile() {}

    /// Writes all bytes of the new file; the stream need not be closed.
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// Reads the file, decides, and replaces it, or not.
    public interface Change<T> {
        T run() throws IOException;
    }

    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, out -> out.write(content));
    }

    /// When this returns, the file has the new content even if the power fails; when it throws, it has the old one.
    /// Its folder must be there.
    public static void replace(Path file, Content content) throws IOException {
        try (var next = new WholeFile(swept(file))) {
            publish(next, file, content);
        }
    }

    /// The same for a secret: nobody else on this machine may read the new file, at no moment.
    public static void replaceOwnerOnly(Path file, byte[] content) throws IOException {
        try (WholeFile next = WholeFile.ownerOnly(swept(file))) {
            publish(next, file, out -> out.write(content));
        }
    }

    private static Path swept(Path file) throws IOException {
        Path folder = Folders.of(file);
        Leftovers.sweep(folder);
        return folder;
    }

    private static void publish(WholeFile next, Path file, Content content) throws IOException {
        content.writeTo(next.appending());
        next.publishOver(file);
    }

    /// Keeps all others off that change the file this way, whatever thread or process they are in. Its folder must
    /// be there.
    public static <T> T exclusively(Path file, Change<T> change) throws IOException {
        Path lockFile = Folders.of(file).toRealPath().resolve("." + file.getFileName() + ".lock");
        ReentrantLock here = LOCKS.computeIfAbsent(lockFile, _ -> new ReentrantLock());
        here.lock();
        // The lock file stays: whoever removed it could leave two processes with a lock on two files of one
        // name.
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return change.run();
        } finally {
            here.unlock();
        }
    }
}
