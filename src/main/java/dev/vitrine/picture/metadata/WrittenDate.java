package dev.vitrine.picture.metadata;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A moment as cameras and programs write it: in the form of Exif, of ISO 8601, of IPTC, of an e-mail or of C's
/// `ctime`, in letters of any case.
///
/// Parts may be left out from the end or be blank, and then are the first there are. A zone behind the time is
/// passed over: the hour is that of the place.
final class WrittenDate {
    /// The first photograph, and far enough ahead for a camera whose clock is wrong: beyond is not a date.
    private static final int FIRST_YEAR = 1826;
    private static final int LAST_YEAR = 2100;
    private static final int LONGEST = 64;

    private static final Pattern GAP = Pattern.compile(",?\\s+");
    /// So a writer leaves out what it does not know.
    private static final Pattern UNKNOWN_END = Pattern.compile("[: ?-]+$");

    private static final String ZONE = "(?: ?(?:Z|[A-Z]{3,5}|(?:UTC|GMT)?[+-]\\d{2}(?::?\\d{2})?))?";
    private static final String TIME = " ?(?<hour>\\d{1,2})(?:[:.] ?(?<minute>\\d{1,2})"
            + "(?:[:.] ?(?<second>\\d{1,2})(?:[.,]\\d*)?)?)?(?: ?(?<half>[AP])\\.?M\\.?)?" + ZONE;
    /// Of a day without a time: letters behind a number may mean anything there.
    private static final String ZONE_OF_DAY = "(?:Z|[+-]\\d{2}:?\\d{2})?";
    private static final Pattern FORM = pattern("(?<year>\\d{4})(?:[:/.-] ?(?<month>\\d{1,2})"
            + "(?:[:/.-] ?(?<day>\\d{1,2})(?:[T: ]" + TIME + ")?)?)?" + ZONE_OF_DAY);
    private static final Pattern PACKED = pattern("(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:[T ]?"
            + "(?<hour>\\d{2})(?<minute>\\d{2})(?:(?<second>\\d{2})(?:[.,]\\d*)?)?(?<half>)" + ZONE + ")?"
            + ZONE_OF_DAY);
    private static final String WEEKDAY = "(?:[A-Z]{3,9} )?";
    private static final String MONTH = "(?<month>[A-Z]{3})[A-Z]*";
    private static final Pattern DAY_FIRST =
            pattern(WEEKDAY + "(?<day>\\d{1,2}) " + MONTH + " (?<year>\\d{4})(?: " + TIME + ")?");
    private static final Pattern MONTH_FIRST =
            pattern(WEEKDAY + MONTH + " (?<day>\\d{1,2}) (?<year>\\d{4})(?: " + TIME + ")?");
    private static final Pattern YEAR_LAST =
            pattern(WEEKDAY + MONTH + " (?<day>\\d{1,2}) " + TIME + " (?<year>\\d{4})");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private WrittenDate() {}

    /// Empty when it is no date, or one that only says that it is not known.
    static Optional<LocalDateTime> parse(String written) {
        String stripped = written.strip();
        if (stripped.length() > LONGEST) {
            return Optional.empty();
        }
        String text = UNKNOWN_END.matcher(GAP.matcher(stripped).replaceAll(" ")).replaceFirst("");
        return numbers(FORM.matcher(text))
                .or(() -> numbers(PACKED.matcher(text)))
                .or(() -> numbers(DAY_FIRST.matcher(text)))
                .or(() -> numbers(MONTH_FIRST.matcher(text)))
                .or(() -> numbers(YEAR_LAST.matcher(text)))
                .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
    }

    private static Pattern pattern(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    private static Optional<LocalDateTime> numbers(Matcher form) {
        try {
            return form.matches() ? Optional.of(time(form)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static LocalDateTime time(Matcher form) {
        LocalDate day =
                LocalDate.of(number(form.group("year"), 0), month(form.group("month")), number(form.group("day"), 1));
        int hour = hour(number(form.group("hour"), 0), form.group("half"));
        int minute = number(form.group("minute"), 0);
        int second = number(form.group("second"), 0);
        if (hour == 24 && minute == 0 && second == 0) {
            return day.plusDays(1).atStartOfDay();
        }
        boolean leaps = second == 60;
        return day.atTime(LocalTime.of(hour, minute, leaps ? 59 : second));
    }

    /// In digits, or by its English name.
    private static int month(@Nullable String written) {
        if (written == null || Character.isDigit(written.charAt(0))) {
            return number(written, 1);
        }
        int month = 0;
        while (month < MONTHS.size() && !MONTHS.get(month).equalsIgnoreCase(written)) {
            month++;
        }
        return month + 1;
    }

    /// @param half of the day, `a` or `p`; absent or empty where the clock has 24 hours
    private static int hour(int hour, @Nullable String half) {
        if (half == null || half.isEmpty() || hour < 1 || hour > 12) {
            return hour;
        }
        return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    private static int number(@Nullable String digits, int absent) {
        return digits == null ? absent : Integer.parseInt(digits);
    }
}
