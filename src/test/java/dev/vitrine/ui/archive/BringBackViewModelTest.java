package dev.vitrine.ui.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageState;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.BringBack.Tier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BringBackViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final List<BringBack> asked = new ArrayList<>();
    private final BringBackViewModel priced = model(Optional.of(AwsPrices.load()));

    private BringBackViewModel model(Optional<AwsPrices> prices) {
        return new BringBackViewModel(prices, (_, request) -> asked.add(request));
    }

    private static ImageRecord archived(String storageClass) {
        ImageFacts facts =
                ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, 5L << 30).with(StorageState.of(storageClass));
        return new ImageRecord("id", "alice", Caption.EMPTY, facts, NOW);
    }

    private static List<String> texts(BringBackViewModel model) {
        return model.offers().stream().map(model::text).toList();
    }

    @Test
    void hoursAndPriceAreSaidBeforeAnythingIsAskedFor() {
        priced.open(List.of(archived("GLACIER")));

        assertTrue(priced.openProperty().get());
        assertEquals(
                List.of(
                        "Fast: usually 1–5 minutes, about $0.19",
                        "Standard: usually 3–5 hours, about $0.08",
                        "Slow and cheap: usually 5–12 hours, about $0.03"),
                texts(priced));
        assertTrue(priced.caveat().contains("us-east-1"), priced.caveat());
        assertEquals(List.of(), asked);
    }

    @Test
    void aLongerStayCostsMore() {
        priced.open(List.of(archived("GLACIER")));
        priced.daysProperty().set(90);

        assertEquals("Standard: usually 3–5 hours, about $0.40", texts(priced).get(1));
    }

    @Test
    void otherServersHaveNoPrices() {
        BringBackViewModel model = model(Optional.empty());
        model.open(List.of(archived("DEEP_ARCHIVE")));

        assertEquals(
                List.of("Standard: usually within 12 hours", "Slow and cheap: usually within 48 hours"), texts(model));
        assertEquals("", model.caveat());
    }

    @Test
    void whatWasChosenIsAskedForOnce() {
        priced.open(List.of(archived("GLACIER")));
        priced.tierProperty().set(Tier.BULK);
        priced.daysProperty().set(3);

        priced.bringBack();
        priced.bringBack();

        assertEquals(List.of(new BringBack(Tier.BULK, 3)), asked);
        assertFalse(priced.openProperty().get());
    }

    @Test
    void onlyACopyHasAnEnd() {
        priced.open(List.of(archived("GLACIER")));
        assertTrue(priced.takesDays());
        priced.open(List.of(archived("ARCHIVE_ACCESS")));
        assertFalse(priced.takesDays());
    }
}
