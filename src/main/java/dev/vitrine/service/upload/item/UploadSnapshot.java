package dev.vitrine.service.upload.item;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Everything that a status bar and the head of a list show, as of one moment. Immutable and cheap to keep.
///
/// @param version grows with every change that the lists can show
/// @param running the few items being read or sent by this process, oldest first
/// @param problem why the queue itself cannot go on, in a sentence a person can act on; `""` when all is well
/// @param held why nothing is sent at the moment though nobody paused it, empty otherwise
/// @param troubles refused and failed items by cause, the largest group first
public record UploadSnapshot(
        long version,
        UploadTotals totals,
        List<UploadItem> running,
        List<FailedFiles> troubles,
        boolean paused,
        String problem,
        Optional<Held> held) {
    public static final UploadSnapshot EMPTY =
            new UploadSnapshot(0, UploadTotals.NONE, List.of(), List.of(), false, "");

    /// Items that failed for one kind of cause.
    ///
    /// @param example the reason of the newest of them
    /// @param canRetry true when some of them are worth another try
    /// @param earlier how many of them failed in drops before those of the totals
    public record FailedFiles(Cause cause, long files, String example, boolean canRetry, long earlier) {
        public FailedFiles(Cause cause, long files, String example, boolean canRetry) {
            this(cause, files, example, canRetry, 0);
        }

        /// @param other of the same cause
        public FailedFiles plus(FailedFiles other) {
            return new FailedFiles(
                    cause, files + other.files, example, canRetry || other.canRetry, earlier + other.earlier);
        }
    }

    /// How many files a person has to look at: what is no image was left out, which is no trouble.
    public long problems() {
        return count(cause -> cause != Cause.NOT_AN_IMAGE);
    }

    /// How many of the problems are of drops before those of the totals.
    public long earlierProblems() {
        return count(cause -> cause != Cause.NOT_AN_IMAGE, FailedFiles::earlier);
    }

    /// How many files were left out because they are no images.
    public long leftOut() {
        return count(cause -> cause == Cause.NOT_AN_IMAGE);
    }

    /// How many of those are of drops before those of the totals.
    public long earlierLeftOut() {
        return count(cause -> cause == Cause.NOT_AN_IMAGE, FailedFiles::earlier);
    }

    private long count(Predicate<Cause> requested) {
        return count(requested, FailedFiles::files);
    }

    private long count(Predicate<Cause> requested, ToLongFunction<FailedFiles> files) {
        return troubles.stream()
                .filter(each -> requested.test(each.cause()))
                .mapToLong(files)
                .sum();
    }

    public UploadSnapshot withProblem(String other) {
        return new UploadSnapshot(version, totals, running, troubles, paused, other);
    }

    /// The queue waits for something that passes, and looks for that now and then.
    ///
    /// @param cause the kind of trouble, as items have it
    /// @param reason the trouble in a sentence a person can act on
    public record Held(Cause cause, String reason, Instant since) {}

    public UploadSnapshot(
            long version,
            UploadTotals totals,
            List<UploadItem> running,
            List<FailedFiles> troubles,
            boolean paused,
            String problem) {
        this(version, totals, running, troubles, paused, problem, Optional.empty());
    }

    public UploadSnapshot {
        running = List.copyOf(running);
        troubles = List.copyOf(troubles);
    }
}
