package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadTotals;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import dev.vitrine.service.upload.journal.JournalLists;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Publishes how far the queue is: ten times a second at most, however often something moves, and when another process
/// moved something.
final class Snapshots implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());
    private static final Duration SPACING = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /// What only the queue itself knows.
    ///
    /// @param running what this process works on, oldest first
    record Live(List<UploadItem> running, boolean paused, String problem, Optional<UploadSnapshot.Held> held) {}

    private record Written(long dataVersion, long version, JournalLists.Shown shown, boolean walking) {
        static final Written NONE = new Written(-1, 0, new JournalLists.Shown(Map.of(), List.of()), false);
    }

    private final JournalLists lists;
    private final Speed speed = new Speed(() -> World.here().nanoTime());
    private final Supplier<Live> live;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private final Wakeup wakeup = new Wakeup();
    private final Thread publisher = World.here().threads("upload-snapshots").newThread(this::publish);
    private volatile UploadSnapshot newest = UploadSnapshot.EMPTY;
    private volatile boolean closed;
    private Written written = Written.NONE;

    Snapshots(JournalLists lists, Supplier<Live> live) {
        this.lists = lists;
        this.live = live;
    }

    void start() {
        refresh();
        changed();
        publisher.start();
    }

    UploadSnapshot newest() {
        return newest;
    }

    Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    /// Cheap, from any thread.
    void moved(long bytes) {
        speed.moved(bytes);
    }

    /// Cheap, from any thread.
    void changed() {
        if (dirty.compareAndSet(false, true)) {
            wakeup.wake();
        }
    }

    private void publish() {
        try {
            while (!closed) {
                if (!dirty.get()) {
                    boolean _ = wakeup.sleep(LOOK_AGAIN);
                }
                dirty.set(false);
                refreshAndTell();
                boolean _ = wakeup.sleep(SPACING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void refreshAndTell() {
        UploadSnapshot before = newest;
        try {
            refresh();
        } catch (ImageException e) {
            notRead(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            notRead(BackgroundWork.sentence(e), e);
        }
        if (!newest.equals(before)) {
            listeners.forEach(Snapshots::report);
        }
    }

    /// What was read last stays, and why there is nothing newer is told with it.
    private void notRead(String problem, Throwable e) {
        if (!newest.problem().equals(problem)) {
            LOG.log(Level.WARNING, "How far the uploads are could not be read", e);
            newest = newest.withProblem(problem);
        }
    }

    private static void report(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A listener of the upload queue failed", e);
        }
    }

    private void refresh() {
        long dataVersion = lists.version();
        if (dataVersion != written.dataVersion) {
            written = new Written(dataVersion, written.version + 1, lists.shown(), lists.isWalking());
        }
        Live now = live.get();
        long sent = now.running().stream().mapToLong(UploadItem::sentBytes).sum();
        long rate = speed.bytesPerSecond();
        Map<UploadItem.UploadState, FileTally> files = written.shown.totals();
        var counted = new UploadTotals(files, sent, rate, OptionalLong.empty(), written.walking);
        var totals = new UploadTotals(files, sent, rate, secondsLeft(counted), written.walking);
        newest = new UploadSnapshot(
                written.version,
                totals,
                now.running(),
                written.shown.troubles(),
                now.paused(),
                now.problem(),
                now.held());
    }

    private static OptionalLong secondsLeft(UploadTotals totals) {
        if (totals.walking() || totals.bytesPerSecond() == 0) {
            return OptionalLong.empty();
        }
        long bytesLeft = Math.max(0, totals.open().bytes() - totals.sentBytes());
        return OptionalLong.of(Math.ceilDiv(bytesLeft, totals.bytesPerSecond()));
    }

    @Override
    public void close() {
        closed = true;
        wakeup.wake();
        Threads.awaitEnd(publisher);
    }
}
