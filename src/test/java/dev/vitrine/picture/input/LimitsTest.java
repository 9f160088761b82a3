package dev.vitrine.picture.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    @Test
    void aLargePictureHasMoreTimeIfItHasTheBytes() {
        assertEquals(Duration.ofSeconds(10), Limits.time(12_000, 9_000, 60_000_000));
        assertEquals(Duration.ofSeconds(20), Limits.time(16_320, 12_240, 60_000_000));
        assertEquals(Duration.ofSeconds(90), Limits.time(32_000, 31_000, 60_000_000));
    }

    @Test
    void aFileThatClaimsMoreThanItCanHoldHasNone() {
        assertEquals(Duration.ofSeconds(10), Limits.time(32_000, 31_000, 3_000_000));
    }
}
