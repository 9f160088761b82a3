package dev.vitrine.service.fill;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/// Images that were looked at and say nothing, in a file of eight bytes each: a hash of the id, so that ten million fit
/// into memory. Two with one hash are less likely than a broken disk, and cost one look.
///
/// Safe for any thread. Written at the end alone, over what a crash left of the last one: that image is looked at
/// again.
final class CheckedIds implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final long[] known;

    private CheckedIds(Path file, FileChannel channel, long[] known) {
        this.file = file;
        this.channel = channel;
        this.known = known;
    }

    /// @param file made with the first image
    static CheckedIds open(Path file) {
        try {
            OwnerOnly.createFolders(Folders.of(file));
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                long whole = channel.size() / Long.BYTES * Long.BYTES;
                channel.position(whole);
                return new CheckedIds(file, channel, read(file));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw FileFailures.writing(file, e);
        }
    }

    /// Those of before, as sorted hashes; none where there is no such file.
    static long[] read(Path file) {
        try {
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            long[] known = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(known);
            Arrays.sort(known);
            return known;
        } catch (IOException e) {
            throw FileFailures.reading(file.toString(), e);
        }
    }

    static boolean isIn(long[] known, String imageId) {
        return Arrays.binarySearch(known, hash(imageId)) >= 0;
    }

    /// Before this run.
    boolean knows(String imageId) {
        return isIn(known, imageId);
    }

    synchronized void add(String imageId) {
        FileFailures.whileWriting(
                file,
                () -> channel.write(
                        ByteBuffer.allocate(Long.BYTES).putLong(hash(imageId)).flip()));
    }

    /// What was added survives a power cut from now on.
    void keep() {
        FileFailures.whileWriting(file, () -> channel.force(false));
    }

    @Override
    public void close() {
        FileFailures.whileWriting(file, () -> channel.close());
    }

    private static long hash(String imageId) {
        UUID hash = UUID.nameUUIDFromBytes(imageId.getBytes(StandardCharsets.UTF_8));
        return hash.getLeastSignificantBits() * 31 + hash.getMostSignificantBits();
    }
}
