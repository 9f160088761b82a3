package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.UploadTask.Stop;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Claims waiting items while a hand is free, and gives each a virtual thread. Safe for any thread.
final class UploadScheduler implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(UploadScheduler.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final int CALLED_BACK_AT_ONCE = 8;
    private static final Duration FAREWELL = Duration.ofSeconds(20);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final UploadResources resources;
    private final BackgroundWork background;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Map<Long, UploadTask> running = new ConcurrentSkipListMap<>();
    private final Thread thread = World.here().threads("upload-scheduler").newThread(this::schedule);
    private long lastBatch;
    private volatile boolean paused;
    private boolean mayHaveWork = true;
    private boolean mayHaveCalledBack = true;
    private boolean closed;

    UploadScheduler(UploadResources resources, BackgroundWork background, boolean paused) {
        this.resources = resources;
        this.background = background;
        this.paused = paused;
    }

    void start() {
        thread.start();
    }

    List<UploadTask> running() {
        return List.copyOf(running.values());
    }

    Optional<UploadTask> running(long itemId) {
        return Optional.ofNullable(running.get(itemId));
    }

    /// There may be something to do.
    void wake() {
        locked(() -> mayHaveWork = true);
    }

    /// Items may have been called back that had been tried before.
    void wakeForCalledBack() {
        locked(() -> mayHaveCalledBack = true);
    }

    /// Items in progress stop and wait, to go on under the same image id later.
    void pause() {
        locked(() -> paused = true);
        giveBack();
    }

    boolean isPaused() {
        return paused;
    }

    void resume() {
        resources.outage().probeNow();
        locked(() -> {
            paused = false;
            mayHaveWork = true;
        });
    }

    /// Looks at once whether what the queue waits for has passed.
    void probeNow() {
        resources.outage().probeNow();
        wake();
    }

    private void giveBack() {
        running.values().forEach(task -> task.stop(Stop.GIVEN_BACK));
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void schedule() {
        try {
            while (awaitFreeHand()) {
                background.run("choosing what to upload next", this::beginNext);
            }
        } catch (ImageException.Cancelled _) {
            LOG.log(Level.DEBUG, "closed while the journal could not be written");
        }
    }

    private void beginNext() {
        if (takeMayHaveCalledBack()) {
            endCalledBack();
        }
        if (mayUpload()) {
            resources.journal().claim(lastBatch, resources.outage().lastItem()).ifPresent(claimed -> {
                lastBatch = claimed.batchId();
                begin(claimed, Stop.NO);
            });
        }
    }

    /// Also while the queue is paused: what was called back is to be gone.
    private void endCalledBack() {
        Optional<ClaimedItem> claim = resources.journal().claimCalledBack();
        while (claim.isPresent()) {
            begin(claim.get(), Stop.CANCELLED);
            if (running.size() >= CALLED_BACK_AT_ONCE) {
                wakeForCalledBack();
                return;
            }
            claim = resources.journal().claimCalledBack();
        }
    }

    private boolean takeMayHaveCalledBack() {
        lock.lock();
        try {
            boolean may = mayHaveCalledBack && running.size() < CALLED_BACK_AT_ONCE;
            mayHaveCalledBack &= !may;
            return may;
        } finally {
            lock.unlock();
        }
    }

    private boolean mayUpload() {
        lock.lock();
        try {
            return !paused
                    && running.size() < resources.pace().concurrencyLimit().allowed()
                    && resources.outage().allows(running.size());
        } finally {
            lock.unlock();
        }
    }

    /// Looks again now and then, for the work of other processes.
    ///
    /// @return false when closed
    private boolean awaitFreeHand() {
        lock.lock();
        try {
            while (!closed
                    && !(mayHaveCalledBack && running.size() < CALLED_BACK_AT_ONCE)
                    && !(mayHaveWork && mayUpload())) {
                Duration untilLook = untilLook();
                long due = World.here().nanoTime() + untilLook.toNanos();
                World.here().await(lock, something, untilLook);
                if (World.here().nanoTime() - due >= 0) {
                    mayHaveWork = true;
                    mayHaveCalledBack = true;
                }
            }
            // Before the claim: whoever adds an item after it has been looked for sets these again.
            mayHaveWork &= !mayUpload();
            return !closed;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Duration untilLook() {
        if (paused || mayUpload()) { // there is nothing to look with, or nothing was found
            return LOOK_AGAIN;
        }
        Duration probe = resources.outage().untilProbe(running.size());
        return probe.compareTo(LOOK_AGAIN) < 0 ? probe : LOOK_AGAIN;
    }

    private void begin(ClaimedItem claimedItem, Stop how) {
        var task = new UploadTask(claimedItem, resources, this::awaitAnEnd);
        running.put(task.itemId(), task);
        locked(() -> {
            mayHaveWork = true;
            if (closed || paused && how == Stop.NO) {
                task.stop(Stop.GIVEN_BACK);
            } else if (how != Stop.NO) {
                task.stop(how);
            }
        });
        resources.snapshots().changed();
        World.here()
                .threads("upload-" + claimedItem.itemId())
                .newThread(() -> run(task))
                .start();
    }

    private void run(UploadTask task) {
        try {
            background.run("uploading a file", task);
        } catch (ImageException.Cancelled _) {
            LOG.log(Level.DEBUG, "closed while the journal could not be written");
        } finally {
            running.remove(task.itemId());
            wake();
            resources.snapshots().changed();
        }
    }

    private void awaitSomething() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            World.here().await(lock, something, MOMENT);
        } finally {
            lock.unlock();
        }
    }

    /// Returns when some item ended, or after a moment.
    private void awaitAnEnd() {
        try {
            awaitSomething();
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e, "The upload was stopped.");
        }
    }

    /// Stops what is running, to be continued at the next start, and waits for it: not long when the thread that
    /// waits is interrupted.
    @Override
    public void close() {
        locked(() -> closed = true);
        giveBack();
        boolean _ = Threads.awaitEnd(thread, FAREWELL);
        boolean patient = awaitEnds(FAREWELL);
        running.values().forEach(UploadTask::abandon);
        boolean left = awaitEnds(LAST_MOMENT);
        if (!patient || !left) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false, and interrupted no longer, when an interrupt ended the wait
    private boolean awaitEnds(Duration atMost) {
        long deadline = World.here().nanoTime() + atMost.toNanos();
        try {
            while (!running.isEmpty() && World.here().nanoTime() < deadline) {
                awaitSomething();
            }
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
