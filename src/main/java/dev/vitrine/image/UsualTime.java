package dev.vitrine.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Times in the form in which nearly all rows have them, without patterns and formatters: a mirror reads and writes
/// some of each row, and a first page is shown before any of that is compiled.
final class UsualTime {
    private static final String FORM = "0000-00-00T00:00:00.000000";
    private static final int SECONDS = FORM.indexOf('.');

    private UsualTime() {}

    /// Of the years 0 to 9999.
    static String print(LocalDateTime time) {
        var text = new StringBuilder(FORM.length());
        print(text, time.getYear(), 1000);
        print(text.append('-'), time.getMonthValue(), 10);
        print(text.append('-'), time.getDayOfMonth(), 10);
        print(text.append('T'), time.getHour(), 10);
        print(text.append(':'), time.getMinute(), 10);
        print(text.append(':'), time.getSecond(), 10);
        if (time.getNano() != 0) {
            print(text.append('.'), time.getNano() / 1000, 100_000);
        }
        return text.toString();
    }

    private static void print(StringBuilder text, int number, int firstUnit) {
        for (int unit = firstUnit; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
    }

    /// Empty for any other form, which may be a time all the same.
    static Optional<Instant> parse(String text) {
        if (!isUsual(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            text.length() == SECONDS ? 0 : 1000 * number(text, SECONDS + 1, FORM.length()))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isUsual(String text) {
        if (text.length() != SECONDS && text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char found = text.charAt(i);
            char expected = FORM.charAt(i);
            if (expected == '0' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
