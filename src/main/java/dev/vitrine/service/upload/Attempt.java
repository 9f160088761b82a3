package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.Running.Stop;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.State;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalRetry;
import java.lang.System.Logger.Level;
import java.util.Optional;

/// Brings one claimed item to its end, whatever that is, and writes the end down: done, failed, cancelled or given back.
final class Attempt {
    private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

    private final ImageService library;
    private final Journal journal;
    private final JournalRetry journalRetry;
    private final Running item;

    Attempt(ImageService library, Journal journal, JournalRetry journalRetry, Running item) {
        this.library = library;
        this.journal = journal;
        this.journalRetry = journalRetry;
        this.item = item;
    }

    /// @return how it ended; empty when it waits again
    Optional<UploadOutcome> run(UploadTask upload) {
        Optional<UploadOutcome> reached = outcome(upload);
        Stop stop = item.ended();
        // An interruption may surface as any failure; what was refused or stored before it came stands.
        boolean stopped = stop != Stop.NO && reached.filter(uploadOutcome -> uploadOutcome.state() != State.FAILED).isEmpty();
        Optional<UploadOutcome> end = stopped
                ? Optional.of(UploadOutcome.cancelled()).filter(_ -> stop == Stop.CANCELLED)
                : reached;
        if (end.isEmpty()) {
            journalRetry.untilItWorks(() -> journal.release(item.claimedItem()));
            return end;
        }
        UploadOutcome truth = tidied(end.get());
        journalRetry.untilItWorks(() -> journal.end(item.claimedItem(), truth));
        return Optional.of(truth);
    }

    /// Empty when it was stopped.
    private Optional<UploadOutcome> outcome(UploadTask upload) {
        try {
            item.startedBy(Thread.currentThread());
            return Optional.of(upload.run());
        } catch (ImageException.Cancelled _) {
            return Optional.empty();
        } catch (ImageException e) {
            return Optional.of(UploadOutcome.failed(Cause.LIBRARY, e.getMessage(), ""));
        } catch (RuntimeException | Error e) {
            // A flaw of ours, or a file that some decoder chokes on: it must not stop the files behind it, nor stay claimed for ever.
            LOG.log(Level.WARNING, "Uploading " + item.claimedItem().file() + " failed unexpectedly", e);
            return Optional.of(UploadOutcome.failed(Cause.LIBRARY, "An unexpected error occurred: " + e, ""));
        }
    }

    /// No bytes stay behind without a row; and when the row is there after all (its answer was lost), the upload has succeeded.
    private UploadOutcome tidied(UploadOutcome uploadOutcome) {
        ClaimedItem claimedItem = item.claimedItem();
        boolean wasStopped = uploadOutcome.state() == State.FAILED || uploadOutcome.state() == State.CANCELLED;
        // An earlier try may have sent the bytes of what is now a duplicate, or no image any more.
        boolean isGivenUp = claimedItem.tried() && uploadOutcome.state() != State.DONE;
        if (!wasStopped && !isGivenUp) {
            return uploadOutcome;
        }
        try {
            Optional<ImageRecord> arrived = library.abandonUpload(claimedItem.form().userId(), claimedItem.imageId());
            return arrived.map(image -> UploadOutcome.done(image.facts().contentSha256())).orElse(uploadOutcome);
        } catch (ImageException e) {
            LOG.log(Level.INFO, "Bytes of a stopped upload may stay behind under " + claimedItem.imageId(), e);
            return uploadOutcome;
        }
    }
}
