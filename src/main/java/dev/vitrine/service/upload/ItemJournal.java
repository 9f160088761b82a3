package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.journal.Journal;
import dev.vitrine.service.upload.journal.JournalRetry;
import java.util.List;
import java.util.Optional;

/// What tasks write down and look up. Nothing of it fails while the disk of the journal is full: it waits.
record ItemJournal(Journal journal, JournalRetry journalRetry) {
    /// See [Journal#claim].
    Optional<ClaimedItem> claim(long lastBatch, long lastItem) {
        return journalRetry.untilItWorks(() -> journal.claim(lastBatch, lastItem));
    }

    /// See [Journal#beginSending].
    boolean beginSending(ClaimedItem claimedItem, long sizeBytes, String sha256) {
        return journalRetry.untilItWorks(() -> journal.beginSending(claimedItem, sizeBytes, sha256));
    }

    /// See [Journal#uploaded].
    Optional<String> uploaded(String userId, String sha256) {
        return journalRetry.untilItWorks(() -> journal.uploaded(userId, sha256));
    }

    /// See [Journal#shorterOnes].
    List<Journal.Earlier> shorterOnes(ClaimedItem claimedItem) {
        return journalRetry.untilItWorks(() -> journal.shorterOnes(claimedItem));
    }

    /// See [Journal#claimCalledBack].
    Optional<ClaimedItem> claimCalledBack() {
        return journalRetry.untilItWorks(journal::claimCalledBack);
    }

    /// See [Journal#end].
    void end(ClaimedItem claimedItem, UploadOutcome uploadOutcome, boolean leftover) {
        journalRetry.untilItWorks(() -> journal.end(claimedItem, uploadOutcome, leftover));
    }

    /// Puts an item back as it was before it was claimed.
    void release(ClaimedItem claimedItem) {
        journalRetry.untilItWorks(() -> journal.release(claimedItem));
    }
}
