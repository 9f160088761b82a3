package dev.vitrine.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Tells whether another process has a database open, also one that is too damaged to be opened.
public final class DatabaseLocks {
    /// On this byte of the index of its log every connection of SQLite holds a shared lock from its first act to
    /// its close; a killed process leaves the file without the lock.
    private static final long HELD_WHILE_OPEN = 128;

    private DatabaseLocks() {}

    /// This process may not have it open itself: its own locks would end with the look.
    public static boolean isSo(Path database) throws IOException {
        Path index = database.resolveSibling(database.getFileName() + "-shm");
        try (FileChannel channel = FileChannel.open(index, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(HELD_WHILE_OPEN, 1, false)) {
            return lock == null;
        } catch (NoSuchFileException _) {
            return false;
        }
    }
}
