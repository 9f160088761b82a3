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
    /// So many in a row are not the fault of the objects.
    private static final int MAX_FAILURES = 20;

    private final Predicate<AdoptOutcome> listener;
    private final Map<AdoptResult, ObjectCount> counts = new EnumMap<>(AdoptResult.class);
    private int failures;
    private Optional<ImageException> refusal = Optional.empty();
    private boolean isStopped;

    /// @param listener is told one after the other; answering false stops
    AdoptTally(Predicate<AdoptOutcome> listener) {
        this.listener = listener;
    }

    synchronized void end(AdoptOutcome outcome) {
        failures = 0;
        add(outcome);
    }

    /// @throws ImageException the failure itself when it is of a kind that the next one would meet as well
    synchronized void failed(AdoptOutcome outcome, ImageException failure) {
        if (failure.isMissingRight()) { // what is under way ends by itself: stopped half way, it would leave copies
            refusal = refusal.or(() -> Optional.of(failure));
            return;
        }
        if (failure instanceof ImageException.Cancelled
                || failure instanceof ImageException.Denied && failure.passes()) {
            throw failure;
        }
        boolean isOfObject = failure instanceof ImageException.Invalid
                || failure instanceof ImageException.NotFound
                || failure instanceof ImageException.Conflict;
        failures = isOfObject ? 0 : failures + 1;
        if (failures >= MAX_FAILURES) {
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
        return !isStopped && refusal.isEmpty() && !Thread.currentThread().isInterrupted();
    }

    /// @throws ImageException why not
    synchronized void checkContinues() {
        if (!continues()) {
            throw refusal.orElseGet(() -> new ImageException.Cancelled("Stopped."));
        }
    }

    synchronized AdoptReport report(Optional<ImageException> cutShort) {
        return new AdoptReport(counts, cutShort);
    }
}
