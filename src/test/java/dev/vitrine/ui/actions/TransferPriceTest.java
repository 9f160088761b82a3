package dev.vitrine.ui.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.ui.support.NoDialogs;
import java.util.ArrayList;
import java.util.Collections;
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
    private final TransferPrice price = new TransferPrice(
            () -> Optional.of(AwsPrices.of("us-east-1")),
            image -> image.imageId().equals("kept"));

    @Test
    void moreThanADollarIsAskedAbout() {
        assertTrue(price.agreed(dialogs, images(900, 11 * GIGABYTE)));
        assertEquals(List.of(), asked);
        assertFalse(price.agreed(dialogs, images(1_200, 12 * GIGABYTE)));
        assertEquals(
                List.of("Download 1,200 originals? | 1,200 originals of 12 GB come from the cloud."
                        + " On AWS, to transfer them costs about $1.08 (list prices of us-east-1, 2026-05)."
                        + " | Download 1,200 originals"),
                asked);
    }

    @Test
    void nothingComesForWhatIsKeptOffline() {
        List<ImageRecord> far = images(900, 11 * GIGABYTE);
        List<ImageRecord> all = new ArrayList<>(far);
        all.add(image("kept", 12 * GIGABYTE));
        assertEquals(far, price.coming(all));
        assertTrue(price.agreed(dialogs, price.coming(all)));
        assertEquals(List.of(), asked);
        assertEquals(
                " On AWS, to transfer all of them costs about $0.99 (list prices of us-east-1, 2026-05).",
                price.sentence("copyTo.price", () -> all));
        assertEquals("", price.sentence("copyTo.price", () -> List.of(all.getLast())));
    }

    private static List<ImageRecord> images(int count, long bytes) {
        return Collections.nCopies(count, image("alice", bytes / count));
    }

    private static ImageRecord image(String userId, long bytes) {
        ImageRecord image = SampleImages.row(userId, userId);
        return image.withFacts(image.facts().with(Attribute.SIZE_BYTES, bytes));
    }

    @Test
    void ofAnotherServerNobodyKnows() {
        var unknown = new TransferPrice(Optional::empty, _ -> false);
        assertTrue(unknown.agreed(dialogs, images(1_200, 1_200 * GIGABYTE)));
        assertEquals("", unknown.sentence("copyTo.price", () -> {
            throw new AssertionError("read");
        }));
        assertEquals("", unknown.sentence("transfer.price", 1_200 * GIGABYTE));
    }

    /// A start, and most downloads, read no table of prices.
    @Test
    void littleIsNotLookedUp() {
        var never = new TransferPrice(
                () -> {
                    throw new AssertionError("looked up");
                },
                _ -> false);
        assertTrue(never.agreed(dialogs, images(3, 20_000_000)));
    }
}
