package dev.vitrine.service.upload.watch;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.FileStamp;
import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.journal.SeenFile;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.service.upload.source.FolderEntries;
import java.io.IOException;
import java.io.InputStream;
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
/// of network drives may say anything. An image that may not be whole gets longer, since a slow copy may pause; one
/// that is shorter than it says itself is not taken until the rest is there.
public final class WatchScan {
    /// How long a file must not change.
    public record Calm(Duration usual, Duration unfinished) {
        static final Calm USUAL = new Calm(Duration.ofSeconds(4), Duration.ofMinutes(2));
    }

    private static final int PORTION = 500;
    /// Names that programs give to files they have not finished.
    private static final Set<String> UNFINISHED =
            Set.of("part", "partial", "crdownload", "download", "tmp", "temp", "filepart", "opdownload");

    /// @param end empty until the file was quiet for the usual time
    private record Waiting(FileStamp stamp, long since, Optional<FileEnd> end) {}

    private final WatchJournal journal;
    private final WatchedFolder watched;
    private final Calm calm;
    private final LongSupplier nanoTime;
    private Map<Path, Waiting> waiting = new HashMap<>();
    private List<Path> cutOff = new ArrayList<>();
    private long taking;

    /// @param nanoTime a clock that only runs forward
    WatchScan(WatchJournal journal, WatchedFolder watched, Calm calm, LongSupplier nanoTime) {
        this.journal = journal;
        this.watched = watched;
        this.calm = calm;
        this.nanoTime = nanoTime;
    }

    /// What one look came to.
    ///
    /// @param settling files that are not taken yet
    /// @param cutOff those among them of which the rest has not come for long
    /// @param unreadable a folder inside that could not be read
    /// @param taking how much of the time went into files that were taken, which the next look passes over
    record Result(int settling, List<Path> cutOff, Optional<Path> unreadable, Duration taking) {}

    private interface Step<T> {
        T take() throws IOException;
    }

    /// @param entered is called with each folder before it is read
    /// @param added is called when images are in the queue, while the others are still looked at
    /// @throws IOException when the watched folder itself cannot be read
    Result look(Consumer<Path> entered, Runnable added) throws IOException {
        boolean passOver = !journal.isSettled(watched.id());
        var still = new HashMap<Path, Waiting>();
        cutOff = new ArrayList<>();
        taking = 0;
        var ready = new Portion(passOver, added);
        var folders = new ArrayDeque<Path>(List.of(watched.folder()));
        Optional<Path> unreadable = Optional.empty();
        while (!folders.isEmpty() && !Thread.currentThread().isInterrupted()) {
            Path folder = folders.removeLast();
            entered.accept(folder);
            try {
                lookInto(folder, folders, still, ready);
            } catch (IOException e) {
                if (folder.equals(watched.folder())) {
                    throw e;
                }
                unreadable = Optional.of(folder);
            }
        }
        ready.take();
        waiting = still;
        if (passOver && !Thread.currentThread().isInterrupted()) {
            journal.settled(watched.id());
        }
        return new Result(still.size(), List.copyOf(cutOff), unreadable, Duration.ofNanos(taking));
    }

    /// What is journalled together: some hundred files, whether they lie in one folder or in many.
    private final class Portion {
        private final boolean passOver;
        private final List<SeenFile> files = new ArrayList<>();
        private final Runnable added;

        Portion(boolean passOver, Runnable added) {
            this.passOver = passOver;
            this.added = added;
        }

        void add(SeenFile file) {
            files.add(file);
            if (files.size() >= PORTION) {
                take();
            }
        }

        void take() {
            int items = journal.see(watched, files, passOver);
            files.clear();
            if (items > 0) {
                added.run();
            }
        }
    }

    private void lookInto(Path folder, ArrayDeque<Path> folders, Map<Path, Waiting> still, Portion ready)
            throws IOException {
        Map<Path, FileStamp> seen = journal.seenIn(watched.id(), folder);
        FolderEntries.visit(folder, entry -> {
            if (!isUnfinishedByName(entry)) {
                lookAt(entry, seen, folders, still, ready);
            }
            return !Thread.currentThread().isInterrupted();
        });
    }

    private void lookAt(
            Path entry, Map<Path, FileStamp> seen, ArrayDeque<Path> folders, Map<Path, Waiting> still, Portion ready) {
        try {
            var now = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (now.isDirectory()) {
                if (watched.subfolders()) {
                    folders.addLast(entry);
                }
                return;
            }
            var stamp = FileStamp.of(now);
            if (!now.isRegularFile() || stamp.equals(seen.get(entry))) {
                return;
            }
            String key =
                    Optional.ofNullable(now.fileKey()).map(Object::toString).orElse("");
            if (ready.passOver) {
                ready.add(new SeenFile(entry, stamp, key, true));
            } else if (isCalm(entry, stamp, still)) {
                ready.add(
                        new SeenFile(entry, stamp, key, taken(() -> type(entry)).isPresent()));
            }
        } catch (IOException _) {
            // Gone again, or held by the program that writes it: there is another look.
            still.put(entry, new Waiting(new FileStamp(-1, 0), nanoTime.getAsLong(), Optional.empty()));
        }
    }

    /// Otherwise it is noted, to be looked at again.
    private boolean isCalm(Path file, FileStamp stamp, Map<Path, Waiting> still) throws IOException {
        long now = nanoTime.getAsLong();
        Waiting before = Optional.ofNullable(waiting.get(file))
                .filter(noted -> noted.stamp().equals(stamp))
                .orElse(new Waiting(stamp, now, Optional.empty()));
        long quiet = now - before.since();
        if (quiet < calm.usual().toNanos()) {
            still.put(file, before);
            return false;
        }
        FileEnd end = before.end().isPresent() ? before.end().get() : taken(() -> end(file, stamp));
        boolean isLong = quiet >= calm.unfinished().toNanos();
        boolean isCalm = switch (end) {
            case WHOLE -> true;
            case UNCERTAIN -> isLong;
            case CUT_OFF -> false;
        };
        if (!isCalm) {
            still.put(file, new Waiting(stamp, before.since(), Optional.of(end)));
        }
        if (end == FileEnd.CUT_OFF && isLong) {
            cutOff.add(file);
        }
        return isCalm;
    }

    private <T> T taken(Step<T> step) throws IOException {
        long begun = nanoTime.getAsLong();
        try {
            return step.take();
        } finally {
            taking += nanoTime.getAsLong() - begun;
        }
    }

    /// An empty file is one that is about to be written, for some time at least.
    private static FileEnd end(Path file, FileStamp stamp) throws IOException {
        if (stamp.size() == 0) {
            return FileEnd.UNCERTAIN;
        }
        try {
            return PictureReader.end(new ImageSource.FileSource(file.toString(), file));
        } catch (ImageException e) {
            throw new IOException(e);
        }
    }

    private static Optional<ImageType> type(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return PictureReader.typeOf(in);
        }
    }

    private static boolean isUnfinishedByName(Path file) {
        return UNFINISHED.contains(FileNames.extension(file.getFileName().toString()));
    }
}
