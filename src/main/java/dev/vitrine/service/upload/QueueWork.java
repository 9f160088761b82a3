package dev.vitrine.service.upload;

import dev.vitrine.service.ImageService;
import java.util.Optional;

/// Joins the dispatcher to journal, library and progress.
record QueueWork(ImageService library, Journal journal, Insistence insistence, Patience patience, Pace pace, PastedFiles pasted,
        Snapshots snapshots) implements Dispatcher.Work, ItemUpload.Notes {
    @Override
    public Optional<Claim> claim(long lastBatch) {
        return insistence.untilItWorks(() -> journal.claim(lastBatch));
    }

    @Override
    public void run(Running item) {
        var attempt = new Attempt(library, journal, insistence, item);
        Optional<Outcome> outcome = attempt.run(new ItemUpload(library, this, patience, pace, item));
        if (outcome.isPresent() && outcome.get().isInLibrary()) {
            pasted.forget(item.claim().file());
        }
    }

    @Override
    public boolean beginSending(Claim claim, long sizeBytes, String sha256) {
        return insistence.untilItWorks(() -> journal.beginSending(claim, sizeBytes, sha256));
    }

    @Override
    public Optional<String> uploaded(String userId, String sha256) {
        return insistence.untilItWorks(() -> journal.uploaded(userId, sha256));
    }

    @Override
    public int mostAtOnce() {
        return pace.allowed();
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
