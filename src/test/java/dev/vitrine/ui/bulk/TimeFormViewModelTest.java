package dev.vitrine.ui.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import dev.vitrine.ui.bulk.BulkFormViewModel.TitleChange;
import dev.vitrine.ui.bulk.TimeFormViewModel.Correct;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeFormViewModelTest {
    private static final LocalDateTime WRONG = LocalDateTime.parse("2019-01-01T00:00:00.5");
    private final ImageRecord silent = SampleImages.row("a", "Silent", ImageFacts.UNKNOWN);
    private final ImageRecord first = row("b", WRONG);
    private final ImageRecord last = row("c", WRONG.plusDays(1));
    private final TimeFormViewModel form = new TimeFormViewModel(List.of(silent, first, last), 12);

    @Test
    void whatIsSaidOfOneImageMovesAllByAsMuch() {
        assertEquals("2019-01-01 00:00:00", form.timeProperty().get());
        assertFalse(form.correctingProperty().get().isPresent(), "nothing is said yet");
        form.timeProperty().set("2019-01-03 01:30");
        assertEquals("+2d1h30m", form.shiftProperty().get());
        assertEquals(
                List.of(
                        new TitleChange("2019-01-01 00:00:00 · b", "2019-01-03 01:30:00 · b"),
                        new TitleChange("2019-01-02 00:00:00 · c", "2019-01-04 01:30:00 · c")),
                form.previewProperty().get());
        assertEquals(Optional.of(WRONG.plusDays(2).plusMinutes(90)), corrected(first));
        assertEquals(Optional.empty(), corrected(silent));
    }

    @Test
    void aDifferenceSaysWhenThatImageWasTaken() {
        form.shiftProperty().set("-1d");
        assertEquals("2018-12-31 00:00:00", form.timeProperty().get());
        form.shiftProperty().set("");
        assertEquals("2019-01-01 00:00:00", form.timeProperty().get());
        assertFalse(form.correctingProperty().get().isPresent());
    }

    @Test
    void whatIsNoTimeIsSaidAndChangesNothing() {
        form.timeProperty().set("yesterday");
        assertTrue(form.problemProperty().get().contains("yesterday"));
        assertFalse(form.correctingProperty().get().isPresent());
        form.timeProperty().set("2019-01-01 01:00");
        assertEquals("", form.problemProperty().get());
        form.shiftProperty().set("soon");
        assertTrue(form.problemProperty().get().contains("soon"));
        form.shiftProperty().set("-999999d");
        assertFalse(form.problemProperty().get().isEmpty());
        assertFalse(form.correctingProperty().get().isPresent());
    }

    @Test
    void whereNoTimeIsKnownAllGetTheSame() {
        var all = new TimeFormViewModel(List.of(silent), 1);
        assertEquals(Correct.SET, all.wayProperty().get());
        all.timeProperty().set("2024-05-01");
        assertEquals(
                Optional.of(LocalDateTime.parse("2024-05-01T00:00:00")),
                all.correctingProperty().get().orElseThrow().of(silent).takenAt());
    }

    @Test
    void aTimeWithAnOffsetOrWithoutBoundsIsNone() {
        form.wayProperty().set(Correct.SET);
        for (String typed : List.of("2024-05-01 10:00+05:00", "1714557600", "-00044-03-15", "+12345-01-01")) {
            form.timeProperty().set(typed);
            assertFalse(form.problemProperty().get().isEmpty(), typed);
            assertFalse(form.correctingProperty().get().isPresent(), typed);
        }
    }

    @Test
    void whatTheCameraSaidComesBack() {
        form.wayProperty().set(Correct.CAMERA);
        ImageRecord corrected = first.withCorrection(first.correction().withTakenAt(WRONG.plusYears(3)), Instant.EPOCH);
        assertEquals(Optional.of(WRONG), corrected(corrected));
    }

    private Optional<LocalDateTime> corrected(ImageRecord image) {
        return form.correctingProperty().get().orElseThrow().of(image).takenAt();
    }

    private static ImageRecord row(String title, LocalDateTime taken) {
        return SampleImages.row(title, title, ImageFacts.UNKNOWN.with(Attribute.TAKEN_AT, taken));
    }
}
