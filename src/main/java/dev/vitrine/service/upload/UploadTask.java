package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings one claimed item to its end, whatever that is, and writes the end down: done, failed, cancelled or given
/// back.
///
/// Run by one thread; stopped, and looked at, from any.
final class UploadTask implements Runnable {
    private static final System.Logger LOG = System.getLogger(UploadTask.class.getName());

    enum Stop {
        NO,
        CANCELLED,
        GIVEN_BACK
    }

    private final ClaimedItem claimedItem;
    private final UploadResources resources;
    private final ItemProgress progress;
    private final FileUpload fileUpload;
    private Stop stop = Stop.NO;
    /// Of one thread: bytes of it could not be removed.
    private boolean leftover;
    private @Nullable Thread thread;
    private boolean canBeStopped;

    /// @param awaitAnEnd returns when some item ended, or after a moment
    UploadTask(ClaimedItem claimedItem, UploadResources resources, Runnable awaitAnEnd) {
        this.claimedItem = claimedItem;
        this.resources = resources;
        progress = new ItemProgress(claimedItem, resources.snapshots());
        fileUpload = new FileUpload(claimedItem, resources, progress, awaitAnEnd);
    }

    long itemId() {
        return claimedItem.itemId();
    }

    UploadItem item() {
        return progress.item();
    }

    @Override
    public void run() {
        Optional<UploadOutcome> reached = outcome();
        Stop asked = ended();
        // An interruption may surface as any failure; what was refused or stored before it came stands.
        boolean stopped = asked != Stop.NO
                && reached.filter(uploadOutcome -> uploadOutcome.state() != UploadState.FAILED)
                        .isEmpty();
        Optional<UploadOutcome> end =
                stopped ? Optional.of(UploadOutcome.cancelled()).filter(_ -> asked == Stop.CANCELLED) : reached;
        if (end.isEmpty()) {
            resources.journal().release(claimedItem);
            return;
        }
        if (asked == Stop.NO && isHeld(end.get())) {
            resources.journal().release(claimedItem);
            return;
        }
        UploadOutcome truth = tidied(end.get());
        resources.journal().end(claimedItem, truth, leftover);
        if (truth.state() == UploadState.DONE) {
            new GrownFile(claimedItem, resources).trashBeginnings();
        }
        if (truth.isInLibrary()) {
            resources.pasted().forget(claimedItem.file());
        }
    }

    /// What would have failed for a cause that passes waits instead, with all that it has sent already.
    private boolean isHeld(UploadOutcome reached) {
        switch (reached.cause()) {
            case NONE, DENIED, THROTTLED, UNREACHABLE, LIBRARY -> {
                boolean failed = reached.state() == UploadState.FAILED;
                if (failed && resources.outage().holds(claimedItem.itemId(), reached)) {
                    return true;
                }
                resources.outage().passed(claimedItem.itemId());
            }
            case NOT_AN_IMAGE,
                    DAMAGED,
                    METADATA_STAYS,
                    SOURCE_GONE,
                    SOURCE_UNREADABLE,
                    FOLDER_UNREADABLE,
                    SOURCE_CHANGING -> {} // tells nothing about the library
        }
        return false;
    }

    /// Empty when it was stopped.
    private Optional<UploadOutcome> outcome() {
        try {
            started();
            return Optional.of(fileUpload.run());
        } catch (ImageException.Cancelled _) {
            return Optional.empty();
        } catch (ImageException e) {
            return Optional.of(UploadOutcome.failed(Cause.LIBRARY, e.getMessage(), ""));
        } catch (RuntimeException | Error e) {
            // A flaw of ours, or a file that some decoder chokes on: it must not stop the files behind it,
            // nor stay claimed for ever.
            LOG.log(Level.WARNING, "Uploading " + claimedItem.file() + " failed unexpectedly", e);
            return Optional.of(UploadOutcome.failed(Cause.LIBRARY, "An unexpected error occurred: " + e, ""));
        }
    }

    /// Begins to be stoppable: an earlier [#stop] interrupts this thread at once.
    private synchronized void started() {
        thread = Thread.currentThread();
        canBeStopped = true;
        if (stop != Stop.NO) {
            thread.interrupt();
        }
    }

    /// Ends being stoppable, so that what follows cannot be interrupted, and says what was asked until now.
    private synchronized Stop ended() {
        canBeStopped = false;
        Thread.interrupted();
        return stop;
    }

    /// What was called back stays called back, whatever comes after.
    synchronized void stop(Stop how) {
        stop = stop == Stop.CANCELLED ? stop : how;
        if (canBeStopped) {
            interrupt();
        }
    }

    /// Ends it wherever it is, also when it is tidying up: whoever goes on with the item may have stored by now
    /// what would be removed.
    synchronized void abandon() {
        interrupt();
    }

    private void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// No bytes stay behind without a row; and when the row is there after all (its answer was lost), the upload
    /// has succeeded.
    private UploadOutcome tidied(UploadOutcome uploadOutcome) {
        boolean wasStopped =
                uploadOutcome.state() == UploadState.FAILED || uploadOutcome.state() == UploadState.CANCELLED;
        // An earlier try may have sent the bytes of what is now a duplicate, or no image any more.
        boolean isGivenUp = claimedItem.tried() && uploadOutcome.state() != UploadState.DONE;
        if (!wasStopped && !isGivenUp) {
            return uploadOutcome;
        }
        try {
            Optional<ImageRecord> arrived =
                    resources.library().abandonUpload(claimedItem.form().userId(), claimedItem.imageId());
            return arrived.filter(resources.library()::isStored)
                    .map(image -> resources
                            .library()
                            .completed(image, claimedItem.form().caption(), claimedItem.name()))
                    .map(image -> UploadOutcome.done(image.facts().contentSha256()))
                    .orElse(uploadOutcome);
        } catch (ImageException e) {
            leftover = true;
            LOG.log(Level.INFO, "Bytes of a stopped upload are still to be removed: " + claimedItem.imageId(), e);
            return uploadOutcome;
        }
    }
}
