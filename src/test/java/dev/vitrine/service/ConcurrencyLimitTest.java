package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    @Test
    void halvesWhenThrottledButNeverStops() {
        var limit = new ConcurrencyLimit(8);

        limit.throttled();
        assertEquals(4, limit.allowed());
        limit.throttled();
        limit.throttled();
        limit.throttled();
        assertEquals(1, limit.allowed());
    }

    @Test
    void growsByOneAfterAsManySuccessesAsAreAllowed() {
        var limit = new ConcurrencyLimit(8);
        limit.throttled();
        limit.throttled();

        limit.succeeded();
        assertEquals(2, limit.allowed());
        limit.succeeded();
        assertEquals(3, limit.allowed());
    }

    @Test
    void neverGrowsBeyondTheMost() {
        var limit = new ConcurrencyLimit(2);

        for (int i = 0; i < 20; i++) {
            limit.succeeded();
        }

        assertEquals(2, limit.allowed());
    }

    @Test
    void anotherMostHoldsAtOnceUnlessTheServiceAskedToSlowDown() {
        var limit = new ConcurrencyLimit(4);
        limit.setMax(8);
        assertEquals(8, limit.allowed());
        limit.throttled();
        limit.setMax(16);
        assertEquals(4, limit.allowed());
        limit.setMax(2);
        assertEquals(2, limit.allowed());
    }

    @Test
    void mustAllowAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new ConcurrencyLimit(0));
    }
}
