package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WindowCountTest {
    private static final long NOW = 1_000;

    @Test
    void fewWindowsAreCountedExactly() {
        WindowCount count = WindowCount.NONE;
        assertEquals(1, count.windows(NOW));
        for (long drawn : List.of(500L, 3L, 99L, 3L)) {
            count = count.with(drawn, NOW);
        }
        assertEquals(new WindowCount(NOW, List.of(3L, 99L, 500L), 0), count);
        assertEquals(3, count.windows(NOW));
    }

    @Test
    void aThousandAreKnownAboutWhileFewOfThemWrite() {
        var random = new Random(1);
        WindowCount count = WindowCount.NONE;
        int writes = 0;
        for (int i = 0; i < 1_000; i++) {
            WindowCount before = count;
            count = count.with(random.nextLong(WindowCount.RANGE), NOW);
            writes += count.equals(before) ? 0 : 1;
        }
        int windows = count.windows(NOW);
        assertTrue(windows > 500 && windows < 2_000, () -> windows + " windows");
        assertTrue(writes < 120, writes + " writes");
    }

    @Test
    void whoIsGoneIsForgottenAfterTwoPeriods() {
        WindowCount count = WindowCount.NONE.with(1, NOW).with(2, NOW).with(3, NOW);
        assertEquals(3, count.with(9, NOW + 1).windows(NOW + 1));
        assertEquals(1, count.with(9, NOW + 1).with(9, NOW + 2).windows(NOW + 2));
        assertEquals(1, count.with(9, NOW + 5).windows(NOW + 5));
    }

    /// Readers do not write it down.
    @Test
    void whereNobodyCountsTheCountGrowsOld() {
        WindowCount count = WindowCount.NONE.with(1, NOW).with(2, NOW).with(3, NOW);
        assertEquals(3, count.windows(NOW + 1));
        assertEquals(1, count.windows(NOW + 2));
    }

    @Test
    void aClockThatIsHalfAnHourSlowOrFastEndsNothing() {
        WindowCount count = WindowCount.NONE.with(1, NOW).with(2, NOW).with(3, NOW);
        assertEquals(4, count.with(9, NOW - 3).windows(NOW));
        WindowCount ahead = count.with(9, NOW + 3);
        for (long drawn : List.of(1L, 2L, 3L)) {
            ahead = ahead.with(drawn, NOW);
        }
        assertEquals(4, ahead.windows(NOW));
    }

    @Test
    void aClockThatIsFarAheadEndsNothing() {
        WindowCount ahead = WindowCount.NONE.with(1, NOW + 1_000);
        assertEquals(List.of(7L), ahead.with(7, NOW).lowest());
        assertEquals(
                List.of(1L, 7L), WindowCount.NONE.with(1, NOW + 1).with(7, NOW).lowest());
    }
}
