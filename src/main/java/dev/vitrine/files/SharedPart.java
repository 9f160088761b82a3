package dev.vitrine.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A part file that any process goes on with, by a name that can be foretold.
///
/// In a folder that others may write to, anything may lie under such a name: through a link, somebody's file would be
/// written to, and emptied.
final class SharedPart {
    private SharedPart() {}

    /// Opens the file of this name, new or left by an earlier run, for nobody else until it is closed. Empty when
    /// somebody is at it this moment, or when what is there is not ours.
    ///
    /// @param own a file that was just made in the same folder
    static Optional<FileChannel> claim(Path known, Path own) throws ClosedByInterruptException {
        try {
            boolean isNew = Files.notExists(known, LinkOption.NOFOLLOW_LINKS);
            Map<String, Object> before = isNew ? Map.of() : identity(known);
            if (!isNew && !isPlainFileOf(identity(own), before)) {
                return Optional.empty();
            }
            OpenOption how = isNew ? StandardOpenOption.CREATE_NEW : LinkOption.NOFOLLOW_LINKS;
            var channel = FileChannel.open(known, Set.of(how, StandardOpenOption.READ, StandardOpenOption.WRITE));
            if ((isNew || before.equals(identity(known))) && isMine(channel)) {
                channel.position(channel.size());
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> identity(Path file) throws IOException {
        boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return Files.readAttributes(
                file,
                isUnix ? "unix:isRegularFile,dev,ino,nlink,uid" : "isRegularFile,creationTime",
                LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isPlainFileOf(Map<String, Object> own, Map<String, Object> file) {
        return Boolean.TRUE.equals(file.get("isRegularFile"))
                && Objects.equals(own.get("nlink"), file.get("nlink"))
                && Objects.equals(own.get("uid"), file.get("uid"));
    }

    private static boolean isMine(FileChannel channel) throws ClosedByInterruptException {
        try {
            // Held until the channel is closed. Far behind the bytes: Windows keeps readers off what is
            // locked.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false) != null;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (OverlappingFileLockException | IOException _) {
            return false;
        }
    }
}
