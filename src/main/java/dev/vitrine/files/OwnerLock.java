package dev.vitrine.files;

import dev.vitrine.image.ImageException;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
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
        if (ALIVE_HERE.contains(new Alive(world, other))) {
            return false;
        }
        try (FileChannel theirs = FileChannel.open(file(other), StandardOpenOption.WRITE);
                FileLock free = theirs.tryLock()) {
            return free != null;
        } catch (java.nio.file.NoSuchFileException _) {
            return true;
        } catch (OverlappingFileLockException _) {
            return false; // this process holds it
        } catch (IOException e) {
            throw new ImageException.Failed(
                    "Cannot tell whether another window is at work: " + file(other) + " cannot be opened.", e);
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
        return folder.resolve(owner + ".lock");
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
