package dev.vitrine.disk;

import dev.vitrine.disk.DiskChange.FileNode;
import dev.vitrine.disk.DiskChange.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.Optional;

/// An open file of a [SimulatedDisk]. A write that fails leaves half of its bytes, as a full disk does.
final class DiskChannel extends FileChannel {
    private final SimulatedDisk disk;
    private final Path file;
    private final Optional<Node> node;
    private final FileChannel real;

    DiskChannel(SimulatedDisk disk, Path file, Optional<Node> node, FileChannel real) {
        this.disk = disk;
        this.file = file;
        this.node = node;
        this.real = real;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return disk.call(file, () -> real.read(bytes));
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
        return disk.call(file, () -> real.read(bytes, offset, length));
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return disk.call(file, () -> real.read(bytes, position));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (disk.isKilledWriting()) {
            putHalf(bytes);
        }
        disk.changing();
        Optional<IOException> failed = disk.next(file);
        if (failed.isPresent()) {
            putHalf(bytes);
            throw failed.get();
        }
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        put(all);
        return all.length;
    }

    private void putHalf(ByteBuffer bytes) throws IOException {
        byte[] half = new byte[bytes.remaining() / 2];
        bytes.get(half);
        put(half);
    }

    private void put(byte[] bytes) throws IOException {
        long offset = real.position();
        for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
            real.write(rest);
        }
        if (node.orElse(null) instanceof FileNode known) {
            disk.written(known, offset, bytes);
        }
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw new UnsupportedOperationException("nobody has needed this so far");
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw new UnsupportedOperationException("nobody has needed this so far");
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.changing();
        disk.call(file, () -> real.truncate(size));
        if (node.orElse(null) instanceof FileNode known) {
            disk.truncated(known, size);
        }
        return this;
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
        disk.changing();
        disk.call(file, () -> {
            return file; // nobody pulls the real plug
        });
        switch (node.orElse(null)) {
            case FileNode known -> disk.forced(known);
            case null, default -> disk.forced(file);
        }
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return disk.call(file, () -> real.transferTo(position, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException("nobody has needed this so far");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
