package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.Progress;
import dev.vitrine.ui.actions.UndoableJobs.JobOutcome;
import dev.vitrine.ui.actions.UndoableJobs.UndoableJob;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoableJobsTest {
    private final UndoStack undo = new UndoStack();
    private final HeardToasts toasts = new HeardToasts();
    private final BackgroundJobs jobs = new BackgroundJobs(Background.immediate());
    private final List<String> marked = new ArrayList<>();
    private boolean isOffline;
    private boolean isTakenElsewhere;
    private int max = Integer.MAX_VALUE;

    /// Marks images.
    private final class Marking implements UndoableJob<List<String>> {
        @Override
        public JobOutcome<List<String>> run(List<String> images, Progress progress) {
            List<String> some = tried(images);
            marked.addAll(some);
            return new JobOutcome<>(some, Map.of(), some.size() == images.size());
        }

        @Override
        public JobOutcome<List<String>> takeBack(List<String> images, Progress progress) {
            if (isTakenElsewhere) {
                return new JobOutcome<>(List.of(), Map.of(), true);
            }
            List<String> some = tried(images);
            marked.removeAll(some);
            return new JobOutcome<>(some, Map.of(), some.size() == images.size());
        }

        private List<String> tried(List<String> images) {
            if (isOffline) {
                throw new ImageException.Unreachable("Nothing answers.", null);
            }
            return images.subList(0, Math.min(images.size(), max));
        }

        @Override
        public String label(List<String> images) {
            return "Mark " + images.size();
        }

        @Override
        public int count(List<String> images) {
            return images.size();
        }

        @Override
        public List<String> rest(List<String> tried, JobOutcome<List<String>> outcome, Set<String> settled) {
            return tried.stream().filter(id -> !outcome.changed().contains(id)).toList();
        }

        @Override
        public String said(List<String> changed) {
            return "Marked " + changed.size();
        }
    }

    @BeforeEach
    void markThree() {
        var job = new Marking();
        List<String> images = List.of("a", "b", "c");
        new UndoableJobs(jobs, undo, toasts)
                .run(
                        job,
                        job.label(images),
                        undo.begin(() -> job.label(images)),
                        progress -> job.run(images, progress));
        assertEquals(List.of("Marked 3"), toasts.reported);
    }

    private String labels() {
        return undo.undoLabel().getValue() + "|" + undo.redoLabel().getValue();
    }

    @Test
    void whatWasDoneIsTakenBackAndDoneAgain() {
        undo.undo();
        assertEquals(List.of(), marked);
        assertEquals("|Mark 3", labels());
        undo.redo();
        assertEquals(List.of("a", "b", "c"), marked);
        assertEquals("Mark 3|", labels());
    }

    @Test
    void whatCannotBeTakenBackStaysDone() {
        isOffline = true;
        undo.undo();
        assertEquals("Mark 3|", labels());
        assertEquals(1, toasts.failures.size());
        isOffline = false;
        undo.undo();
        assertEquals(List.of(), marked);
    }

    @Test
    void whereOthersWereFasterThatIsSaid() {
        isTakenElsewhere = true;
        undo.undo();
        assertEquals("Undone on no images.", toasts.reported.getLast());
    }

    @Test
    void whatCannotBeDoneAgainStaysTakenBack() {
        undo.undo();
        isOffline = true;
        undo.redo();
        assertEquals("|Mark 3", labels());
        isOffline = false;
        undo.redo();
        assertEquals(List.of("a", "b", "c"), marked);
    }

    @Test
    void whatAStopLeftCanBeTakenBackLater() {
        max = 1;
        undo.undo();
        assertEquals(List.of("b", "c"), marked);
        assertEquals("Mark 2|Mark 1", labels());
        max = 2;
        undo.undo();
        assertEquals(List.of(), marked);
    }
}
