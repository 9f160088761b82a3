package dev.vitrine.service.adopt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.StorageClass;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport.ObjectCount;
import dev.vitrine.store.CloudUsage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptCostTest {
    private static final AdoptReport PLAN =
            new AdoptReport(Map.of(AdoptResult.ADOPTED, new ObjectCount(100_000, 100L << 30)), Optional.empty());

    private static AdoptCost cost(String region) {
        return AdoptCost.of(PLAN, new CloudUsage(Optional.of(region), StorageClass.STANDARD))
                .orElseThrow();
    }

    @Test
    void itIsWhatTheRegionOfTheLibraryCosts() {
        AdoptCost first = cost("us-east-1");
        AdoptCost frankfurt = cost("eu-central-1");
        assertEquals("us-east-1", first.region());
        assertEquals("eu-central-1", frankfurt.region());
        assertTrue(frankfurt.once().compareTo(first.once()) > 0, frankfurt + " " + first);
        assertTrue(frankfurt.month().compareTo(first.month()) > 0, frankfurt + " " + first);
        assertEquals(first.asOf(), frankfurt.asOf());
    }

    @Test
    void pricesOfARegionThatIsNotKnownAreNotCalledItsOwn() {
        assertEquals(cost("us-east-1"), cost("xy-east-9"));
    }

    @Test
    void anotherServerHasNoPrice() {
        assertEquals(Optional.empty(), AdoptCost.of(PLAN, new CloudUsage(Optional.empty(), StorageClass.STANDARD)));
    }
}
