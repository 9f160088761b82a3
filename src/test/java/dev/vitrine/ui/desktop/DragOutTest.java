package dev.vitrine.ui.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Tally;
import dev.vitrine.ui.actions.BackgroundJobs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.ImageSelection;
import dev.vitrine.ui.support.PictureLibrary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DragOutTest {
    @TempDir
    private Path folder;

    /// A drag would fail here: the node is in no scene.
    @Test
    void ofMoreThanCanBeDraggedNothingIsAndThatIsSaid() {
        List<ImageRecord> few = LibraryGenerator.forSize(1000).images(ImageSelection.FEW);
        var ids = new ArrayList<>(few.stream().map(ImageRecord::imageId).toList());
        ids.add("one more");
        var toasts = new HeardToasts();
        try (var library = new PictureLibrary(folder)) {
            var drag = new DragOut(
                    new ExportedCopies(
                            folder.resolve("copies"), library.library().downloads()),
                    new BackgroundJobs(Background.immediate()),
                    toasts);
            drag.start(new Group(), new ImageSelection(ids, few, Tally.NONE), press());
        }
        assertEquals(1, toasts.reported.size());
    }

    private static MouseEvent press() {
        return new MouseEvent(
                MouseEvent.DRAG_DETECTED,
                0,
                0,
                0,
                0,
                MouseButton.PRIMARY,
                1,
                false,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null);
    }
}
