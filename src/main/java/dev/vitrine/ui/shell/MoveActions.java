package dev.vitrine.ui.shell;

import static dev.vitrine.text.DisplayText.clipped;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.move.MoveOutcome;
import dev.vitrine.service.move.Moves;
import dev.vitrine.ui.actions.UndoStack;
import dev.vitrine.ui.actions.UndoableJobs;
import dev.vitrine.ui.actions.UndoableJobs.JobOutcome;
import dev.vitrine.ui.actions.UndoableJobs.UndoableJob;
import dev.vitrine.ui.support.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Moves images to another user, which can be taken back: each returns to the user it came from, if nobody has moved it
/// on since.
record MoveActions(ImageService images, Moves moves, UndoableJobs undoableJobs) {
    /// Images that went to one or several users.
    ///
    /// @param from whose they were, by id
    /// @param there how many beside them were the user's already
    private record Moved(Map<String, String> from, int there, int leftBehind) {}

    void move(List<String> ids, String user) {
        String label = label(ids.size(), user);
        UndoStack.Begun begun = undoableJobs.undo().begin(() -> label(ids.size(), user));
        undoableJobs.run(new Move(user), label, begun, progress -> moved(ids, user, progress));
    }

    private static String label(int count, String user) {
        return Messages.text("move.label", count, clipped(user));
    }

    private JobOutcome<Moved> moved(List<String> ids, String user, Progress progress) {
        var from = new ConcurrentHashMap<String, String>();
        MoveOutcome outcome = moves.move(
                ids,
                user,
                image -> {
                    if (!image.userId().equals(user)) {
                        from.put(image.imageId(), image.userId());
                    }
                    return true;
                },
                progress);
        BulkOutcome each = outcome.images();
        from.keySet().retainAll(each.done());
        return new JobOutcome<>(
                new Moved(from, each.done().size() - from.size(), outcome.leftBehind()),
                each.failed(),
                each.done().size() + each.failed().size() == ids.size());
    }

    /// Those that are still the user's go back to whom they came from.
    private JobOutcome<Moved> returned(Map<String, String> from, String user, Progress progress) {
        Map<String, List<String>> idsByUser = images.findAll(from.keySet()).stream()
                .filter(image -> image.userId().equals(user))
                .map(ImageRecord::imageId)
                .collect(Collectors.groupingBy(from::get, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> back = new LinkedHashMap<>();
        Map<String, ImageException> failed = new LinkedHashMap<>();
        int all = idsByUser.values().stream().mapToInt(List::size).sum();
        int left = 0;
        for (Map.Entry<String, List<String>> group : idsByUser.entrySet()) {
            int before = back.size() + failed.size();
            MoveOutcome outcome = moves.move(
                    group.getValue(),
                    group.getKey(),
                    image -> image.userId().equals(user),
                    (done, _) -> progress.continues(before + done, all));
            outcome.images().done().forEach(id -> back.put(id, group.getKey()));
            failed.putAll(outcome.images().failed());
            left += outcome.leftBehind();
            if (back.size() + failed.size() < before + group.getValue().size()) {
                break; // stopped
            }
        }
        return new JobOutcome<>(new Moved(back, 0, left), failed, back.size() + failed.size() == all);
    }

    private final class Move implements UndoableJob<Moved> {
        private final String user;

        Move(String user) {
            this.user = user;
        }

        @Override
        public JobOutcome<Moved> run(Moved images, Progress progress) {
            return moved(List.copyOf(images.from().keySet()), user, progress);
        }

        @Override
        public JobOutcome<Moved> takeBack(Moved images, Progress progress) {
            return returned(images.from(), user, progress);
        }

        @Override
        public String label(Moved images) {
            return MoveActions.label(count(images), user);
        }

        @Override
        public int count(Moved images) {
            return images.from().size();
        }

        /// Where nothing stopped it, what is neither moved nor failed was moved on by somebody else.
        @Override
        public Moved rest(Moved tried, JobOutcome<Moved> outcome, Set<String> settled) {
            Map<String, String> rest = new LinkedHashMap<>(tried.from());
            rest.keySet().removeAll(outcome.changed().from().keySet());
            rest.keySet().removeAll(settled);
            if (outcome.whole()) {
                rest.keySet().retainAll(outcome.failed().keySet());
            }
            return new Moved(rest, 0, 0);
        }

        @Override
        public String said(Moved moved) {
            return Messages.text("move.done", count(moved), clipped(user), moved.there());
        }

        @Override
        public void onDone(JobOutcome<Moved> outcome, boolean again) {
            if (!again && !counts(outcome) && outcome.changed().there() > 0) {
                undoableJobs.toasts().show(said(outcome.changed()));
            }
            int left = outcome.changed().leftBehind();
            if (left > 0) {
                undoableJobs.toasts().show(Messages.text("move.left", left));
            }
        }

        @Override
        public void onTakenBack(JobOutcome<Moved> outcome, boolean wholly) {
            onDone(outcome, true);
        }
    }
}
