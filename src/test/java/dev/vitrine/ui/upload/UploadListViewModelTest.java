package dev.vitrine.ui.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadTotals;
import dev.vitrine.service.upload.item.UploadTotals.FileTally;
import dev.vitrine.ui.support.Background;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UploadListViewModelTest {
    private final MadeUpUploads uploads = new MadeUpUploads();

    @Test
    void troublesComeFirstByCauseThenWhatRunsThenWhatWaitsThenWhatIsFinished() {
        uploads.add(1, UploadState.DONE)
                .add(1, UploadState.WAITING)
                .add(1, UploadState.SENDING)
                .add("gone.jpg", UploadState.FAILED, Cause.SOURCE_GONE, "It is gone.")
                .add("notes.txt", UploadState.REFUSED, Cause.NOT_AN_IMAGE, "This is text.");
        assertEquals(
                List.of(
                        "# Not supported 1",
                        "notes.txt",
                        "# The file is gone 1",
                        "gone.jpg",
                        "# In progress 1",
                        "IMG_00002.jpg",
                        "# Waiting 1",
                        "IMG_00001.jpg",
                        "# Finished 1",
                        "IMG_00000.jpg"),
                lines(model()));
    }

    @Test
    void onlyThePagesLookedAtAreRead() {
        uploads.add(100_000, UploadState.WAITING);
        UploadListViewModel model = model();
        assertEquals(100_001, model.rowCountProperty().get());
        assertEquals("IMG_70000.jpg", line(model.row(70_001)));
        assertEquals(List.of("[WAITING] from 70000"), uploads.read);
    }

    @Test
    void aPageIsReadAgainOnlyAfterAChange() {
        uploads.add(2, UploadState.WAITING);
        UploadListViewModel model = model();
        lines(model);
        lines(model);
        assertEquals(1, uploads.read.size());
        uploads.become(0, UploadState.DONE);
        assertEquals(List.of("# Waiting 1", "IMG_00001.jpg", "# Finished 1", "IMG_00000.jpg"), lines(model));
    }

    @Test
    void theOldLineStaysUntilTheNewOneIsThere() {
        Queue<Runnable> work = new ArrayDeque<>();
        uploads.add(1, UploadState.WAITING);
        var model = new UploadListViewModel(uploads, Background.with(work::add, Runnable::run));
        assertInstanceOf(UploadRow.Coming.class, model.row(1));
        work.remove().run();
        assertEquals("IMG_00000.jpg", line(model.row(1)));
        uploads.tellChanged();
        assertEquals("IMG_00000.jpg", line(model.row(1)));
    }

    @Test
    void theSentenceTellsFilesSpeedAndTimeLeft() {
        uploads.add(37, UploadState.DONE).add(1, UploadState.SENDING).add(82, UploadState.WAITING);
        assertEquals(
                "37 of 120 uploaded · 12 MB/s · 2 min left",
                model().progressTextProperty().getValue());
    }

    @Test
    void theSentenceTellsAPause() {
        uploads.add(1, UploadState.DONE).add(1, UploadState.WAITING);
        UploadListViewModel model = model();
        model.pauseOrResume();
        assertEquals("1 of 2 uploaded · paused", model.progressTextProperty().getValue());
        model.pauseOrResume();
        assertEquals(List.of("pause", "resume"), uploads.asked);
    }

    /// It tries again now and then: no speed, and no time left, comes of that.
    @Test
    void theSentenceAndTheTitleTellThatTheQueueWaits() {
        uploads.add(1, UploadState.DONE).add(1, UploadState.SENDING).held(Cause.LIBRARY, "The disk is full.");
        assertEquals("1 of 2 uploaded · waiting", model().progressTextProperty().getValue());
        assertTrue(UploadTexts.title(uploads.snapshot()).startsWith("Waiting at "));
    }

    @Test
    void theSentenceAtTheEndLeavesNothingOut() {
        uploads.add(1200, UploadState.DONE).add(2, UploadState.DUPLICATE).add(1, UploadState.CANCELLED);
        assertEquals(
                "1,200 images uploaded · 2 already in the library · 1 canceled",
                model().progressTextProperty().getValue());
    }

    @Test
    void whatFailedIsCountedAndTheBarIsNotFull() {
        uploads.add(36, UploadState.DONE).add(33, UploadState.FAILED);
        UploadListViewModel model = model();
        assertEquals(
                "36 of 69 uploaded · 33 failed", model.progressTextProperty().getValue());
        assertTrue(
                model.fractionProperty().getValue() < 0.7,
                model.fractionProperty().getValue().toString());
        uploads.add(1, UploadState.SENDING).tellChanged();
        assertEquals(
                "36 of 70 uploaded · 33 failed · 12 MB/s · 2 min left",
                model.progressTextProperty().getValue());
    }

    @Test
    void filesOfUnknownSizeThatFailedAreMissingInTheBarToo() {
        var totals = new UploadTotals(
                Map.of(UploadState.DONE, new FileTally(3, 300), UploadState.FAILED, new FileTally(1, 0)),
                0,
                0,
                OptionalLong.empty(),
                false);
        assertEquals(0.75, totals.fraction());
    }

    @Test
    void whatIsNoImageIsLeftOutAndNoProblem() {
        uploads.add(2, UploadState.DONE)
                .add("notes.txt", UploadState.REFUSED, Cause.NOT_AN_IMAGE, "“notes.txt” is a text file.");
        UploadListViewModel model = model();
        assertEquals(
                "2 images uploaded · 1 not supported",
                model.progressTextProperty().getValue());
        assertEquals("Vitrine", model.titleProperty().getValue());
        uploads.add("cut.jpg", UploadState.FAILED, Cause.LIBRARY, "The disk is full.")
                .tellChanged();
        assertEquals(
                "2 of 3 uploaded · 1 failed · 1 not supported",
                model.progressTextProperty().getValue());
        assertEquals("1 file needs attention · Vitrine", model.titleProperty().getValue());
    }

    @Test
    void cancellingAllCanBeTakenBack() {
        uploads.add(3, UploadState.WAITING).add(1, UploadState.DONE);
        UploadListViewModel model = model();
        model.cancelAll();
        UploadListViewModel.Cancelled cancelled =
                model.cancelledProperty().get().orElseThrow();
        assertEquals(3, cancelled.files());
        model.restore(cancelled);
        assertEquals(List.of("cancelAll", "restore since 1970-01-01T00:00:00Z"), uploads.asked);
    }

    @Test
    void afterCloseNothingIsHeardAnyMore() {
        UploadListViewModel model = model();
        model.close();
        uploads.add(1, UploadState.WAITING).tellChanged();
        assertEquals(0, model.rowCountProperty().get());
    }

    @Test
    void damagedImagesCountAsFailedSoThatTheLineAddsUp() {
        uploads.add(2, UploadState.DONE)
                .add("gone.jpg", UploadState.FAILED, Cause.SOURCE_GONE, "It is gone.")
                .add("cut.gif", UploadState.REFUSED, Cause.DAMAGED, "It is damaged.");
        assertEquals(
                "2 of 4 uploaded · 2 failed", model().progressTextProperty().getValue());
    }

    private UploadListViewModel model() {
        return new UploadListViewModel(uploads, Background.immediate());
    }

    private static List<String> lines(UploadListViewModel model) {
        return IntStream.range(0, model.rowCountProperty().get())
                .mapToObj(index -> line(model.row(index)))
                .toList();
    }

    private static String line(UploadRow row) {
        return switch (row) {
            case UploadRow.Heading(UploadGroup group) -> "# " + UploadTexts.heading(group) + " " + group.files();
            case UploadRow.Line(var item) -> item.name();
            case UploadRow.Coming() -> "…";
        };
    }
}
