package dev.vitrine.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and folders that only the account which makes them may read, where the file system knows such rights. What is
/// there already keeps the rights that its owner gave it.
public final class OwnerOnly {
    private OwnerOnly() {}

    /// Also those above it that are not there yet, see [Folders#create].
    public static Path createFolders(Path folder) throws IOException {
        return Folders.create(folder, rights(folder, "rwx------"));
    }

    /// An empty file, unless there is one.
    public static void createFile(Path file) throws IOException {
        try {
            Files.createFile(file, ofFile(file));
        } catch (FileAlreadyExistsException _) {
            // Its owner gave it its rights.
        }
    }

    public static FileAttribute<?>[] ofFile(Path file) {
        return rights(file, "rw-------");
    }

    /// Asks the system instead of the mount: mounts are unknown in a plain chroot.
    public static boolean hasRights(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] rights(Path file, String rights) {
        return hasRights(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
