package dev.vitrine.ui.support;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/// Numbers and times as people read them, in their language.
public final class Format {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);
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
        return DATE_TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    public static String time(LocalDateTime time) {
        return DATE_TIME.format(time);
    }
}
