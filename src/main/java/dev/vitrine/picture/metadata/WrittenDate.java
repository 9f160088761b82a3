package dev.vitrine.picture.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A moment as cameras and programs write it: in the form of Exif, of ISO 8601, of IPTC or of an e-mail.
///
/// Parts may be left out from the end, and then are the first there are. A zone behind the time is passed over: the
/// hour is that of the place.
final class WrittenDate {
    /// The first photograph, and far enough ahead for a camera whose clock is wrong: beyond is not a date.
    private static final int FIRST_YEAR = 1826;
    private static final int LAST_YEAR = 2100;
    private static final int LONGEST = 64;

    private static final Pattern FORM = Pattern.compile("(\\d{4})(?:[:/.-] ?(\\d{1,2})(?:[:/.-] ?(\\d{1,2})"
            + "(?:[T ] ?(\\d{1,2}): ?(\\d{1,2})(?:: ?(\\d{1,2})(?:[.,]\\d*)?)?)?)?)?(?:Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern PACKED =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})(\\d{2})?)?(?:Z|[+-]\\d{2}:?\\d{2})?");

    private WrittenDate() {}

    /// Empty when it is no date, or one that only says that it is not known.
    static Optional<LocalDateTime> parse(String written) {
        String text = written.strip();
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return numbers(FORM.matcher(text))
                .or(() -> numbers(PACKED.matcher(text)))
                .or(() -> named(text))
                .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
    }

    private static Optional<LocalDateTime> numbers(Matcher form) {
        try {
            return form.matches() ? Optional.of(time(form)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalDateTime time(Matcher form) {
        LocalDate day = LocalDate.of(number(form.group(1), 0), number(form.group(2), 1), number(form.group(3), 1));
        int hour = number(form.group(4), 0);
        int minute = number(form.group(5), 0);
        int second = number(form.group(6), 0);
        if (hour == 24 && minute == 0 && second == 0) {
            return day.plusDays(1).atStartOfDay();
        }
        boolean leaps = second == 60;
        return day.atTime(LocalTime.of(hour, minute, leaps ? 59 : second));
    }

    private static int number(@Nullable String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static Optional<LocalDateTime> named(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toLocalDateTime());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
