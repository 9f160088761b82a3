package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Times as numbers: microseconds since 1970 without a zone, and months counted from the year 0.
public final class RowTimes {
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("5400-01-01T00:00:00Z");

    private RowTimes() {}

    static long created(ImageRecord image) {
        return micros(image.createdAt());
    }

    /// The camera's time, else the time the image was added.
    static long taken(ImageRecord image) {
        return micros(image.facts()
                .takenAt()
                .map(time -> time.toInstant(ZoneOffset.UTC))
                .orElse(image.createdAt()));
    }

    static long startOf(LocalDate day) {
        return micros(day.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /// The first moment after the day; later than everything when the day is beyond what rows can hold.
    static long endOf(LocalDate day) {
        return day.getYear() >= 5400 ? Long.MAX_VALUE : startOf(day.plusDays(1));
    }

    public static int month(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC);
        return time.getYear() * 12 + time.getMonthValue() - 1;
    }

    public static YearMonth month(int number) {
        return YearMonth.of(number / 12, number % 12 + 1);
    }

    public static long startOfMonth(int number) {
        return startOf(month(number).atDay(1));
    }

    private static long micros(Instant time) {
        Instant sane = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return ChronoUnit.MICROS.between(Instant.EPOCH, sane);
    }
}
