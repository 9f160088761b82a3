package dev.vitrine.ui.upload;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadSnapshot;
import dev.vitrine.service.upload.item.UploadSnapshot.FailedFiles;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.support.Sentences;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists what goes wrong with uploads among all problems: when a run of them has ended how many files failed for
/// which cause, and at once what the queue waits for and which watched folders cannot be read. What was wrong when
/// it was first looked at is no news.
public final class UploadProblems {
    private final Problems problems;
    private final Map<Cause, Long> listed = new EnumMap<>(Cause.class);
    /// What is wrong with a watched folder, by its id.
    private final Map<Long, String> watched = new HashMap<>();

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

    /// Takes note of how watched folders do. One that comes back, and goes again, is listed again.
    public void noteWatched(List<Status> folders) {
        List<Status> unread = folders.stream().filter(WatchTexts::cannotBeRead).toList();
        for (Status each : unread) {
            String sentence = text("watch.problem", each.folder().folder(), WatchTexts.state(each));
            if (!sentence.equals(watched.put(each.folder().id(), sentence))) {
                problems.add(sentence, failure(each, sentence));
            }
        }
        watched.keySet()
                .retainAll(unread.stream().map(each -> each.folder().id()).toList());
    }

    private static ImageException failure(Status folder, String reason) {
        return folder.state() == WatchState.AWAY
                ? new ImageException.NotFound(reason)
                : new ImageException.Denied(reason, null);
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
