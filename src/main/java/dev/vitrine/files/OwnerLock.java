package dev.vitrine.files;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The life of whoever writes a journal, as others can see it: a locked file beside the journal.
///
/// The system releases the lock when the process ends, however it ends. So there is no clock to trust and no heartbeat
/// to miss: a process that sleeps or is being debugged keeps its work, and that of a killed one is free at once.
public final class OwnerLock implements AutoCloseable {
    private static final String SUFFIX = ".lock";
    // Closing any channel of a file drops this process's lock on it (POSIX), so the files of owners in this process
    // are never opened to look.
    private static final Set<Alive> ALIVE_HERE = ConcurrentHashMap.newKeySet();

    /// @param world a process has one
    private record Alive(World world, String id) {}

    private final World world = World.here();
    private final String id = World.here().uuid().toString();
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    public OwnerLock(Path folder) {
        this.folder = folder;
        ALIVE_HERE.add(new Alive(world, id));
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(file(id), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock = locked(channel);
        } catch (IOException e) {
            ALIVE_HERE.remove(new Alive(world, id));
            throw FileFailures.unlessStopped(
                    e,
                    trouble -> new ImageException.Failed(
                            "The folder " + folder
                                    + " cannot be written: check its permissions and the room on its disk.",
                            trouble));
        }
    }

    private FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.lock();
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file(id));
            throw e;
        }
    }

    public String id() {
        return id;
    }

    /// Whether the owner with this id will never do anything again.
    public boolean isDead(String other) {
        return isDead(world, file(other), other);
    }

    /// Whether no owner in a folder is alive; removes what dead ones left.
    public static boolean isDeserted(Path folder) throws IOException {
        boolean isDeserted = true;
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path lock : locks) {
                String name = lock.getFileName().toString();
                if (isDead(World.here(), lock, name.substring(0, name.length() - SUFFIX.length()))) {
                    Files.deleteIfExists(lock);
                } else {
                    isDeserted = false;
                }
            }
        }
        return isDeserted;
    }

    private static boolean isDead(World world, Path file, String other) {
        if (ALIVE_HERE.contains(new Alive(world, other))) {
            return false;
        }
        try (FileChannel theirs = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = theirs.tryLock()) {
            return free != null;
        } catch (java.nio.file.NoSuchFileException _) {
            return true;
        } catch (OverlappingFileLockException _) {
            return false; // this process holds it
        } catch (IOException e) {
            throw new ImageException.Failed(
                    "Cannot tell whether another window is at work: " + file + " cannot be opened.", e);
        }
    }

    /// Removes what a dead owner left, after its work was given back.
    public void bury(String dead) {
        try {
            Files.deleteIfExists(file(dead));
        } catch (IOException e) {
            throw new ImageException.Failed("Cannot remove " + file(dead) + ".", e);
        }
    }

    private Path file(String owner) {
        return folder.resolve(owner + SUFFIX);
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new ImageException.Failed("Cannot remove " + file(id) + ".", e);
        } finally {
            ALIVE_HERE.remove(new Alive(world, id));
        }
    }
}
