package dev.vitrine.service.offline;

import dev.vitrine.files.Folders;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.offline.OfflinePlan.WantedOriginal;
import dev.vitrine.service.offline.OfflineStatus.Pause;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps the originals of some searches on this machine, and follows what they find: one at a time, the newest first,
/// within a limit. What is no longer asked for is removed from this machine, never from the library.
///
/// Nothing happens before it is told for which searches. Where nothing answers or the disk is nearly full it waits and
/// goes on by itself. Safe for any thread.
public final class OfflineOriginals implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OfflineOriginals.class.getName());
    /// Room on the disk that is left to everything else.
    private static final long RESERVE = 1L << 30;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofSeconds(1);
    /// How many times as long as planning took is fetched before the next plan, while the library changes.
    private static final int PLANNING = 10;

    private final ImageService images;
    private final OriginalCache kept;
    private final OfflineNote note;
    private final OfflineConditions conditions;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Wakeup wakeup = new Wakeup();
    private final Wakeup calm = new Wakeup();
    private final OfflineFetch fetch;
    private final Subscription following;
    private final Thread thread;
    private volatile OfflineStatus status = OfflineStatus.NOTHING;
    private volatile Optional<OfflineRequest> request = Optional.empty();
    private volatile boolean isChanged;
    private volatile boolean isCleared;
    private Optional<OfflineRequest> noted = Optional.empty();
    private OfflineRequest planned = OfflineRequest.NOTHING;
    private Duration patience = CALM;

    public OfflineOriginals(
            ImageService images, Downloads downloads, OriginalCache kept, OfflineConditions conditions) {
        this.images = images;
        fetch = new OfflineFetch(images, downloads, kept);
        this.kept = kept;
        note = new OfflineNote(kept.note());
        this.conditions = conditions;
        following = images.subscribe(this::changed);
        thread = World.here().threads("offline").newThread(this::work);
        thread.start();
    }

    /// Of a library that is not open here, and of which nothing is to be kept any more. Windows that have it open
    /// stop, too.
    public static void forget(OriginalCache kept) {
        if (!Files.isDirectory(Folders.of(kept.note()))) {
            return; // nothing was ever to be kept
        }
        kept.folder(); // what killed processes left goes, too
        var note = new OfflineNote(kept.note());
        note.clear();
        note.whileItSays(OfflineRequest.NOTHING, () -> kept.all().keySet().forEach(kept::remove));
    }

    public OfflineStatus status() {
        return status;
    }

    /// Calls back after the status changed, on a thread of its own. Close the answer to stop.
    public Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    /// Whether it was told what to keep, be it nothing.
    public boolean isAsked() {
        return request.isPresent();
    }

    /// Other windows may ask for more: that is kept, too.
    ///
    /// @param limit most bytes that all of them together may take
    public void keep(List<ImageQuery> searches, long limit) {
        var requested = new OfflineRequest(searches, limit);
        if (!request.equals(Optional.of(requested))) {
            request = Optional.of(requested);
            wake();
        }
    }

    /// Whichever window asked for something.
    public void keepNothing() {
        request = Optional.of(
                new OfflineRequest(List.of(), request.map(OfflineRequest::limit).orElse(0L)));
        isCleared = true;
        wake();
    }

    /// Looks, or tries, again at once.
    void wake() {
        fetch.tryAllAgain();
        changed();
        calm.wake();
    }

    private void changed() {
        isChanged = true;
        wakeup.wake();
    }

    private void work() {
        try {
            while (true) {
                boolean isDone = request.map(this::isDone).orElse(true);
                boolean isWoken = wakeup.sleep(PAUSE);
                while (!isWoken && (isDone ? !isDue() : isHeldUp())) {
                    isWoken = wakeup.sleep(PAUSE);
                }
                if (isWoken) {
                    calm.sleep(patience); // many changes of the library are one
                }
            }
        } catch (InterruptedException | ImageException.Cancelled _) {
            // Closed.
        }
    }

    /// Whether there is something to do that nobody here said.
    private boolean isDue() {
        try {
            return request.isPresent() && (fetch.isDue() || !note.read().equals(planned));
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "Originals are kept later", e);
            return false;
        }
    }

    /// Whether uploads still go first: nobody plans anew for that.
    private boolean isHeldUp() {
        return status.pause() == Pause.UPLOADS && conditions.isUploading().getAsBoolean();
    }

    /// Does what can be done.
    ///
    /// @return whether that is all for now
    private boolean isDone(OfflineRequest asked) {
        try {
            Pause pause = kept(asked);
            publish(status.paused(pause));
            return pause == Pause.NONE;
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException.Unreachable | ImageException.Throttled e) {
            LOG.log(Level.INFO, "Originals are kept later", e);
            publish(status.paused(Pause.NETWORK));
        } catch (ImageException e) {
            LOG.log(Level.INFO, "Originals are kept later", e);
            publish(status.failed(e.getMessage()));
        } catch (RuntimeException e) { // of a driver or a file system, say: it may be gone the next time
            LOG.log(Level.WARNING, "Originals are kept later", e);
        }
        return false;
    }

    private Pause kept(OfflineRequest asked) {
        isChanged = false;
        long began = World.here().nanoTime();
        fetch.tryAgainWhenDue();
        noteDown(asked);
        planned = note.read();
        Map<String, Long> here = kept.all();
        OfflinePlan plan = OfflinePlan.of(images, planned, fetch.sizesWith(here));
        removeOthers(plan, here);
        plan.requested().values().forEach(requested -> removeCutOff(requested, here));
        publish(plan.status(here));
        patience = Collections.max(
                List.of(CALM, Duration.ofNanos(World.here().nanoTime() - began).multipliedBy(PLANNING)));
        return fetchMissing(plan, here, asked);
    }

    private void noteDown(OfflineRequest asked) {
        if (isCleared) {
            note.clear();
            isCleared = false;
            noted = Optional.empty();
        }
        if (!noted.equals(Optional.of(asked))) {
            note.change(noted, asked);
            noted = Optional.of(asked);
        }
    }

    private void removeOthers(OfflinePlan plan, Map<String, Long> here) {
        if (!planned.searches().isEmpty() && !conditions.isComplete().getAsBoolean()) {
            return;
        }
        List<String> others = here.keySet().stream()
                .filter(sha256 -> !plan.requested().containsKey(sha256))
                .toList();
        if (!others.isEmpty() && note.whileItSays(planned, () -> others.forEach(kept::remove))) {
            others.forEach(here::remove);
        }
    }

    /// Its size tells, unless it is the row that is wrong.
    private void removeCutOff(WantedOriginal requested, Map<String, Long> here) {
        Long size = here.get(requested.sha256());
        if (size != null && requested.size() > 0 && size != requested.size() && !kept.isWhole(requested.sha256())) {
            here.remove(requested.sha256());
        }
    }

    private Pause fetchMissing(OfflinePlan plan, Map<String, Long> here, OfflineRequest asked) {
        long began = World.here().nanoTime();
        long room = plan.room();
        for (WantedOriginal requested : plan.requested().values()) {
            String sha256 = requested.sha256();
            if (here.containsKey(sha256) || fetch.hasFailed(requested)) {
                continue;
            }
            boolean isOld = isChanged && World.here().nanoTime() - began > patience.toNanos();
            if (isOld || !isStillAsked(asked)) {
                wakeup.wake();
                calm.wake(); // it was fetched for as long
                return Pause.NONE; // something else may be wanted by now
            }
            if (conditions.isUploading().getAsBoolean()) {
                return Pause.UPLOADS;
            }
            Path folder = kept.folder();
            if (conditions.freeSpace().applyAsLong(folder) < RESERVE + requested.size()) {
                return Pause.DISK;
            }
            room += fetch.expected(requested);
            Optional<Long> fetched = fetch.fetch(requested, folder);
            fetched.ifPresent(bytes -> publish(plan.withOneMore(status, sha256, bytes)));
            room -= fetch.expected(requested);
            if (room < 0) {
                wakeup.wake(); // rows said less: others have no room now
                return Pause.NONE;
            }
        }
        return Pause.NONE;
    }

    private boolean isStillAsked(OfflineRequest asked) {
        return request.equals(Optional.of(asked)) && !isCleared && note.read().equals(planned);
    }

    private void publish(OfflineStatus now) {
        if (!now.equals(status)) {
            status = now;
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        following.close();
        thread.interrupt();
        Threads.awaitEnd(thread);
        request.ifPresent(this::noteLast);
    }

    /// What was asked for a moment before would not be known otherwise.
    private void noteLast(OfflineRequest asked) {
        try {
            noteDown(asked);
        } catch (ImageException e) {
            LOG.log(Level.INFO, "What is kept offline is not noted", e);
        }
    }
}
