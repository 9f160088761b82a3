package dev.vitrine.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// By how much a clock was wrong, as people type it: `+1h30m`, `-2d`, `90m`, `-1d 2h 5s`.
public final class TimeShift {
    private static final Pattern FORM = Pattern.compile(
            "(?<sign>[-+\u2212]?)(?:(?<days>\\d{1,6})d)?(?:(?<hours>\\d{1,8})h)?(?:(?<minutes>\\d{1,9})m)?(?:(?<seconds>\\d{1,9})s)?");
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;
    private static final int MINUTE = 60;

    private TimeShift() {}

    /// Empty when the text is no such thing, or comes to nothing.
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.replace(" ", "").toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        Duration shift = Duration.ofDays(number(form, "days"))
                .plusHours(number(form, "hours"))
                .plusMinutes(number(form, "minutes"))
                .plusSeconds(number(form, "seconds"));
        boolean isBack = !form.group("sign").isEmpty() && !form.group("sign").equals("+");
        return Optional.of(isBack ? shift.negated() : shift).filter(found -> !found.isZero());
    }

    private static long number(Matcher form, String part) {
        String digits = form.group(part);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /// With its sign; parts of seconds are left out.
    public static String print(Duration shift) {
        long seconds = Math.abs(shift.toSeconds());
        String text = part(seconds / DAY, 'd')
                + part(seconds % DAY / HOUR, 'h')
                + part(seconds % HOUR / MINUTE, 'm')
                + part(seconds % MINUTE, 's');
        return (shift.isNegative() ? "-" : "+") + (text.isEmpty() ? "0s" : text);
    }

    private static String part(long number, char unit) {
        return number == 0 ? "" : number + String.valueOf(unit);
    }
}
