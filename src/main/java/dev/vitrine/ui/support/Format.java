package dev.vitrine.ui.support;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/// Numbers and times as people read them, in the language that holds when they are asked for.
public final class Format {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Format() {
    }

    /// Decimal units, as disks and file dialogs count: `6.1 MB`.
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return Messages.text("format.bytes", bytes);
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return (value < 10 ? "%.1f %s" : "%.0f %s").formatted(value, UNITS[unit]);
    }

    public static String time(Instant time) {
        return time(LocalDateTime.ofInstant(time, ZoneId.systemDefault()));
    }

    public static String time(LocalDateTime time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).format(time);
    }

    /// Roughly, as one says it: `8 s`, `12 min`, `1 h 5 min`.
    public static String duration(long seconds) {
        if (seconds < 60) {
            return Messages.text("format.seconds", Math.max(1, seconds));
        }
        if (seconds < 3600) {
            return Messages.text("format.minutes", (seconds + 30) / 60);
        }
        return Messages.text("format.hours", seconds / 3600, seconds % 3600 / 60);
    }

    /// Hour and minute.
    public static String timeOfDay(LocalDateTime time) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).format(time);
    }

    public static String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).format(day);
    }

    /// Its name and the year.
    public static String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLLL uuuu").format(month);
    }
}
