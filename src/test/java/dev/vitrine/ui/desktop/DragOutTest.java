package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Tally;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.PictureLibrary;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DragOutTest {
    @TempDir
    private Path folder;

    @Test
    void moreThanCanBeDraggedOutStayInTheWindowAndThatIsSaidWhenTheyLeaveIt() throws IOException {
        List<ImageRecord> few = LibraryGenerator.forSize(1000).images(ImageSelection.FEW);
        var ids = new ArrayList<>(few.stream().map(ImageRecord::imageId).toList());
        ids.add("one more");
        var toasts = new HeardToasts();
        try (var library = new PictureLibrary(folder)) {
            Path copies = folder.resolve("copies");
            DragOut.Drag drag = new DragOut(
                            new ExportedCopies(copies, library.library().downloads(), () -> CopyForm.AS_THEY_ARE),
                            new BackgroundJobs(Background.immediate()),
                            toasts)
                    .dragOf(new ImageSelection(ids, few, Tally.NONE));
            assertFalse(drag.content().hasFiles());
            assertEquals(1, drag.content().size(), "something is needed to drag at all");
            assertEquals(List.of(), toasts.reported);
            drag.leavesTheWindow();
            drag.leavesTheWindow();
            drag.ends(true);
            assertEquals(1, toasts.reported.size());
            assertTrue(Files.notExists(copies));
        }
    }

    /// The hand may leave the window for a moment on its way to another part of it.
    @Test
    void copiesThatNobodyTakesGoWhenTheirWorkHasEnded() throws IOException {
        var toasts = new HeardToasts();
        var screen = new ArrayDeque<Runnable>();
        try (var library = new PictureLibrary(folder)) {
            ImageRecord image = library.add("beach", 40, 30, Color.BLUE);
            Path copies = folder.resolve("copies");
            DragOut.Drag drag = new DragOut(
                            new ExportedCopies(copies, library.library().downloads(), () -> CopyForm.AS_THEY_ARE),
                            new BackgroundJobs(Background.with(Runnable::run, screen::add)),
                            toasts)
                    .dragOf(new ImageSelection(List.of(image.imageId()), List.of(image), Tally.NONE));
            drag.leavesTheWindow();
            drag.ends(false);
            assertTrue(hasFiles(copies), "the work may still need its folder");
            while (!screen.isEmpty()) {
                screen.remove().run();
            }
            assertFalse(hasFiles(copies));
            assertEquals(List.of(), toasts.reported);
        }
    }

    private static boolean hasFiles(Path copies) throws IOException {
        return !FolderContent.files(copies).isEmpty();
    }
}
