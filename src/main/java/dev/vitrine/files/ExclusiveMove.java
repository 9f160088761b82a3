package dev.vitrine.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A move that replaces nothing, where no hard link can do that: FAT and some network drives have none, and a move
/// there replaces without asking.
///
/// A claim keeps others of Vitrine off the name between the look and the move. What counts is its lock, which ends with
/// the process; the file goes when the name is taken for good, so that nobody who opened it before gets further.
final class ExclusiveMove {
    private static final Set<Path> CLAIMED_HERE = ConcurrentHashMap.newKeySet();

    private ExclusiveMove() {}

    /// @param claim a file that whoever wants the name of the target locks
    /// @throws FileAlreadyExistsException when something is there, or comes there this moment
    static void move(Path file, Path target, Path claim) throws IOException {
        if (!CLAIMED_HERE.add(claim)) { // to open it would release the lock of this process
            throw new FileAlreadyExistsException(target.toString());
        }
        try (var claimed = FileChannel.open(claim, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = claimed.tryLock()) {
            if (lock == null) {
                throw new FileAlreadyExistsException(target.toString());
            }
            boolean isTaken = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
            if (!isTaken) {
                Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(claim);
            if (isTaken) {
                throw new FileAlreadyExistsException(target.toString());
            }
        } finally {
            CLAIMED_HERE.remove(claim);
        }
    }
}
