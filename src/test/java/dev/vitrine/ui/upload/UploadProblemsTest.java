package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.item.WatchedFolder.Status;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.actions.Problems.ReportedProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadProblemsTest {
    private final MadeUpUploads uploads = new MadeUpUploads();
    private final Problems all = new Problems(Clock.systemUTC());
    private final UploadProblems problems = new UploadProblems(all);

    @Test
    void whatFailedInAnEarlierRunIsNoNews() {
        uploads.add("gone.jpg", UploadState.FAILED, Cause.SOURCE_GONE, "It is gone.");
        assertFalse(problems.areNew(uploads.snapshot()));
        assertEquals(List.of(), all.all());
    }

    @Test
    void filesThatFailAreListedByCauseWhenTheRunHasEnded() {
        assertFalse(problems.areNew(uploads.snapshot()));
        uploads.add(1, UploadState.SENDING)
                .add("a.jpg", UploadState.FAILED, Cause.UNREACHABLE, "Nothing answers.")
                .add("b.jpg", UploadState.FAILED, Cause.UNREACHABLE, "Nothing answers.");
        assertTrue(problems.areNew(uploads.snapshot()));
        assertEquals(List.of(), all.all());
        uploads.become(0, UploadState.DONE);
        assertFalse(problems.areNew(uploads.snapshot()));
        assertEquals(
                List.of("2 files were not uploaded. Nothing answers."),
                all.all().stream().map(ReportedProblem::sentence).toList());
        assertTrue(
                all.all().getFirst().code().startsWith("UNR-"),
                all.all().getFirst().code());
        problems.areNew(uploads.snapshot());
        assertEquals(1, all.all().size());
    }

    /// Nothing else would say that what waited is no longer in the list: it is empty, and its panel closed.
    @Test
    void aListThatWasSetAsideIsAProblemFromTheStart() {
        uploads.withProblem("The list of uploads was damaged.");
        problems.areNew(uploads.snapshot());
        problems.areNew(uploads.snapshot());
        assertEquals(
                List.of("The list of uploads was damaged."),
                all.all().stream().map(ReportedProblem::sentence).toList());
        assertEquals(1, all.unseenProperty().get());
    }

    @Test
    void aWatchedFolderThatIsGoneIsListedOnceEachTimeItGoes() {
        problems.noteWatched(watched(WatchState.OPENING));
        problems.noteWatched(watched(WatchState.AWAY));
        problems.noteWatched(watched(WatchState.AWAY));
        assertEquals(
                List.of("A watched folder cannot be read: inbox. "
                        + WatchTexts.state(watched(WatchState.AWAY).getFirst())),
                all.all().stream().map(ReportedProblem::sentence).toList());
        problems.noteWatched(watched(WatchState.WATCHING));
        problems.noteWatched(watched(WatchState.PAUSED));
        assertEquals(1, all.all().getFirst().times());
        problems.noteWatched(watched(WatchState.AWAY));
        assertEquals(2, all.all().getFirst().times());
    }

    private static List<Status> watched(WatchState state) {
        var form = new UploadForm("alice", List.of(), "", "");
        return List.of(new Status(new WatchedFolder(1, Path.of("inbox"), form, false, false), state, 0, 0, ""));
    }

    @Test
    void aTextFileBesideImagesIsNoProblem() {
        problems.areNew(uploads.snapshot());
        uploads.add("notes.txt", UploadState.REFUSED, Cause.NOT_AN_IMAGE, "“notes.txt” is a text file.");
        assertTrue(problems.areNew(uploads.snapshot()), "the list of uploads says why it was left out");
        assertEquals(List.of(), all.all());
    }
}
