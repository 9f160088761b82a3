package dev.vitrine.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Moves a file to another name without ever replacing what is there.
public final class FolderMove {
    private FolderMove() {}

    /// @throws FileAlreadyExistsException when the other name is taken; nothing is moved then
    public static void run(Path source, Path target) throws IOException {
        if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            withoutLinks(source, target); // of a link, some systems would link what it leads to
            return;
        }
        try {
            Files.createLink(target, source);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException _) {
            withoutLinks(source, target);
        }
        Files.deleteIfExists(source);
    }

    /// FAT and some network drives have no hard links.
    private static void withoutLinks(Path source, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
