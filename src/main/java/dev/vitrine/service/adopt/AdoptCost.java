package dev.vitrine.service.adopt;

import dev.vitrine.image.StorageClass;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.CloudUsage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/// What adopting costs on AWS, in dollars: requests once, and the room that copies take each month. Between two regions
/// the transfer comes on top.
///
/// @param region whose list prices they are
/// @param asOf year and month in which they were
public record AdoptCost(BigDecimal once, BigDecimal month, String region, String asOf) {
    /// A page of a listing.
    private static final long LISTED_AT_ONCE = 1000;
    /// Its beginning, and whether it is there, before and after.
    private static final long READS = 3;

    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1L << 30);

    /// In cents, and never less than it is.
    public AdoptCost {
        once = once.setScale(2, RoundingMode.UP);
        month = month.setScale(2, RoundingMode.UP);
    }

    /// Empty where nobody knows.
    ///
    /// @param plan see [Adoption#plan]
    /// @param library in whose region and class the copies are to lie
    public static Optional<AdoptCost> of(AdoptReport plan, CloudUsage library) {
        return library.region().map(region -> of(plan, library.uploadClass(), AwsPrices.of(region)));
    }

    private static AdoptCost of(AdoptReport plan, StorageClass storageClass, AwsPrices prices) {
        long images = plan.count(AdoptResult.ADOPTED);
        BigDecimal once = thousands(plan.objects() / LISTED_AT_ONCE + 1, prices.store(StorageClass.STANDARD))
                .add(thousands(plan.objects() + READS * images, prices.read()))
                .add(thousands(images, prices.store(storageClass)))
                .add(thousands(images, prices.row()));
        BigDecimal gigabytes =
                BigDecimal.valueOf(plan.bytes(AdoptResult.ADOPTED)).divide(GIGABYTE, MathContext.DECIMAL64);
        return new AdoptCost(once, gigabytes.multiply(prices.month(storageClass)), prices.region(), prices.asOf());
    }

    private static BigDecimal thousands(long requests, BigDecimal price) {
        return BigDecimal.valueOf(requests, 3).multiply(price);
    }
}
