package dev.vitrine.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Moves a file to another name without ever replacing what is there. After a power cut it has one of both names, or
/// both; when this returns, the new one is durable.
public final class FolderMove {
    private FolderMove() {}

    /// @throws FileAlreadyExistsException when the other name is taken by another file; nothing is moved then
    public static void run(Path source, Path target) throws IOException {
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            withoutLinks(source, target); // of a link, some systems would link what it leads to
            return;
        }
        if (link(source, target)) {
            Files.deleteIfExists(source);
        } else {
            withoutLinks(source, target);
        }
    }

    /// Gives a file a second name; that is durable when this returns.
    ///
    /// @return false where the disk knows no second names: nothing was done then
    /// @throws FileAlreadyExistsException when the other name is taken by another file
    public static boolean link(Path source, Path target) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException e) {
            if (!isThereAlready(source, target)) {
                throw e;
            }
        } catch (UnsupportedOperationException | FileSystemException _) {
            return false;
        }
        Folders.force(Folders.of(target));
        return true;
    }

    /// An earlier move came this far. Two names may be one, where case does not matter.
    private static boolean isThereAlready(Path source, Path target) throws IOException {
        return Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && !source.toRealPath().equals(target.toRealPath())
                && Files.mismatch(source, target) == -1;
    }

    /// FAT and some network drives have no hard links.
    private static void withoutLinks(Path source, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(Folders.of(target));
    }
}
