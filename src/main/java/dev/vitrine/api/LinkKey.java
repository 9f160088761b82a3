package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The secret that signs the links of a local library, in a file that only its owner may read: links outlive the server
/// that made them.
final class LinkKey {
    private static final int BYTES = 32;
    private static final String OWNER_ONLY = "rw-------";

    private LinkKey() {}

    /// Reads the key, or makes one; several processes may do so at once and get the same.
    ///
    /// @throws ImageException when the file cannot be read or made, or holds something else
    static byte[] of(Path file) {
        try {
            OwnerOnly.createFolders(Folders.of(file));
            try (FileChannel channel = FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                            OwnerOnly.ofFile(file));
                    FileLock _ = channel.lock()) {
                keepToOwner(file);
                return channel.size() == 0 ? made(channel, file) : read(channel, file);
            }
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    private static byte[] made(FileChannel channel, Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        for (var rest = ByteBuffer.wrap(key); rest.hasRemaining(); ) {
            channel.write(rest);
        }
        channel.force(true);
        Folders.force(Folders.of(file));
        return key;
    }

    private static byte[] read(FileChannel channel, Path file) throws IOException {
        var key = ByteBuffer.allocate(BYTES);
        if (channel.size() != BYTES || channel.read(key) != BYTES) {
            throw new ImageException.Failed(quoted(file)
                    + " is not a key for links. Delete it to have a new one made; links that were given out end then.");
        }
        return key.array();
    }

    /// Also where the file was there already, with more rights than it should have.
    private static void keepToOwner(Path file) throws IOException {
        if (OwnerOnly.hasRights(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }
}
