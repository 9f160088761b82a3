package dev.vitrine.service.upload.watch;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.FileStamp;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.service.upload.journal.WatchJournal.SeenFile;
import dev.vitrine.service.upload.source.FolderEntries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Goes through a watched folder, again and again, and finds what is new and does not change any more. For one thread.
///
/// A file is taken when size and time were the same for a while, measured by this machine's own running clock: clocks
/// of network drives may say anything. An image that breaks off before its end mark gets longer, since a slow copy may
/// pause.
public final class WatchScan {
    /// How long a file must not change.
    public record Calm(Duration usual, Duration unfinished) {
        static final Calm USUAL = new Calm(Duration.ofSeconds(4), Duration.ofMinutes(2));
    }

    private static final int PORTION = 500;
    /// Names that programs give to files they have not finished.
    private static final Set<String> UNFINISHED =
            Set.of("part", "partial", "crdownload", "download", "tmp", "temp", "filepart", "opdownload");

    private record Waiting(FileStamp stamp, long since) {}

    private final WatchJournal journal;
    private final WatchedFolder watched;
    private final Calm calm;
    private final LongSupplier nanoTime;
    private Map<Path, Waiting> waiting = new HashMap<>();

    /// @param nanoTime a clock that only runs forward
    WatchScan(WatchJournal journal, WatchedFolder watched, Calm calm, LongSupplier nanoTime) {
        this.journal = journal;
        this.watched = watched;
        this.calm = calm;
        this.nanoTime = nanoTime;
    }

    /// What one look came to.
    ///
    /// @param added images that are in the queue now
    /// @param settling files to look at again soon
    /// @param unreadable a folder inside that could not be read
    record Result(int added, int settling, Optional<Path> unreadable) {}

    /// @param entered is called with each folder before it is read
    /// @throws IOException when the watched folder itself cannot be read
    Result look(Consumer<Path> entered) throws IOException {
        boolean passOver = !journal.isSettled(watched.id());
        var still = new HashMap<Path, Waiting>();
        var ready = new ArrayList<SeenFile>();
        var folders = new ArrayDeque<Path>(List.of(watched.folder()));
        Optional<Path> unreadable = Optional.empty();
        int added = 0;
        while (!folders.isEmpty() && !Thread.currentThread().isInterrupted()) {
            Path folder = folders.removeLast();
            entered.accept(folder);
            try {
                lookInto(folder, folders, still, ready, passOver);
            } catch (IOException e) {
                if (folder.equals(watched.folder())) {
                    throw e;
                }
                unreadable = Optional.of(folder);
            }
            if (ready.size() >= PORTION || folders.isEmpty()) {
                added += journal.see(watched, ready, passOver);
                ready.clear();
            }
        }
        waiting = still;
        if (passOver && !Thread.currentThread().isInterrupted()) {
            journal.settled(watched.id());
        }
        return new Result(added, still.size(), unreadable);
    }

    private void lookInto(
            Path folder, ArrayDeque<Path> folders, Map<Path, Waiting> still, List<SeenFile> ready, boolean passOver)
            throws IOException {
        Map<String, FileStamp> seen = journal.seenIn(watched.id(), folder);
        FolderEntries.visit(folder, entry -> {
            if (!isUnfinishedByName(entry)) {
                lookAt(entry, seen, folders, still, ready, passOver);
            }
            return true;
        });
    }

    private void lookAt(
            Path entry,
            Map<String, FileStamp> seen,
            ArrayDeque<Path> folders,
            Map<Path, Waiting> still,
            List<SeenFile> ready,
            boolean passOver) {
        try {
            var now = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (now.isDirectory()) {
                if (watched.subfolders()) {
                    folders.addLast(entry);
                }
                return;
            }
            var stamp = FileStamp.of(now);
            if (!now.isRegularFile()
                    || stamp.equals(seen.get(entry.getFileName().toString()))) {
                return;
            }
            String key =
                    Optional.ofNullable(now.fileKey()).map(Object::toString).orElse("");
            if (passOver) {
                ready.add(new SeenFile(entry, stamp, key, true));
            } else if (isCalm(entry, stamp, still)) {
                ready.add(new SeenFile(entry, stamp, key, type(entry).isPresent()));
            }
        } catch (IOException _) {
            // Gone again, or held by the program that writes it: there is another look.
            still.put(entry, new Waiting(new FileStamp(-1, 0), nanoTime.getAsLong()));
        }
    }

    /// Otherwise it is noted, to be looked at again.
    private boolean isCalm(Path file, FileStamp stamp, Map<Path, Waiting> still) throws IOException {
        long now = nanoTime.getAsLong();
        Waiting before = waiting.get(file);
        long since = before != null && before.stamp().equals(stamp) ? before.since() : now;
        long quiet = now - since;
        boolean isCalm = quiet >= calm.usual().toNanos()
                && (quiet >= calm.unfinished().toNanos() || endsWell(file, stamp.size()));
        if (!isCalm) {
            still.put(file, new Waiting(stamp, since));
        }
        return isCalm;
    }

    private static Optional<ImageType> type(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return PictureReader.typeOf(in);
        }
    }

    /// False for a file without the end mark of its type: most often one that is still being copied. Some whole
    /// ones have none either.
    private static boolean endsWell(Path file, long size) throws IOException {
        Optional<ImageType> type = type(file);
        return size > 0 && (type.isEmpty() || endsWith(file, size, PictureReader.endMark(type.get())));
    }

    private static boolean endsWith(Path file, long size, byte[] mark) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            var end = ByteBuffer.allocate(mark.length);
            channel.position(Math.max(0, size - mark.length));
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // Reads until full or at the end.
            }
            return end.flip().equals(ByteBuffer.wrap(mark));
        }
    }

    private static boolean isUnfinishedByName(Path file) {
        return UNFINISHED.contains(FileNames.extension(file.getFileName().toString()));
    }
}
