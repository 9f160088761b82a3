package dev.vitrine.service.archive;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.store.BringBack.Tier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One way to bring originals back: how long it usually takes, and what that costs.
public final class RetrievalOffer {
    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal DAYS_OF_MONTH = BigDecimal.valueOf(30);

    /// As AWS puts it, the quickest first.
    public enum Wait {
        MINUTES_5,
        HOURS_5,
        HOURS_12,
        HOURS_12_DEEP,
        HOURS_48
    }

    private final Tier tier;
    private final List<ImageRecord> archived;

    private RetrievalOffer(Tier tier, List<ImageRecord> archived) {
        this.tier = tier;
        this.archived = archived;
    }

    /// Those of which the original lies in an archive and was not asked for yet.
    public static List<ImageRecord> toBringBack(Collection<ImageRecord> images, Instant now) {
        return images.stream()
                .filter(image -> image.facts().storage().asOf(now).stage() == Stage.ARCHIVED)
                .toList();
    }

    /// The quickest first; what is in a deep archive cannot be had in minutes.
    ///
    /// @param archived see [#toBringBack]
    public static List<RetrievalOffer> of(List<ImageRecord> archived) {
        boolean isDeep = archived.stream().map(RetrievalOffer::classOf).anyMatch(StorageClass::isDeep);
        return Stream.of(Tier.values())
                .filter(tier -> tier != Tier.EXPEDITED || !isDeep)
                .map(tier -> new RetrievalOffer(tier, archived))
                .toList();
    }

    public Tier tier() {
        return tier;
    }

    /// Of the slowest among them.
    public Wait usualWait() {
        return archived.stream()
                .map(image -> usualWait(classOf(image), tier))
                .max(Comparator.naturalOrder())
                .orElse(usualWait(StorageClass.GLACIER, tier));
    }

    private static Wait usualWait(StorageClass storageClass, Tier tier) {
        return switch (tier) {
            case EXPEDITED -> Wait.MINUTES_5;
            case STANDARD -> storageClass.isDeep() ? Wait.HOURS_12_DEEP : Wait.HOURS_5;
            case BULK -> storageClass.isDeep() ? Wait.HOURS_48 : Wait.HOURS_12;
        };
    }

    /// How long it takes what is on its way; empty when nobody knows how it was asked for.
    public static Optional<Wait> usualWait(StorageState coming) {
        return Stream.of(Tier.values())
                .filter(tier -> tier.name().equals(coming.way()))
                .findFirst()
                .flatMap(tier -> StorageClass.of(coming.storageClass()).map(known -> usualWait(known, tier)));
    }

    /// In dollars: to bring them back and, where a copy is made, to keep that for so many days.
    public BigDecimal dollars(AwsPrices prices, int days) {
        return archived.stream()
                .map(image -> dollars(prices, classOf(image), image.facts().sizeBytes(), days))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal dollars(AwsPrices prices, StorageClass storageClass, long bytes, int days) {
        BigDecimal gigabytes = BigDecimal.valueOf(bytes).divide(GIGABYTE, MathContext.DECIMAL64);
        BigDecimal back = prices.gigabyte(storageClass, tier)
                .multiply(gigabytes)
                .add(prices.thousand(storageClass, tier).movePointLeft(3));
        return storageClass.isTiered()
                ? back
                : back.add(prices.month(StorageClass.STANDARD)
                        .multiply(gigabytes)
                        .multiply(BigDecimal.valueOf(days))
                        .divide(DAYS_OF_MONTH, MathContext.DECIMAL64));
    }

    private static StorageClass classOf(ImageRecord image) {
        return StorageClass.of(image.facts().storage().storageClass()).orElse(StorageClass.GLACIER);
    }
}
