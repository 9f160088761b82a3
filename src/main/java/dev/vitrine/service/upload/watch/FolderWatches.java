package dev.vitrine.service.upload.watch;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.service.upload.watch.FolderWatch.Rhythm;
import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/// The folders whose new images upload by themselves while the library is open.
///
/// Safe for any thread. The verbs write to the journal and may block, {@link #add} for as long as it takes to look
/// through the folder; {@link #statuses} does not.
public final class FolderWatches implements WatchCommands, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FolderWatches.class.getName());

    private final WatchJournal journal;
    private final Rhythm rhythm;
    private final Runnable added;
    private final List<Path> keptOut = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<Long, FolderWatch> watches = new ConcurrentSkipListMap<>();
    /// No monitor: whoever has it reads and writes the journal.
    private final ReentrantLock changing = new ReentrantLock();

    /// @param added called when there are new items in the queue
    public FolderWatches(WatchJournal journal, Rhythm rhythm, Runnable added) {
        this.journal = journal;
        this.rhythm = rhythm;
        this.added = added;
    }

    public void start() {
        journal.all().forEach(this::watch);
    }

    /// Neither this folder, nor one inside or around it, may be watched: the library itself, which would upload its
    /// own images.
    public void keepOut(Path folder) {
        keptOut.add(real(folder));
    }

    /// @throws ImageException.Invalid when this is no folder that can be watched
    /// @throws ImageException.Conflict when it is watched already, by itself or with another
    @Override
    public WatchedFolder add(WatchedFolder.WatchRequest watchRequest) {
        changing.lock();
        try {
            return added(watchRequest);
        } finally {
            changing.unlock();
        }
    }

    private WatchedFolder added(WatchedFolder.WatchRequest watchRequest) {
        Path real = real(watchRequest.folder());
        for (Path folder : keptOut) {
            if (overlap(real, folder, true)) {
                throw new ImageException.Invalid(
                        "This folder holds the library itself, so it cannot be watched: " + real);
            }
        }
        for (WatchedFolder other : journal.all()) {
            if (overlap(
                    real,
                    other.folder(),
                    watchRequest.subfolders()
                                    && real.getNameCount() < other.folder().getNameCount()
                            || other.subfolders() && other.folder().getNameCount() < real.getNameCount())) {
                throw new ImageException.Conflict(
                        "This folder is watched already, with " + quoted(other.folder()) + ".");
            }
        }
        WatchedFolder made = journal.add(new WatchedFolder.WatchRequest(
                real, watchRequest.form(), watchRequest.subfolders(), watchRequest.existing()));
        if (!watchRequest.existing()) {
            passOver(made);
        }
        watch(made);
        changed();
        return made;
    }

    /// Before anything can be added to it. When this does not come to its end, the first look of the watch does the
    /// same.
    private void passOver(WatchedFolder folder) {
        try {
            new WatchScan(journal, folder, rhythm.calm(), () -> World.here().nanoTime()).look(_ -> {}, () -> {});
        } catch (IOException e) {
            LOG.log(Level.INFO, "cannot look through " + folder.folder() + " yet", e);
        }
    }

    /// The same folder, or one in the other where that matters.
    private static boolean overlap(Path one, Path other, boolean inEachOther) {
        return one.equals(other) || inEachOther && (one.startsWith(other) || other.startsWith(one));
    }

    private static Path real(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new ImageException.Invalid("This is not a folder: " + folder);
            }
            return real;
        } catch (IOException e) {
            throw new ImageException.Invalid(
                    "The folder cannot be read: check its permissions and that its disk is connected. " + folder, e);
        }
    }

    @Override
    public void pause(long id) {
        journal.setPaused(id, true);
        watchAnew(id);
    }

    @Override
    public void resume(long id) {
        journal.setPaused(id, false);
        watchAnew(id);
    }

    /// Nothing that was uploaded is touched.
    @Override
    public void remove(long id) {
        journal.remove(id);
        watchAnew(id);
    }

    private void watchAnew(long id) {
        changing.lock();
        try {
            FolderWatch before = watches.remove(id);
            if (before != null) {
                before.close();
            }
            journal.find(id).ifPresent(this::watch);
            changed();
        } finally {
            changing.unlock();
        }
    }

    private void watch(WatchedFolder folder) {
        var watch = new FolderWatch(journal, folder, rhythm, added, this::changed);
        watches.put(folder.id(), watch);
        watch.start();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /// In the order they were added.
    @Override
    public List<Status> statuses() {
        return new ArrayList<>(watches.values())
                .stream().map(FolderWatch::status).toList();
    }

    /// @param onChange called on any thread when {@link #statuses} has changed
    @Override
    public Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    @Override
    public void close() {
        changing.lock();
        try {
            watches.values().forEach(FolderWatch::close);
            watches.clear();
        } finally {
            changing.unlock();
        }
    }
}
