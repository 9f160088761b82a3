package dev.vitrine.service.adopt;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport.ObjectCount;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Counts what objects come to while it happens. Safe for any thread.
final class AdoptTally {
    /// So many in a row are not the objects' own trouble.
    private static final int MOST_TROUBLES = 20;

    private final Predicate<AdoptOutcome> listener;
    private final Map<AdoptResult, ObjectCount> counts = new EnumMap<>(AdoptResult.class);
    private int troubles;
    private boolean isStopped;

    /// @param listener is told one after the other; answering false stops
    AdoptTally(Predicate<AdoptOutcome> listener) {
        this.listener = listener;
    }

    synchronized void end(AdoptOutcome outcome) {
        troubles = 0;
        add(outcome);
    }

    /// @throws ImageException the failure itself when it is of a kind that the next one would meet as well
    synchronized void failed(AdoptOutcome outcome, ImageException failure) {
        if (failure instanceof ImageException.Cancelled
                || failure instanceof ImageException.Denied && failure.passes()) {
            throw failure;
        }
        boolean isOfObject = failure instanceof ImageException.Invalid
                || failure instanceof ImageException.NotFound
                || failure instanceof ImageException.Conflict;
        troubles = isOfObject ? 0 : troubles + 1;
        if (troubles >= MOST_TROUBLES) {
            throw failure;
        }
        add(outcome);
    }

    private void add(AdoptOutcome outcome) {
        counts.merge(
                outcome.result(),
                ObjectCount.NONE.plus(outcome.object().sizeBytes()),
                (before, _) -> before.plus(outcome.object().sizeBytes()));
        isStopped |= !listener.test(outcome);
    }

    synchronized boolean continues() {
        return !isStopped && !Thread.currentThread().isInterrupted();
    }

    synchronized AdoptReport report(Optional<ImageException> cutShort) {
        return new AdoptReport(counts, cutShort);
    }
}
