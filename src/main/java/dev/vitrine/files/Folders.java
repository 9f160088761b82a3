package dev.vitrine.files;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;

/// What there is to know about the folders that files lie in.
public final class Folders {
    private Folders() {}

    /// The folder that a file lies in, or will.
    ///
    /// @throws ImageException.Invalid for the root of a file system, which is all that lies in no folder
    public static Path of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new ImageException.Invalid(quoted(file) + " is a folder. Give the name of a file in it.");
        }
        return folder;
    }

    /// Makes a folder, and those above it that are not there yet. They are durable when this returns: what is put
    /// into a folder is lost with it.
    ///
    /// @param attributes of those that are made
    public static Path create(Path folder, FileAttribute<?>... attributes) throws IOException {
        var missing = new ArrayList<Path>();
        for (Path each = folder.toAbsolutePath(); each != null && !Files.isDirectory(each); each = each.getParent()) {
            missing.add(each);
        }
        Files.createDirectories(folder, attributes);
        for (Path made : missing) {
            force(of(made));
        }
        return folder;
    }

    /// Bytes that the disk of a folder has room for.
    public static long usableSpace(Path folder) {
        return FileFailures.whileWriting(
                folder, () -> Files.getFileStore(folder).getUsableSpace());
    }

    /// A new name in a folder is durable when the folder itself is on the disk. Windows has no such call and needs
    /// none; nobody can wait for a folder that he may write to but not read.
    public static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (AccessDeniedException _) {
                // The system writes it a little later.
            }
        }
    }
}
