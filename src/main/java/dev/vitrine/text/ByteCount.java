package dev.vitrine.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of files: as people type them (`5MB`, `1.5 GB`, `300k`; plain numbers are bytes), and rounded as they read
/// them. Decimal units, as disks and file dialogs count.
public final class ByteCount {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]*)");
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("b", 1L),
            Map.entry("k", 1_000L),
            Map.entry("kb", 1_000L),
            Map.entry("m", 1_000_000L),
            Map.entry("mb", 1_000_000L),
            Map.entry("g", 1_000_000_000L),
            Map.entry("gb", 1_000_000_000L),
            Map.entry("t", 1_000_000_000_000L),
            Map.entry("tb", 1_000_000_000_000L),
            Map.entry("kib", 1L << 10),
            Map.entry("mib", 1L << 20),
            Map.entry("gib", 1L << 30),
            Map.entry("tib", 1L << 40));

    private static final String[] ROUNDED_UNITS = {"kB", "MB", "GB", "TB"};

    private ByteCount() {}

    public static Optional<Long> parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()
                || !UNITS.containsKey(form.group(2))
                || form.group(1).length() > 24) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(UNITS.get(form.group(2))));
        return Optional.of(bytes.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }

    /// Exactly, in the largest unit that holds it whole: what [#parse] reads back.
    public static String print(long bytes) {
        if (bytes > 0 && bytes % 1_000_000_000 == 0) {
            return bytes / 1_000_000_000 + "GB";
        }
        if (bytes > 0 && bytes % 1_000_000 == 0) {
            return bytes / 1_000_000 + "MB";
        }
        return bytes > 0 && bytes % 1_000 == 0 ? bytes / 1_000 + "KB" : Long.toString(bytes);
    }

    /// In two or three digits: `6.1 MB`, `312 kB`.
    ///
    /// @param locale of digits and separator; `Locale.ROOT` for what programs read
    public static String rounded(long bytes, Locale locale) {
        if (bytes < 1000) {
            return String.format(locale, "%d B", bytes);
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < ROUNDED_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return Rounded.text(value, locale) + " " + ROUNDED_UNITS[unit];
    }
}
