package dev.vitrine.store.local;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Which file of a library's folder is that of a key: none outside of it, be it by a link, and none of another key.
///
/// @param root its real path
/// @param caseMatters whether names that differ in letter case only are two files
record LibraryFolder(Path root, boolean caseMatters) {
    /// What may be written to, and is made where it is not there.
    static LibraryFolder made(Path folder) throws IOException {
        OwnerOnly.createFolders(folder);
        var read = readOnly(folder);
        OwnerOnly.createFolders(read.incoming());
        return new LibraryFolder(read.root, probeCase(read.incoming()));
    }

    static LibraryFolder readOnly(Path folder) throws IOException {
        return new LibraryFolder(folder.toRealPath(), false);
    }

    /// For what is on its way in.
    Path incoming() {
        return root.resolve(".vitrine").resolve("incoming");
    }

    /// Where the file of a key is, or would be.
    Path path(ObjectKey key) {
        return root.resolve(FileName.entries(key.path()));
    }

    /// An unplugged drive is not an empty one.
    void requireRoot() {
        if (!Files.isDirectory(root)) {
            throw new ImageException.Unreachable(
                    "The folder " + quoted(root) + " is not there. Connect its drive or put the folder back.", null);
        }
    }

    /// The regular file of a key, reached without leaving the folder through a link.
    Path existing(ObjectKey key) throws IOException {
        Path file = path(key);
        if (!Files.isDirectory(Folders.of(file))) {
            throw new NoSuchFileException(file.toString());
        }
        checkInside(Folders.of(file));
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isRegularFile()
                || !isNamedExactly(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    /// Where case does not matter, `ABC` would find the bytes of `abc`: another image.
    private boolean isNamedExactly(Path file) throws IOException {
        return caseMatters
                || file.toRealPath(LinkOption.NOFOLLOW_LINKS).getFileName().equals(file.getFileName());
    }

    private void checkInside(Path folder) throws IOException {
        if (!folder.toRealPath().startsWith(root)) {
            throw new NoSuchFileException(folder.toString(), null, "it leads out of the library folder");
        }
    }

    void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(root)) {
            // An unplugged drive must not be made up as an empty folder in its place.
            throw new NoSuchFileException(root.toString());
        }
        if (!Files.isDirectory(folder)) {
            OwnerOnly.createFolders(folder);
        }
        checkInside(folder);
    }

    private static boolean probeCase(Path incoming) throws IOException {
        Path probe = Files.createTempFile(incoming, "case", WholeFile.SUFFIX);
        try {
            return Files.notExists(
                    incoming.resolve(probe.getFileName().toString().replace("case", "CASE")));
        } finally {
            Files.delete(probe);
        }
    }
}
