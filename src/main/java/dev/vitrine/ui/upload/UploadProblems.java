package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadSnapshot.FailedFiles;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.support.Sentences;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Lists what goes wrong with uploads among all problems: when a run of them has ended how many files failed for which
/// cause, and at once what the queue waits for. What was wrong when it was first looked at is no news.
public final class UploadProblems {
    private final Problems problems;
    private final Map<Cause, Long> listed = new EnumMap<>(Cause.class);
    private boolean begun;
    private String ofTheQueue = "";
    private long seen;
    private Optional<UploadSnapshot.Held> held = Optional.empty();

    public UploadProblems(Problems problems) {
        this.problems = problems;
    }

    /// Takes note of the newest state.
    ///
    /// @return whether there is more to look at than at the last call, files that were left out included
    public boolean areNew(UploadSnapshot now) {
        long toLookAt = now.problems() + now.leftOut();
        boolean more = begun && toLookAt > seen;
        listOfTheQueue(now.problem());
        if (begun) {
            listHeld(now.held());
        }
        if (!begun || now.totals().isIdle()) {
            now.troubles().stream()
                    .filter(each -> each.cause() != Cause.NOT_AN_IMAGE)
                    .forEach(this::list);
            listed.keySet()
                    .retainAll(now.troubles().stream().map(FailedFiles::cause).toList());
        }
        seen = toLookAt;
        begun = true;
        return more;
    }

    /// Also at the first look: a list that was damaged and set aside is empty now, and its panel closed.
    private void listOfTheQueue(String problem) {
        if (!problem.isEmpty() && !problem.equals(ofTheQueue)) {
            problems.add(Sentences.text(problem), new ImageException.Failed(problem));
        }
        ofTheQueue = problem;
    }

    private void list(FailedFiles failed) {
        long before = listed.getOrDefault(failed.cause(), 0L);
        listed.put(failed.cause(), failed.files());
        if (begun && failed.files() > before) {
            problems.add(
                    text("upload.problem", failed.files() - before, Sentences.text(failed.example())),
                    failure(failed.cause(), failed.example()));
        }
    }

    private void listHeld(Optional<UploadSnapshot.Held> now) {
        if (now.isPresent() && held.isEmpty()) {
            problems.add(
                    text("upload.problem.held", Sentences.text(now.get().reason())),
                    failure(now.get().cause(), now.get().reason()));
        }
        held = now;
    }

    private static ImageException failure(Cause cause, String reason) {
        return switch (cause) {
            case DENIED, SOURCE_UNREADABLE, FOLDER_UNREADABLE -> new ImageException.Denied(reason, null);
            case THROTTLED -> new ImageException.Throttled(reason, null);
            case UNREACHABLE -> new ImageException.Unreachable(reason, null);
            case SOURCE_GONE -> new ImageException.NotFound(reason);
            case NOT_AN_IMAGE, DAMAGED, METADATA_STAYS -> new ImageException.Invalid(reason);
            case NONE, SOURCE_CHANGING, LIBRARY -> new ImageException.Failed(reason);
        };
    }
}
