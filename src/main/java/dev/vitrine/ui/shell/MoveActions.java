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
import dev.vitrine.ui.shell.TrashActions.TrashContext;
import dev.vitrine.ui.support.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Moves images to another user, which can be taken back: each returns to the user it came from, if nobody has moved it
/// on since.
final class MoveActions {
    private final ImageService images;
    private final Moves moves;
    private final TrashContext context;

    MoveActions(ImageService images, Moves moves, TrashContext context) {
        this.images = images;
        this.moves = moves;
        this.context = context;
    }

    /// What became of images that went to one or several users.
    ///
    /// @param from whose they were, by id
    /// @param there how many were the user's already
    private record Moved(
            Map<String, String> from, Map<String, ImageException> failed, int there, int leftBehind, boolean whole) {}

    void move(List<String> ids, String user) {
        String label = label(ids.size(), user);
        UndoStack.Begun begun = context.undo().begin(() -> label(ids.size(), user));
        run(label, progress -> moved(ids, user, progress), begun.failed(context.toasts()::failure), moved -> {
            if (moved.from().isEmpty()) {
                begun.cameToNothing();
                if (moved.there() > 0) {
                    context.toasts().show(done(moved, user));
                }
            } else {
                var step = new MoveStep(user, moved.from());
                begun.did(step);
                context.toasts()
                        .show(
                                done(moved, user),
                                Messages.text("actions.undo"),
                                () -> context.undo().undo(step),
                                context.undo().canUndo(step));
            }
        });
    }

    private static String label(int count, String user) {
        return Messages.text("move.label", count, clipped(user));
    }

    private static String done(Moved moved, String user) {
        String text = Messages.text("move.done", moved.from().size(), clipped(user), moved.there());
        return moved.whole() ? text : Messages.text("edits.stopped", text);
    }

    private Moved moved(List<String> ids, String user, Progress progress) {
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
        return new Moved(
                from,
                each.failed(),
                each.done().size() - from.size(),
                outcome.leftBehind(),
                each.done().size() + each.failed().size() == ids.size());
    }

    /// Those that are still the user's go back to whom they came from.
    private Moved returned(Map<String, String> from, String user, Progress progress) {
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
        return new Moved(back, failed, 0, left, back.size() + failed.size() == all);
    }

    private void run(String label, Function<Progress, Moved> work, Consumer<Moved> then) {
        run(label, work, context.toasts()::failure, then);
    }

    private void run(
            String label, Function<Progress, Moved> work, Consumer<ImageException> onFailure, Consumer<Moved> then) {
        context.backgroundJobs()
                .run(
                        label,
                        work,
                        moved -> {
                            then.accept(moved);
                            if (moved.leftBehind() > 0) {
                                context.toasts().show(Messages.text("move.left", moved.leftBehind()));
                            }
                            context.backgroundJobs().skip(label, moved.failed());
                        },
                        onFailure);
    }

    /// Images that were moved, or would be again.
    private final class MoveStep implements UndoStack.UndoStep {
        private final String user;
        private final Map<String, String> from;

        MoveStep(String user, Map<String, String> from) {
            this.user = user;
            this.from = from;
        }

        @Override
        public String label() {
            return MoveActions.label(from.size(), user);
        }

        @Override
        public int images() {
            return from.size();
        }

        @Override
        public void undo() {
            run(
                    Messages.text("edits.undo.label", label()),
                    progress -> returned(from, user, progress),
                    moved -> told("edits.undone", moved, context.undo()::stillDone));
        }

        @Override
        public void redo() {
            run(
                    label(),
                    progress -> moved(new ArrayList<>(from.keySet()), user, progress),
                    moved -> told("edits.redone", moved, context.undo()::stillUndone));
        }

        /// What a stop, or a failure that passes, left as it was can be tried again.
        private void told(String key, Moved moved, Consumer<UndoStack.UndoStep> again) {
            Map<String, String> rest = new LinkedHashMap<>(from);
            rest.keySet().removeAll(moved.from().keySet());
            rest.keySet().removeAll(UndoStack.settled(moved.failed()));
            if (!moved.whole() && !rest.isEmpty()) {
                again.accept(new MoveStep(user, rest));
            }
            if (moved.from().isEmpty()) {
                context.undo().cameToNothing(this);
            }
            String text = Messages.text(key, moved.from().size());
            context.toasts().show(moved.whole() ? text : Messages.text("edits.stopped", text));
        }
    }
}
