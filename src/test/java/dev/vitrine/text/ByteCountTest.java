package dev.vitrine.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ByteCountTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void aboutIsTwoOrThreeDigits() {
        List<Long> bytes =
                List.of(0L, 999L, 1_000L, 9_949L, 9_950L, 9_960_000L, 999_499L, 999_500L, 7_000_000_000_000_000L);
        assertEquals(
                List.of("0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "10 MB", "999 kB", "1.0 MB", "7000 TB"),
                bytes.stream().map(each -> ByteCount.rounded(each, Locale.ROOT)).toList());
    }

    @Test
    void theLanguageIsTheOneAskedFor() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertEquals("6.1 MB", ByteCount.rounded(6_100_000, Locale.ROOT));
        assertEquals("6,1 MB", ByteCount.rounded(6_100_000, Locale.GERMANY));
    }

    @Test
    void binaryUnitsAreUnderstoodToo() {
        assertEquals(Optional.of(1_536L << 20), ByteCount.parse("1.5GiB"));
        assertEquals(Optional.of(3L << 20), ByteCount.parse("3 MiB"));
        assertEquals(Optional.of(2_000_000_000_000L), ByteCount.parse("2TB"));
        assertEquals(Optional.of(1L << 40), ByteCount.parse("1tib"));
        assertEquals(Optional.empty(), ByteCount.parse("1XB"));
    }

    @Test
    void whatIsPrintedExactlyIsReadBack() {
        for (long bytes : List.of(0L, 1L, 999L, 1_000L, 1_500L, 500_000L, 5_000_000L, 3_000_000_000L, Long.MAX_VALUE)) {
            assertEquals(Optional.of(bytes), ByteCount.parse(ByteCount.print(bytes)));
        }
    }
}
