package dev.vitrine.service.upload;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.store.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutageTest {
    /// A probe may take a minute to fail; looking every millisecond whether it has would keep a laptop awake.
    @Test
    void nobodyLooksAgainWhileAProbeIsUnderWay() {
        var outage = new Outage(
                Optional.of(RetryPolicy.forever(Duration.ofMillis(1), Duration.ofMillis(1))), Clock.systemUTC());
        outage.holds(
                1,
                UploadOutcome.failed(Cause.UNREACHABLE, "Nothing answers.", "").passing(true));
        outage.probeNow();

        assertTrue(outage.untilProbe(0).compareTo(Duration.ofMillis(5)) < 0, "the probe is due");
        assertTrue(outage.untilProbe(1).compareTo(Duration.ofMinutes(1)) > 0, "somebody is at it");
    }
}
