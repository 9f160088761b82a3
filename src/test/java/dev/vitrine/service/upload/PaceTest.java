package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void halvesWhenThrottledButNeverStops() {
        var pace = new Pace(8);

        pace.throttled();
        assertEquals(4, pace.allowed());
        pace.throttled();
        pace.throttled();
        pace.throttled();
        assertEquals(1, pace.allowed());
    }

    @Test
    void growsByOneAfterAsManySuccessesAsAreAllowed() {
        var pace = new Pace(8);
        pace.throttled();
        pace.throttled();

        pace.succeeded();
        assertEquals(2, pace.allowed());
        pace.succeeded();
        assertEquals(3, pace.allowed());
    }

    @Test
    void neverGrowsBeyondTheMost() {
        var pace = new Pace(2);

        for (int i = 0; i < 20; i++) {
            pace.succeeded();
        }

        assertEquals(2, pace.allowed());
    }

    @Test
    void anotherMostHoldsAtOnceUnlessTheServiceAskedToSlowDown() {
        var pace = new Pace(4);
        pace.setMost(8);
        assertEquals(8, pace.allowed());
        pace.throttled();
        pace.setMost(16);
        assertEquals(4, pace.allowed());
        pace.setMost(2);
        assertEquals(2, pace.allowed());
    }

    @Test
    void mustAllowAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new Pace(0));
    }
}
