package dev.vitrine.disk;

import static dev.vitrine.disk.DiskPaths.real;

import dev.vitrine.disk.DiskChange.FileNode;
import dev.vitrine.disk.DiskChange.FolderNode;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/// Makes each call of a [SimulatedDisk]'s file system on the real one, and tells the disk of it.
///
/// Looking whether something is there never fails, only what opens, changes or lists.
final class DiskProvider extends FileSystemProvider {
    private static final FileSystemProvider REAL = FileSystems.getDefault().provider();

    private final SimulatedDisk disk;
    private final DiskFileSystem system;

    DiskProvider(SimulatedDisk disk, DiskFileSystem system) {
        this.disk = disk;
        this.system = system;
    }

    @Override
    public String getScheme() {
        return "simulated";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = real(path);
        return disk.call(file, () -> {
            boolean isNew = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
            if (isNew) {
                disk.changing();
            }
            boolean empties = options.contains(StandardOpenOption.TRUNCATE_EXISTING);
            FileChannel channel = REAL.newFileChannel(file, options, attributes);
            if (isNew) {
                disk.named(file, new FileNode());
            }
            Optional<DiskChange.Node> node = disk.node(file);
            if (!isNew && empties && node.orElse(null) instanceof FileNode known) {
                disk.truncated(known, 0);
            }
            return new DiskChannel(disk, file, node, channel);
        });
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> all = disk.call(
                real(folder),
                () -> REAL.newDirectoryStream(
                        real(folder), entry -> filter.accept(system.paths().wrapped(entry))));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return StreamSupport.stream(all.spliterator(), false)
                        .map(system.paths()::wrapped)
                        .iterator();
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        change(real(folder), () -> {
            REAL.createDirectory(real(folder), attributes);
            disk.named(real(folder), new FolderNode());
        });
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        if (!disk.hasLinks()) {
            throw new UnsupportedOperationException();
        }
        change(real(link), () -> {
            REAL.createLink(real(link), real(existing));
            disk.named(real(link), disk.node(real(existing)).orElseThrow());
        });
    }

    @Override
    public void delete(Path path) throws IOException {
        change(real(path), () -> {
            REAL.delete(real(path));
            disk.unnamed(real(path));
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new UnsupportedOperationException("nobody has needed this so far");
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change(real(target), () -> {
            REAL.move(real(source), real(target), options);
            disk.moved(real(source), real(target));
        });
    }

    private interface Change {
        void run() throws IOException;
    }

    private void change(Path file, Change change) throws IOException {
        disk.call(file, () -> {
            disk.changing();
            change.run();
            return file;
        });
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return REAL.isSameFile(real(one), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return REAL.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return REAL.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        REAL.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return REAL.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return REAL.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return REAL.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        REAL.setAttribute(real(path), attribute, value, options);
    }
}
