package dev.vitrine.service.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.service.archive.RetrievalOffer.Wait;
import dev.vitrine.store.BringBack.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrievalOfferTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final long GIGABYTE = 1L << 30;

    private final AwsPrices prices = AwsPrices.load();

    private static ImageRecord image(StorageState storage, long bytes) {
        ImageFacts facts = ImageFacts.UNKNOWN.with(Attribute.SIZE_BYTES, bytes).with(storage);
        return new ImageRecord("id", "alice", Caption.EMPTY, facts, NOW);
    }

    private static ImageRecord image(StorageClass storageClass, long bytes) {
        return image(StorageState.of(storageClass.name()), bytes);
    }

    private static List<Wait> waits(ImageRecord... images) {
        return RetrievalOffer.of(List.of(images)).stream()
                .map(RetrievalOffer::usualWait)
                .toList();
    }

    private String dollars(Tier tier, int days, ImageRecord... images) {
        BigDecimal sum = RetrievalOffer.of(List.of(images)).stream()
                .filter(offer -> offer.tier() == tier)
                .findFirst()
                .orElseThrow()
                .dollars(prices, days);
        return sum.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    @Test
    void onlyWhatIsArchivedAndNotAskedForYetIsBroughtBack() {
        ImageRecord archived = image(StorageClass.GLACIER, 1);
        ImageRecord coming = image(StorageState.of("GLACIER").coming(NOW, "BULK"), 1);
        ImageRecord back = image(new StorageState("GLACIER", Stage.BACK, Optional.of(NOW.plusSeconds(60))), 1);
        ImageRecord gone = image(new StorageState("GLACIER", Stage.BACK, Optional.of(NOW.minusSeconds(60))), 2);

        assertEquals(
                List.of(archived, gone),
                RetrievalOffer.toBringBack(
                        List.of(image(StorageClass.STANDARD, 1), archived, coming, back, gone), NOW));
    }

    @Test
    void hoursAreThoseOfTheSlowestAmongThem() {
        assertEquals(List.of(Wait.MINUTES_5, Wait.HOURS_5, Wait.HOURS_12), waits(image(StorageClass.GLACIER, 1)));
        assertEquals(
                List.of(Wait.HOURS_12_DEEP, Wait.HOURS_48),
                waits(image(StorageClass.GLACIER, 1), image(StorageClass.DEEP_ARCHIVE, 1)));
        assertEquals(
                Optional.of(Wait.HOURS_12),
                RetrievalOffer.usualWait(StorageState.of("GLACIER").coming(NOW, "BULK")));
        assertEquals(
                Optional.empty(),
                RetrievalOffer.usualWait(new StorageState("GLACIER", Stage.COMING, Optional.empty())));
    }

    /// The gigabyte, the request, and a copy in the usual class for some days.
    @Test
    void priceIsThatOfRetrievalAndOfTheCopy() {
        ImageRecord cold = image(StorageClass.GLACIER, 10 * GIGABYTE);
        assertEquals("0.154", dollars(Tier.STANDARD, 7, cold)); // .1 + .00005 + 10 * .023 * 7/30
        assertEquals("0.364", dollars(Tier.EXPEDITED, 7, cold)); // .3 + .01 + .0537
        assertEquals("0.054", dollars(Tier.BULK, 7, cold));
        assertEquals("0.254", dollars(Tier.STANDARD, 7, image(StorageClass.DEEP_ARCHIVE, 10 * GIGABYTE)));
    }

    @Test
    void whatS3MovesByItselfComesBackForNothing() {
        assertEquals("0.000", dollars(Tier.STANDARD, 7, image(StorageClass.ARCHIVE_ACCESS, 10 * GIGABYTE)));
    }

    @Test
    void everyClassThatCanBeChosenHasAPrice() {
        for (StorageClass chosen : StorageClass.CHOSEN) {
            assertTrue(prices.month(chosen).signum() > 0, chosen.name());
        }
        assertEquals(180, prices.leastDays(StorageClass.DEEP_ARCHIVE));
    }
}
