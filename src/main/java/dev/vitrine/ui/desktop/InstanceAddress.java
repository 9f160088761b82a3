package dev.vitrine.ui.desktop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Where the window of a folder can be reached: a Unix-domain socket in a folder that only its owner can enter. Windows
/// has them too, since version 10.
record InstanceAddress(Path socket) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// The places to try, in this order: the folder's own, and one among the temporary files where that cannot be.
    /// The path of a socket has room for about 100 bytes, and some file systems, those of memory sticks for
    /// instance, have no sockets.
    static List<InstanceAddress> of(Path folder) throws IOException {
        UUID id = UUID.nameUUIDFromBytes(folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
        return List.of(
                new InstanceAddress(folder.resolve("window").resolve("socket")),
                new InstanceAddress(Path.of(System.getProperty("java.io.tmpdir"), "vitrine-" + id, "socket")));
    }

    /// Only for who holds the folder's lock: a socket that lies here was then left by a crash. Any other file stays
    /// and is in the way.
    ServerSocketChannel listen() throws IOException {
        makePrivateFolder(Objects.requireNonNull(socket.getParent()));
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isOther()) {
            Files.delete(socket);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return channel.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// @return not blocking; connecting may still be under way
    SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
    }

    /// Permissions of the folder rather than of the socket, because not every system asks for the latter. On
    /// Windows both places are the person's own.
    private static void makePrivateFolder(Path folder) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        try {
            Files.createDirectory(
                    folder,
                    posix
                            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                            : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            if (posix) {
                Files.setPosixFilePermissions(folder, OWNER_ONLY); // fails where it is somebody else's
            }
        }
    }
}
