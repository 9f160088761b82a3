package dev.vitrine.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times in rows: UTC without a zone, as Python's `datetime.isoformat` writes them
/// (`2024-01-01T00:00:00`, with `.123456` when there are microseconds).
///
/// Read is every date of ISO 8601 to the day (by month, week or day of the year, with or without hyphens), alone or
/// with a time to the hour, minute, second or fraction, with or without an offset or the name of a zone behind it.
/// So are the dates of HTTP and mails (`Sun, 10 Mar 2024 12:00:00 GMT`), and seconds since 1970, with or without a
/// fraction, milliseconds and microseconds: from 2001 to 2286, where their numbers of digits tell them apart.
public final class ImageTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private static final Pattern FORM = Pattern.compile("(?<year>\\d{4}|[+-]\\d{4,6})(?<hyphen>-?)"
            + "(?:(?<month>\\d\\d)\\k<hyphen>(?<day>\\d\\d)|W(?<week>\\d\\d)(?:\\k<hyphen>(?<weekday>\\d))?|(?<ordinal>\\d{3}))"
            + "(?:[Tt ](?<hour>\\d\\d)(?:(?<colon>:?)(?<minute>\\d\\d)(?:\\k<colon>(?<second>\\d\\d)(?:[.,](?<fraction>\\d{1,30}))?)?)?"
            + "(?<zone> ?(?:(?:[Zz]|UTC|GMT)|(?<sign>[+-])(?<hours>\\d\\d)(?::?(?<minutes>\\d\\d)(?::?(?<seconds>\\d\\d))?)?(?: UTC)?)"
            + "(?:\\[[^]]*])*)?)?");

    /// As ISO 8601 would have it before an offset.
    private static final char MINUS = '\u2212';

    /// From 1970, where the times of ECMAScript end: microseconds far beyond could neither be counted nor written.
    private static final long FARTHEST_SECOND = 8_640_000_000_000L;

    private static final Pattern SINCE_1970 =
            Pattern.compile("(?<seconds>[1-9]\\d{9})(?:\\.?(?<fraction>\\d{3}|\\d{6})|\\.(?<long>\\d{1,30}))?");

    private ImageTime() {}

    public static String format(Instant time) {
        return format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    public static String format(LocalDateTime time) {
        LocalDateTime micros = time.truncatedTo(ChronoUnit.MICROS);
        return micros.getYear() >= 0 && micros.getYear() <= 9999
                ? UsualTime.print(micros)
                : micros.getNano() == 0 ? SECONDS.format(micros) : MICROS.format(micros);
    }

    /// Empty when the text is not a time, or one beyond 270,000 years.
    public static Optional<Instant> parse(String text) {
        return parsed(text).filter(time -> Math.abs(time.getEpochSecond()) < FARTHEST_SECOND);
    }

    private static Optional<Instant> parsed(String text) {
        return UsualTime.parse(text).or(() -> unusual(text));
    }

    private static Optional<Instant> unusual(String text) {
        String bare = text.strip().replace(MINUS, '-');
        Matcher number = SINCE_1970.matcher(bare);
        if (number.matches()) {
            return Optional.of(Instant.ofEpochSecond(
                    Long.parseLong(number.group("seconds")),
                    nanos(number.group("fraction") == null ? number.group("long") : number.group("fraction"))));
        }
        Matcher form = FORM.matcher(bare);
        try {
            if (form.matches()) {
                return Optional.of(time(form));
            }
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(bare, Instant::from));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Instant time(Matcher form) {
        return local(form).toInstant(offset(form));
    }

    private static LocalDateTime local(Matcher form) {
        boolean endOfDay = number(form, "hour", 0) == 24;
        var time = LocalTime.of(
                endOfDay ? 0 : number(form, "hour", 0),
                number(form, "minute", 0),
                number(form, "second", 0),
                nanos(form.group("fraction")));
        if (endOfDay && !time.equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("There is nothing after 24:00.");
        }
        return day(form).plusDays(endOfDay ? 1 : 0).atTime(time);
    }

    private static LocalDate day(Matcher form) {
        int year = number(form, "year", 0);
        if (form.group("week") != null) {
            // The 4th of January is always in the first week.
            return LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(form, "week", 1))
                    .with(ChronoField.DAY_OF_WEEK, number(form, "weekday", 1));
        }
        return form.group("ordinal") != null
                ? LocalDate.ofYearDay(year, number(form, "ordinal", 1))
                : LocalDate.of(year, number(form, "month", 1), number(form, "day", 1));
    }

    private static ZoneOffset offset(Matcher form) {
        if (form.group("sign") == null) {
            return ZoneOffset.UTC;
        }
        int sign = form.group("sign").equals("-") ? -1 : 1;
        return ZoneOffset.ofHoursMinutesSeconds(
                sign * number(form, "hours", 0), sign * number(form, "minutes", 0), sign * number(form, "seconds", 0));
    }

    private static int number(Matcher form, String part, int absent) {
        String digits = form.group(part);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    public static Optional<LocalDateTime> parseLocal(String text) {
        return parse(text).map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /// A date, with or without a time, as people type it for the place that they have in mind: neither an offset
    /// nor seconds since 1970, because what they would become is another time than the one that is read there.
    public static Optional<LocalDateTime> parseTyped(String text) {
        Matcher form = FORM.matcher(text.strip().replace(MINUS, '-'));
        try {
            return form.matches() && form.group("zone") == null ? Optional.of(local(form)) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Now, as precise as a row can hold.
    public static Instant truncated(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
