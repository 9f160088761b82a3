package dev.vitrine.service.share;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.service.share.LinkRequest.Lifetime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The four lifetimes and the one that a connection asks for.
class LinkRequestTest {
    @Test
    void theLongestLifetimeThatAConnectionAllowsIsTaken() {
        assertEquals(Lifetime.QUARTER_HOUR, Lifetime.within(Duration.ofSeconds(10)));
        assertEquals(Lifetime.QUARTER_HOUR, Lifetime.within(Duration.ofSeconds(3599)));
        assertEquals(Lifetime.HOUR, Lifetime.within(Duration.ofSeconds(3600)));
        assertEquals(Lifetime.DAY, Lifetime.within(Duration.ofDays(6)));
        assertEquals(Lifetime.WEEK, Lifetime.within(Duration.ofDays(30)));
    }
}
