package dev.vitrine.ui.filter;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageQuery.Days;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// Images over time as bars without a gap, oldest first: months where they find room, else years, decades or centuries.
record Timeline(List<Bar> bars, BarLength step) {
    static final Timeline EMPTY = new Timeline(List.of(), BarLength.MONTH);

    enum BarLength {
        MONTH(1),
        YEAR(12),
        DECADE(120),
        CENTURY(1200);

        private final int months;

        BarLength(int months) {
            this.months = months;
        }
    }

    /// @param days those that choosing it asks for
    record Bar(Days days, int images) {}

    Timeline {
        bars = List.copyOf(bars);
    }

    /// @param newestFirst months without an image may be missing
    /// @param max bars that there is room for
    static Timeline of(List<Count<YearMonth>> newestFirst, int max) {
        if (newestFirst.isEmpty()) {
            return EMPTY;
        }
        int first = number(newestFirst.getLast().value());
        int last = number(newestFirst.getFirst().value());
        BarLength step = BarLength.MONTH;
        for (BarLength longer : BarLength.values()) {
            step = longer;
            if (last / longer.months - first / longer.months < max) {
                break;
            }
        }
        int from = first / step.months;
        int[] images = new int[last / step.months - from + 1];
        for (Count<YearMonth> month : newestFirst) {
            images[number(month.value()) / step.months - from] += month.images();
        }
        var bars = new ArrayList<Bar>(images.length);
        for (int i = 0; i < images.length; i++) {
            bars.add(new Bar(daysOf((from + i) * step.months, step.months), images[i]));
        }
        return new Timeline(bars, step);
    }

    int highest() {
        return bars.stream().mapToInt(Bar::images).max().orElse(0);
    }

    /// All days from one bar to another, whichever is older.
    Days days(int one, int other) {
        return new Days(
                bars.get(Math.min(one, other)).days().first(),
                bars.get(Math.max(one, other)).days().last());
    }

    int images(int one, int other) {
        return bars.subList(Math.min(one, other), Math.max(one, other) + 1).stream()
                .mapToInt(Bar::images)
                .sum();
    }

    /// Whether any day of the bar is among the days.
    boolean isWithin(int bar, Days days) {
        Days own = bars.get(bar).days();
        return !own.last().isBefore(days.first()) && !own.first().isAfter(days.last());
    }

    private static int number(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    private static Days daysOf(int firstMonth, int months) {
        LocalDate first = LocalDate.of(firstMonth / 12, firstMonth % 12 + 1, 1);
        return new Days(first, first.plusMonths(months).minusDays(1));
    }
}
