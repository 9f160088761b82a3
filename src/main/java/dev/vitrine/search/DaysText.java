package dev.vitrine.search;

import dev.vitrine.image.ImageQuery.Days;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;

/// Days as people type them: `2024`, `2024-06`, `2024-06-12`, and ranges of these, which may be open:
/// `2024-06..2024-08`, `2024..`, `..2024-06-12`.
final class DaysText {
    /// In place of days: those of which nothing says when they were.
    static final String UNKNOWN = "unknown";

    private static final String RANGE = "..";

    private DaysText() {}

    /// Empty when the text is no such thing; first may lie after last.
    static Optional<Days> parse(String text) {
        int dots = text.indexOf(RANGE);
        if (dots < 0) {
            return day(text);
        }
        String from = text.substring(0, dots);
        String to = text.substring(dots + RANGE.length());
        Optional<LocalDate> first =
                from.isEmpty() ? Optional.of(LocalDate.MIN) : day(from).map(Days::first);
        Optional<LocalDate> last = to.isEmpty() ? Optional.of(LocalDate.MAX) : day(to).map(Days::last);
        return first.isPresent() && last.isPresent()
                ? Optional.of(new Days(first.get(), last.get()))
                : Optional.empty();
    }

    static String print(Days days) {
        LocalDate first = days.first();
        LocalDate last = days.last();
        boolean wholeMonths = hasPlainYear(first)
                && hasPlainYear(last)
                && first.getDayOfMonth() == 1
                && last.getDayOfMonth() == last.lengthOfMonth();
        boolean wholeYears = wholeMonths && first.getMonthValue() == 1 && last.getMonthValue() == 12;
        String from = first.equals(LocalDate.MIN)
                ? ""
                : wholeYears
                        ? String.format(Locale.ROOT, "%04d", first.getYear())
                        : wholeMonths ? YearMonth.from(first).toString() : first.toString();
        String to = last.equals(LocalDate.MAX)
                ? ""
                : wholeYears
                        ? String.format(Locale.ROOT, "%04d", last.getYear())
                        : wholeMonths ? YearMonth.from(last).toString() : last.toString();
        return from.equals(to) && !from.isEmpty() ? from : from + RANGE + to;
    }

    private static boolean hasPlainYear(LocalDate day) {
        return day.getYear() >= 0 && day.getYear() <= 9999;
    }

    private static Optional<Days> day(String text) {
        try {
            if (text.matches("\\d{4}")) {
                Year year = Year.parse(text);
                return Optional.of(new Days(year.atDay(1), year.atMonth(12).atEndOfMonth()));
            }
            if (text.matches("\\d{4}-\\d{1,2}")) {
                YearMonth month =
                        YearMonth.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(5)));
                return Optional.of(new Days(month.atDay(1), month.atEndOfMonth()));
            }
            LocalDate day = LocalDate.parse(text);
            return Optional.of(new Days(day, day));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
