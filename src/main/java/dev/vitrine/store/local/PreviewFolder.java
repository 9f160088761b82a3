package dev.vitrine.store.local;

import dev.vitrine.files.FileFailures;
import dev.vitrine.store.PreviewCache;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The previews in a folder library, kept below a limit, once there is one, by one thread in the background.
///
/// When a preview was last used is its modification time, moved on when it is read, once a day at most: access times
/// are off or coarse on most systems. Several processes may share the folder; a preview that one removes is made again
/// by whoever wants it.
final class PreviewFolder implements PreviewCache, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PreviewFolder.class.getName());
    private static final Duration USED_ANEW = Duration.ofDays(1);
    /// Trimming goes a little below the limit, so that not every new preview causes the next trimming.
    private static final int SPARE = 10;

    private final Path folder;
    private Optional<Thread> trimming = Optional.empty();
    private long limit = NO_LIMIT;
    private long writtenSince;
    private boolean due;
    private boolean closed;

    PreviewFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void setLimit(long maxBytes) {
        limit = maxBytes;
        if (maxBytes != NO_LIMIT) {
            wake();
        }
    }

    @Override
    public long size() {
        return previews().stream().mapToLong(Preview::bytes).sum();
    }

    @Override
    public long clear() {
        return trimTo(0);
    }

    /// @param min what helps: where there is less, nothing goes
    /// @return how many bytes were freed
    long free(long min, long max) {
        long size = size();
        return size < min ? 0 : trimTo(Math.max(0, size - max));
    }

    /// A preview was added: looks again when a good part of the spare room is used up.
    synchronized void written(long bytes) {
        writtenSince += bytes;
        if (limit != NO_LIMIT && writtenSince > limit / SPARE / 2) {
            wake();
        }
    }

    /// A preview is being read, so it is not the next to go.
    void used(Path preview) {
        try {
            Instant now = World.here().now();
            if (Files.getLastModifiedTime(preview).toInstant().isBefore(now.minus(USED_ANEW))) {
                Files.setLastModifiedTime(preview, FileTime.from(now));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "when it was used is not known of " + preview, e);
        }
    }

    @Override
    public void close() {
        Optional<Thread> running;
        synchronized (this) {
            closed = true;
            running = trimming;
            notifyAll();
        }
        running.ifPresent(Threads::awaitEnd);
    }

    private void wake() {
        due = true;
        if (trimming.isEmpty() && !closed) {
            Thread thread = World.here().threads("previews-trim").newThread(this::trimWhenDue);
            thread.start();
            trimming = Optional.of(thread);
        }
        notifyAll();
    }

    private void trimWhenDue() {
        try {
            for (long max = awaitDue(); max >= 0; max = awaitDue()) {
                trim(max);
            }
        } catch (InterruptedException _) {
            LOG.log(Level.DEBUG, "closed");
        }
    }

    /// The limit to keep, or -1 at the end.
    private synchronized long awaitDue() throws InterruptedException {
        while (!due && !closed) {
            wait();
        }
        due = false;
        writtenSince = 0;
        return closed ? -1 : limit;
    }

    private void trim(long max) {
        try {
            if (max != NO_LIMIT && size() > max) {
                long freed = trimTo(max - max / SPARE);
                LOG.log(Level.INFO, "{0} bytes of previews were removed from {1}", freed, folder);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The previews could not be kept below " + max + " bytes", e);
        }
    }

    private record Preview(Path file, long bytes, FileTime used) {}

    /// Removes the least recently used until at most this many bytes are left.
    private long trimTo(long max) {
        List<Preview> oldestFirst = previews();
        oldestFirst.sort(Comparator.comparing(Preview::used));
        long left = oldestFirst.stream().mapToLong(Preview::bytes).sum();
        long freed = 0;
        for (Preview preview : oldestFirst) {
            if (left <= max || isClosed()) {
                break;
            }
            left -= preview.bytes();
            freed += remove(preview);
        }
        return freed;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private long remove(Preview preview) {
        return FileFailures.whileWriting(
                preview.file(), () -> Files.deleteIfExists(preview.file()) ? preview.bytes() : 0);
    }

    /// Only plain files named as previews are, and links are not followed: nothing else is ever removed.
    private List<Preview> previews() {
        var found = new ArrayList<Preview>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try {
            Files.walkFileTree(folder, Set.of(), 2, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                    if (seen.isRegularFile() && file.toString().endsWith(".jpg")) {
                        found.add(new Preview(file, seen.size(), seen.lastModifiedTime()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // removed by another process this moment
                    }
                    throw e;
                }
            });
            return found;
        } catch (IOException e) {
            throw FileFailures.reading(folder.toString(), e);
        }
    }
}
