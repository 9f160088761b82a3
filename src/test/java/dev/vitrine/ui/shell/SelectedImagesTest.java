package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.gallery.GalleryViewModel;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.PictureLibraryTest;
import dev.vitrine.ui.support.Settings;
import dev.vitrine.ui.support.SlowAnswers;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectedImagesTest extends PictureLibraryTest {
    private final SlowAnswers slow = new SlowAnswers();
    private final List<Runnable> frames = new ArrayList<>();

    @AutoClose
    private GalleryViewModel gallery;

    private SelectedImages selected;
    private String first;
    private String second;

    @BeforeEach
    void open() {
        first = library.add("first", 20, 20, Color.RED).imageId();
        second = library.add("second", 20, 20, Color.BLUE).imageId();
        gallery = new GalleryViewModel(
                library.library().images(), Background.immediate(), new Settings(folder.resolve("settings.json")));
        selected = new SelectedImages(gallery, slow.background(), frames::add);
        slow.answerAll();
    }

    @Test
    void aLateAnswerIsNotShownOfWhatIsNoLongerSelected() {
        gallery.selection().selectOnly(first);
        gallery.selection().clear();
        draw();
        slow.answerAll();
        assertTrue(selected.selectedProperty().get().isEmpty());
        assertEquals("2 images", selected.sentenceProperty().get().split(" · ")[0]);
    }

    @Test
    void ofTwoAnswersTheOneToTheNewerSelectionStays() {
        gallery.selection().selectOnly(first);
        gallery.selection().selectOnly(second);
        draw();
        while (slow.waiting() > 0) {
            slow.answer(slow.waiting() - 1);
        }
        assertEquals(List.of(second), selected.selectedProperty().get().ids());
    }

    /// Or the mark on the wall would wait for a pane full of details.
    @Test
    void anAnswerIsNotShownBeforeTheFrameWithTheMark() {
        draw();
        gallery.selection().selectOnly(first);
        gallery.selection().selectOnly(second);
        slow.answerAll();
        assertTrue(selected.selectedProperty().get().isEmpty());
        frames.removeFirst().run();
        assertTrue(selected.selectedProperty().get().isEmpty(), "that was the frame of the first");
        draw();
        assertEquals(List.of(second), selected.selectedProperty().get().ids());
    }

    private void draw() {
        while (!frames.isEmpty()) {
            frames.removeFirst().run();
        }
    }

    /// Each one that arrives during an upload; the pane would stay empty until its end.
    @Test
    void whatChangesInTheLibraryDoesNotKeepTheDetailsAway() {
        gallery.selection().selectOnly(first);
        draw();
        library.add("third", 20, 20, Color.GREEN);
        slow.answer(0);
        assertEquals(List.of(first), selected.selectedProperty().get().ids());
        slow.answerAll();
        assertEquals(List.of(first), selected.selectedProperty().get().ids());
    }

    /// "No images" beside a gallery that is still being asked for would be untrue.
    @Test
    void nothingIsSaidBeforeTheFirstAnswer() {
        var asked = new SlowAnswers();
        try (var opening = new GalleryViewModel(
                library.library().images(), asked.background(), new Settings(folder.resolve("other.json")))) {
            var none = new SelectedImages(opening, Background.immediate(), Runnable::run);
            assertEquals("", none.sentenceProperty().get());
            asked.answerAll();
            assertEquals("2 images", none.sentenceProperty().get().split(" · ")[0]);
        }
    }
}
