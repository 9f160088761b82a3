package dev.vitrine.ui.gallery;

import dev.vitrine.image.ImageQuery.Days;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.stream.Stream;

/// Days as a person types them: a year, a month or a day, as the search writes them or as one does in one's language.
final class DateText {
    private DateText() {}

    static Optional<Days> parse(String text) {
        String typed = text.strip();
        return year(typed).or(() -> month(typed)).or(() -> day(typed));
    }

    private static Optional<Days> year(String typed) {
        return first(typed, Stream.of("uuuu").map(DateText::pattern))
                .map(Year::from)
                .map(year -> new Days(year.atDay(1), year.atMonth(12).atEndOfMonth()));
    }

    private static Optional<Days> month(String typed) {
        return first(
                        typed,
                        Stream.of("uuuu-M", "LLLL uuuu", "LLL uuuu", "MMMM uuuu", "MMM uuuu", "M/uuuu", "M.uuuu")
                                .map(DateText::pattern))
                .map(YearMonth::from)
                .map(month -> new Days(month.atDay(1), month.atEndOfMonth()));
    }

    private static Optional<Days> day(String typed) {
        Stream<DateTimeFormatter> local = Stream.of(FormatStyle.SHORT, FormatStyle.MEDIUM, FormatStyle.LONG)
                .map(DateTimeFormatter::ofLocalizedDate);
        return first(typed, Stream.concat(Stream.of(pattern("uuuu-M-d"), pattern("d.M.uuuu")), local))
                .map(LocalDate::from)
                .map(day -> new Days(day, day));
    }

    private static DateTimeFormatter pattern(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter();
    }

    private static Optional<TemporalAccessor> first(String typed, Stream<DateTimeFormatter> formats) {
        return formats.flatMap(format -> read(typed, format).stream()).findFirst();
    }

    private static Optional<TemporalAccessor> read(String typed, DateTimeFormatter format) {
        try {
            return Optional.of(format.parse(typed));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
