package dev.vitrine.service.upload.watch;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.service.upload.journal.WatchJournal;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Watches one folder on a thread of its own, so that a drive that hangs holds up no other.
public final class FolderWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FolderWatch.class.getName());

    /// How often a folder is looked through. A large one is not looked through all the time: a look lasts at most a
    /// share of the pause before. While files settle, which ends, it is a larger one.
    public record Rhythm(WatchScan.Calm calm, Duration pause, Duration away) {
        public static final Rhythm USUAL =
                new Rhythm(WatchScan.Calm.USUAL, Duration.ofSeconds(60), Duration.ofSeconds(5));

        private static final int PAUSE_PER_LOOK = 10;
        private static final int PAUSE_WHILE_SETTLING = 2;

        Duration before(Duration lastLook, boolean settling, boolean away) {
            Duration usual = away ? this.away : settling ? calm.usual().plusMillis(50) : pause;
            Duration min = lastLook.multipliedBy(settling ? PAUSE_WHILE_SETTLING : PAUSE_PER_LOOK);
            return usual.compareTo(min) < 0 ? min : usual;
        }
    }

    private final WatchJournal journal;
    private final Rhythm rhythm;
    private final Runnable added;
    private final Runnable changed;
    private final long id;
    private final Thread thread;
    private volatile Status status;
    /// Of one thread.
    private int cutOff;
    /// Of one thread.
    private Duration taking = Duration.ZERO;

    /// @param added called when images of the folder are in the queue
    /// @param changed called when [#status] has changed
    FolderWatch(WatchJournal journal, WatchedFolder folder, Rhythm rhythm, Runnable added, Runnable changed) {
        this.journal = journal;
        this.rhythm = rhythm;
        this.added = added;
        this.changed = changed;
        this.id = folder.id();
        this.status =
                new Status(folder, folder.paused() ? WatchState.PAUSED : WatchState.OPENING, journal.found(id), 0, "");
        this.thread = World.here().threads("folder-watch-" + id).newThread(this::watch);
    }

    void start() {
        if (!status.folder().paused()) {
            thread.start();
        }
    }

    Status status() {
        return status;
    }

    private void watch() {
        WatchedFolder folder = status.folder();
        var look =
                new WatchScan(journal, folder, rhythm.calm(), () -> World.here().nanoTime());
        try (var events = new FolderEvents(folder.folder())) {
            while (!Thread.currentThread().isInterrupted()) {
                long begun = World.here().nanoTime();
                taking = Duration.ZERO;
                boolean continues = lookOnce(folder, look, events);
                if (!continues) {
                    return;
                }
                Status now = status;
                Duration lasted =
                        Duration.ofNanos(World.here().nanoTime() - begun).minus(taking);
                boolean settling = now.settling() > cutOff;
                if (events.sleep(rhythm.before(lasted, settling, now.state() != WatchState.WATCHING))) {
                    World.here().sleep(lasted.multipliedBy(Rhythm.PAUSE_WHILE_SETTLING));
                }
            }
        } catch (InterruptedException | ImageException.Cancelled _) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when the folder is not to be watched any more, for example because another window said so
    private boolean lookOnce(WatchedFolder folder, WatchScan look, FolderEvents events) {
        try {
            return looked(folder, look, events);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            // The journal cannot be read or written: the queue tells why, and the next look finds the same
            // files.
            LOG.log(Level.DEBUG, "cannot look through " + folder.folder() + " now", e);
        } catch (RuntimeException | Error e) {
            if (status.problem().isEmpty()) {
                LOG.log(Level.ERROR, "Something unexpected happened while watching " + folder.folder(), e);
            }
            status = new Status(
                    folder,
                    WatchState.UNREADABLE,
                    status.found(),
                    0,
                    "Something unexpected happened in this folder, and is tried again. When this message stays, close Vitrine and start it again. ("
                            + e + ")");
            tellUnlessThatFails();
        }
        return true;
    }

    private void tellUnlessThatFails() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A listener of watched folders failed", e);
        }
    }

    private boolean looked(WatchedFolder folder, WatchScan look, FolderEvents events) {
        try {
            Optional<WatchedFolder> now = journal.find(id);
            if (now.isEmpty() || now.get().paused()) {
                return false;
            }
            if (Files.notExists(folder.folder())) {
                show(WatchState.AWAY, 0, "");
                return true;
            }
            if (status.state() == WatchState.AWAY || status.state() == WatchState.UNREADABLE) {
                journal.retryFailedIn(folder.folder());
                added.run();
            }
            WatchScan.Result result = look.look(events::follow, added);
            taking = result.taking();
            cutOff = result.cutOff().size();
            show(WatchState.WATCHING, result.settling(), problem(result));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot look through " + folder.folder(), e);
            show(WatchState.UNREADABLE, 0, unreadable(folder.folder()));
        }
        return true;
    }

    private void show(WatchState state, int settling, String problem) {
        var now = new Status(status.folder(), state, journal.found(id), settling, problem);
        if (!now.equals(status)) {
            status = now;
            tellUnlessThatFails();
        }
    }

    private static String problem(WatchScan.Result result) {
        return result.unreadable()
                .map(FolderWatch::unreadable)
                .or(() -> result.cutOff().stream().findFirst().map(first -> cutOff(first, result.cutOff())))
                .orElse("");
    }

    private static String cutOff(Path first, List<Path> all) {
        return all.size() == 1
                ? "A file is cut off. It uploads by itself when the rest has arrived; if nothing copies it any more,"
                        + " copy it again. " + first
                : all.size() + " files are cut off. Each uploads by itself when the rest has arrived; if nothing"
                        + " copies them any more, copy them again. " + first;
    }

    private static String unreadable(Path folder) {
        return "The folder cannot be read: check its permissions and that its disk is connected. " + folder;
    }

    /// A drive that hangs is not waited for.
    @Override
    public void close() {
        thread.interrupt();
        boolean _ = Threads.awaitEnd(thread, Duration.ofSeconds(2));
    }
}
