package dev.vitrine.ui.support;

import dev.vitrine.image.Decimal;
import dev.vitrine.text.ByteCount;
import dev.vitrine.text.Rounded;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Locale.Category;

/// Numbers and times as people read them, in the language that holds when they are asked for.
public final class Format {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private Format() {}

    /// A length of a file: `6.1 MB`.
    public static String bytes(long bytes) {
        return bytes < 1000
                ? Messages.text("format.bytes", bytes)
                : ByteCount.rounded(bytes, Locale.getDefault(Category.FORMAT));
    }

    /// What several come to; `""` when nothing is known of it.
    ///
    /// @param unsized of how many the length is not known
    public static String totalBytes(long bytes, int unsized) {
        if (bytes == 0) {
            return "";
        }
        return unsized == 0 ? bytes(bytes) : Messages.text("format.bytes.atLeast", bytes(bytes));
    }

    /// Whole, with its thousands apart: `1,204`.
    public static String count(long number) {
        return NumberFormat.getIntegerInstance().format(number);
    }

    /// Of small sums, that they are small.
    public static String dollars(BigDecimal sum) {
        NumberFormat format = NumberFormat.getCurrencyInstance();
        format.setCurrency(Currency.getInstance("USD"));
        boolean isTiny = sum.signum() > 0 && sum.compareTo(CENT) < 0;
        return isTiny ? Messages.text("format.lessThan", format.format(CENT)) : format.format(sum);
    }

    /// To four places, because most are fractions of a cent.
    public static String cost(BigDecimal sum) {
        NumberFormat format = NumberFormat.getCurrencyInstance();
        format.setCurrency(Currency.getInstance("USD"));
        format.setMinimumFractionDigits(4);
        format.setMaximumFractionDigits(4);
        return format.format(sum);
    }

    /// One decimal place below ten, none above.
    static String rounded(double number) {
        return Rounded.text(number, Locale.getDefault(Category.FORMAT));
    }

    /// With all its digits, and no thousands apart: `4000`, `1.8`.
    static String number(Decimal number) {
        NumberFormat format = NumberFormat.getInstance();
        format.setGroupingUsed(false);
        format.setMaximumFractionDigits(12);
        return format.format(number.value());
    }

    /// Whole, as one finds it: the home is `~`, and what is too long loses folders in its middle.
    public static String path(Path path, int longest) {
        Path whole = path.toAbsolutePath();
        Path home = Path.of(System.getProperty("user.home", "")).toAbsolutePath();
        boolean within = home.getNameCount() > 0 && whole.startsWith(home);
        String text = within ? Path.of("~").resolve(home.relativize(whole)).toString() : whole.toString();
        Path shown = Path.of(text);
        for (int left = shown.getNameCount() - 1; text.length() > longest && left > 1; left--) {
            Path end = shown.subpath(shown.getNameCount() - left, shown.getNameCount());
            Path begin = within || shown.getRoot() == null
                    ? shown.getName(0)
                    : shown.getRoot().resolve(shown.getName(0));
            text = begin.resolve("…").resolve(end).toString();
        }
        return text;
    }

    public static String time(Instant time) {
        return time(LocalDateTime.ofInstant(time, ZoneId.systemDefault()));
    }

    public static String time(LocalDateTime time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .format(time);
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
