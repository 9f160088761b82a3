package dev.vitrine.ui.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.ui.filter.Timeline.Bar;
import dev.vitrine.ui.filter.Timeline.BarLength;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final List<Count<YearMonth>> WINTER =
            List.of(month(2025, 2, 4), month(2024, 12, 8), month(2024, 11, 1));

    private final List<Optional<Days>> chosen = new ArrayList<>();
    private final TimelineViewModel model = new TimelineViewModel(chosen::add);

    @Test
    void monthsWithoutAnImageAreBarsToo() {
        assertEquals(
                new Timeline(
                        List.of(
                                bar(LocalDate.of(2024, 11, 1), LocalDate.of(2024, 11, 30), 1),
                                        bar(LocalDate.of(2024, 12, 1), LocalDate.of(2024, 12, 31), 8),
                                bar(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 31), 0),
                                        bar(LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 28), 4)),
                        BarLength.MONTH),
                Timeline.of(WINTER, 4));
    }

    @Test
    void monthsThatFindNoRoomBecomeYears() {
        assertEquals(
                new Timeline(
                        List.of(
                                bar(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31), 9),
                                bar(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31), 4)),
                        BarLength.YEAR),
                Timeline.of(WINTER, 3));
    }

    @Test
    void aCameraWithoutAClockMakesDecadesAndCenturies() {
        var odd = List.of(month(2024, 6, 3), month(1904, 1, 1));
        assertEquals(BarLength.DECADE, Timeline.of(odd, 50).step());
        assertEquals(13, Timeline.of(odd, 50).bars().size());
        assertEquals(
                List.of(
                        bar(LocalDate.of(1900, 1, 1), LocalDate.of(1999, 12, 31), 1),
                        bar(LocalDate.of(2000, 1, 1), LocalDate.of(2099, 12, 31), 3)),
                Timeline.of(odd, 5).bars());
    }

    @Test
    void noImagesMakeNoBars() {
        assertEquals(Timeline.EMPTY, Timeline.of(List.of(), 50));
    }

    @Test
    void aDragAsksOnceForTheDaysBetweenItsEnds() {
        model.update(WINTER, Optional.empty());
        model.press(3, false);
        model.drag(2);
        model.drag(1);
        assertEquals(
                Optional.of(days(2024, 12, 2025, 2)), model.chosenProperty().get());
        assertEquals(List.of(), chosen);
        model.release();
        assertEquals(List.of(Optional.of(days(2024, 12, 2025, 2))), chosen);
    }

    @Test
    void aSecondClickOnTheSameBarGivesTheDaysUp() {
        model.update(WINTER, Optional.of(days(2024, 12, 2024, 12)));
        model.press(1, false);
        model.release();
        assertEquals(List.of(Optional.empty()), chosen);
    }

    @Test
    void shiftWidensFromWhereTheLastBrushBegan() {
        model.update(WINTER, Optional.empty());
        model.press(0, false);
        model.release();
        model.press(2, true);
        model.release();
        assertEquals(Optional.of(days(2024, 11, 2025, 1)), chosen.getLast());
    }

    @Test
    void escapeLeavesTheFilterAsItWasWhileBrushing() {
        model.update(WINTER, Optional.of(days(2024, 11, 2024, 11)));
        model.press(2, false);
        model.drag(3);
        assertTrue(model.reset());
        model.release();
        assertEquals(List.of(), chosen);
        assertEquals(
                Optional.of(days(2024, 11, 2024, 11)), model.chosenProperty().get());
    }

    @Test
    void keysMoveTheMarkAndShiftChooses() {
        model.update(WINTER, Optional.empty());
        model.move(-1, false);
        assertEquals(3, model.markProperty().get());
        model.move(-1, false);
        assertEquals(List.of(), chosen);
        model.move(-1, true);
        model.move(-5, true);
        assertEquals(List.of(Optional.of(days(2024, 12, 2025, 1)), Optional.of(days(2024, 11, 2025, 1))), chosen);
        model.move(4, false);
        model.chooseMarked();
        assertEquals(Optional.of(days(2025, 2, 2025, 2)), chosen.getLast());
    }

    @Test
    void thereIsNothingToGiveUpWithoutAFilter() {
        model.update(WINTER, Optional.empty());
        assertFalse(model.reset());
    }

    @Test
    void whereNothingIsFoundTheOldTimesStay() {
        model.update(WINTER, Optional.empty());
        model.update(List.of(), Optional.empty());
        assertEquals(
                List.of(0, 0, 0, 0),
                model.timelineProperty().get().bars().stream().map(Bar::images).toList());
    }

    @Test
    void newCountsLeaveTheMarkWhereItIs() {
        model.update(WINTER, Optional.empty());
        model.move(0, false);
        model.update(List.of(month(2025, 2, 3), month(2024, 11, 1)), Optional.empty());
        assertEquals(3, model.markProperty().get());
        model.update(List.of(month(2025, 2, 3), month(2025, 1, 1)), Optional.empty());
        assertEquals(-1, model.markProperty().get());
    }

    @Test
    void itSpeaksOfTheTimesTheMarkAndWhatIsShown() {
        model.update(WINTER, Optional.of(days(2024, 11, 2024, 12)));
        model.move(0, false);
        assertEquals(
                "Timeline of November 2024 – February 2025. At February 2025 · 4 images. Showing November 2024 – December 2024",
                model.accessibleSentence());
    }

    private static Count<YearMonth> month(int year, int month, int images) {
        return new Count<>(YearMonth.of(year, month), images);
    }

    private static Bar bar(LocalDate first, LocalDate last, int images) {
        return new Bar(new Days(first, last), images);
    }

    private static Days days(int year, int month, int lastYear, int lastMonth) {
        return new Days(
                LocalDate.of(year, month, 1), YearMonth.of(lastYear, lastMonth).atEndOfMonth());
    }
}
