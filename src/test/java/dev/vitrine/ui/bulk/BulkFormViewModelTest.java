package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.edit.CaptionPlan;
import dev.vitrine.ui.bulk.BulkFormViewModel.Describing;
import dev.vitrine.ui.bulk.BulkFormViewModel.TitleChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkFormViewModelTest {
    private final ImageRecord sea = titled("a", "Sea", "calm");
    private final ImageRecord wood = titled("b", "Wood", "");
    private final BulkFormViewModel form = new BulkFormViewModel(List.of(sea, wood), 20);

    @Test
    void nothingTypedIsNothingToDo() {
        assertEquals(Optional.empty(), form.planProperty().get());
        assertEquals(
                List.of(new TitleChange("Sea", "Sea"), new TitleChange("Wood", "Wood")),
                form.previewProperty().get());
        assertEquals("", form.noteProperty().get());
    }

    @Test
    void theTitlesShowWhatTheyBecomeWhileThePatternIsTyped() {
        form.patternProperty().set("{title} {n:03}");
        assertEquals(
                List.of(new TitleChange("Sea", "Sea 001"), new TitleChange("Wood", "Wood 002")),
                form.previewProperty().get());
        form.numberProperty().set("41");
        assertEquals("Wood 042", form.previewProperty().get().getLast().after());
        assertTrue(form.numberedProperty().get());
        assertEquals(new Caption("Sea 041", "calm", List.of()), plan().of(sea, 0));
    }

    @Test
    void aPatternThatCannotBeMeantSaysWhyAndChangesNothing() {
        form.patternProperty().set("{date}");
        assertTrue(form.refusedProperty().get());
        assertTrue(
                form.noteProperty().get().contains("{taken:yyyy-MM-dd}"),
                form.noteProperty().get());
        assertEquals(Optional.empty(), form.planProperty().get());
        assertFalse(form.previewProperty().get().getFirst().isChanged());
        form.patternProperty().set("Trip {n}");
        assertFalse(form.refusedProperty().get());
        form.numberProperty().set("one");
        assertTrue(form.refusedProperty().get());
    }

    @Test
    void oneTitleForAllIsSaidBefore() {
        form.patternProperty().set("Holiday");
        assertEquals("All images get the same title.", form.noteProperty().get());
        assertEquals("Holiday", plan().of(wood, 7).title());
    }

    @Test
    void descriptionsAreReplacedOrGoOnOrStay() {
        form.descriptionProperty().set("Windy");
        assertEquals(Optional.empty(), form.planProperty().get());
        form.describingProperty().set(Describing.REPLACE);
        assertEquals(new Caption("Sea", "Windy", List.of()), plan().of(sea, 0));
        form.describingProperty().set(Describing.APPEND);
        assertEquals("calm\nWindy", plan().of(sea, 0).description());
        assertEquals("Windy", plan().of(wood, 0).description());
        ImageRecord again = sea.withCaption(plan().of(sea, 0), sea.updatedAt());
        assertEquals("calm\nWindy", plan().of(again, 0).description());
        form.descriptionProperty().set(" ");
        assertEquals(Optional.empty(), form.planProperty().get());
    }

    @Test
    void anEmptyReplacementRemovesAndSaysSo() {
        form.describingProperty().set(Describing.REPLACE);
        assertEquals("All descriptions are removed.", form.noteProperty().get());
        assertEquals("", plan().of(sea, 0).description());
    }

    @Test
    void aTitleIsNeverLost() {
        form.patternProperty().set("{title}");
        ImageRecord untitled = titled("c", "", "");
        assertEquals("", plan().of(untitled, 0).title());
        assertEquals("Sea", plan().of(sea, 0).title());
    }

    private CaptionPlan plan() {
        return form.planProperty().get().orElseThrow();
    }

    private static ImageRecord titled(String id, String title, String description) {
        ImageRecord row = SampleImages.row(id, title);
        return row.withCaption(new Caption(title, description, List.of()), row.updatedAt());
    }
}
