package dev.vitrine.image;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Times in rows: UTC without a zone, as Python's `datetime.isoformat` writes them
/// (`2024-01-01T00:00:00`, with `.123456` when there are microseconds). Every ISO 8601 form is read.
public final class ImageTime {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private ImageTime() {}

    public static String format(Instant time) {
        return format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    public static String format(LocalDateTime time) {
        LocalDateTime micros = time.truncatedTo(ChronoUnit.MICROS);
        return micros.getNano() == 0 ? SECONDS.format(micros) : MICROS.format(micros);
    }

    /// Empty when the text is not a time.
    public static Optional<Instant> parse(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() <= 10) {
                return Optional.of(LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(
                    hasOffset(iso)
                            ? OffsetDateTime.parse(withColonInOffset(iso)).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public static Optional<LocalDateTime> parseLocal(String text) {
        return parse(text).map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }

    /// Now, as precise as a row can hold.
    public static Instant truncated(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static boolean hasOffset(String iso) {
        return iso.endsWith("Z") || iso.endsWith("z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
    }

    private static String withColonInOffset(String iso) {
        return iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    }
}
