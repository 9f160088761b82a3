package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.ui.support.NoDialogs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TransferPriceTest {
    private static final long GIGABYTE = 1_000_000_000;

    private final List<String> asked = new ArrayList<>();
    private final NoDialogs dialogs = new NoDialogs() {
        @Override
        public boolean agree(String title, String explanation, String action) {
            asked.add(title + " | " + explanation + " | " + action);
            return false;
        }
    };
    private final TransferPrice price = new TransferPrice(() -> Optional.of(AwsPrices.of("us-east-1")));

    @Test
    void moreThanADollarIsAskedAbout() {
        assertTrue(price.agreed(dialogs, 900, 11 * GIGABYTE));
        assertEquals(List.of(), asked);
        assertFalse(price.agreed(dialogs, 1_200, 12 * GIGABYTE));
        assertEquals(
                List.of("Download 1,200 originals? | 1,200 originals of 12 GB come from the cloud."
                        + " On AWS, to transfer them costs about $1.08 (list prices of us-east-1, 2026-05)."
                        + " | Download 1,200 originals"),
                asked);
    }

    @Test
    void ofAnotherServerNobodyKnows() {
        var unknown = new TransferPrice(Optional::empty);
        assertTrue(unknown.agreed(dialogs, 1_200, 1_200 * GIGABYTE));
        assertEquals("", unknown.sentence("offline.ask.price", 1_200 * GIGABYTE));
    }

    /// A start, and most downloads, read no table of prices.
    @Test
    void littleIsNotLookedUp() {
        var never = new TransferPrice(() -> {
            throw new AssertionError("looked up");
        });
        assertTrue(never.agreed(dialogs, 3, 20_000_000));
    }
}
