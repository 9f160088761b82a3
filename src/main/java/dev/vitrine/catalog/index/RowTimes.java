package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Times as numbers: microseconds since 1970, and months counted from the year 0.
///
/// A camera's time has no zone and is taken as it is, as if in UTC ([#WALL_CLOCK]). The time of adding is an instant:
/// its day and month are those of the place where the person is.
public final class RowTimes {
    /// The zone of numbers that are times without a zone.
    public static final ZoneId WALL_CLOCK = ZoneOffset.UTC;

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("5400-01-01T00:00:00Z");

    /// More than there is between the earliest and the latest time.
    private static final long SPAN = 2 * ChronoUnit.MICROS.between(EARLIEST, LATEST);
    /// After the last month of the latest year.
    static final char UNKNOWN_MONTH = Character.MAX_VALUE;

    private RowTimes() {}

    static long created(ImageRecord image) {
        return micros(image.createdAt());
    }

    /// The camera's time; where that is not known a number before all times, in the order of adding.
    static long taken(ImageRecord image) {
        return image.facts()
                .takenAt()
                .map(time -> micros(time.toInstant(ZoneOffset.UTC)))
                .orElseGet(() -> created(image) - SPAN);
    }

    /// Whether a time of taking stands for one that is not known.
    public static boolean isUnknown(long taken) {
        return taken < micros(EARLIEST);
    }

    /// The month of a time of taking, one that no time has when it is not known.
    static char takenMonth(long taken) {
        return isUnknown(taken) ? UNKNOWN_MONTH : (char) month(taken, WALL_CLOCK);
    }

    public static long startOf(LocalDate day, ZoneId zone) {
        return micros(day.atStartOfDay(zone).toInstant());
    }

    /// The first moment after the day; later than everything when the day is beyond what rows can hold.
    public static long endOf(LocalDate day, ZoneId zone) {
        return day.getYear() >= 5400 ? Long.MAX_VALUE : startOf(day.plusDays(1), zone);
    }

    public static int month(long micros, ZoneId zone) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)), zone);
        return time.getYear() * 12 + time.getMonthValue() - 1;
    }

    public static YearMonth month(int number) {
        return YearMonth.of(Math.floorDiv(number, 12), Math.floorMod(number, 12) + 1);
    }

    public static long startOfMonth(int number, ZoneId zone) {
        return startOf(month(number).atDay(1), zone);
    }

    private static long micros(Instant time) {
        Instant sane = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return ChronoUnit.MICROS.between(Instant.EPOCH, sane);
    }
}
