package dev.vitrine.service.upload;

import dev.vitrine.service.ImageService;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalRetry;
import dev.vitrine.service.upload.source.PastedFiles;
import java.util.Optional;

/// Joins the dispatcher to journal, library and progress.
record QueueWork(ImageService library, Journal journal, JournalRetry journalRetry, UploadPace pace, PastedFiles pasted, Snapshots snapshots) implements UploadScheduler.Work, UploadTask.Notes {
    @Override
    public Optional<ClaimedItem> claim(long lastBatch) {
        return journalRetry.untilItWorks(() -> journal.claim(lastBatch));
    }

    @Override
    public void run(Running item) {
        var attempt = new Attempt(library, journal, journalRetry, item);
        Optional<UploadOutcome> outcome = attempt.run(new UploadTask(library, this, pace, item));
        if (outcome.isPresent() && outcome.get().isInLibrary()) {
            pasted.forget(item.claimedItem().file());
        }
    }

    @Override
    public boolean beginSending(ClaimedItem claimedItem, long sizeBytes, String sha256) {
        return journalRetry.untilItWorks(() -> journal.beginSending(claimedItem, sizeBytes, sha256));
    }

    @Override
    public Optional<String> uploaded(String userId, String sha256) {
        return journalRetry.untilItWorks(() -> journal.uploaded(userId, sha256));
    }

    @Override
    public int maxAtOnce() {
        return pace.concurrencyLimit().allowed();
    }

    @Override
    public void moved(long bytes) {
        snapshots.moved(bytes);
    }

    @Override
    public void changed() {
        snapshots.changed();
    }
}
