package dev.vitrine.service.archive;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Scope;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.StorageClass;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What lies in a cloud library, those in the trash with it, and about what a month of that costs: originals by their
/// classes, and rows. Without previews, earlier versions, and what is free at AWS for a beginning.
///
/// @param month in dollars; empty where nobody knows prices
public record StorageCost(long images, long bytes, Optional<BigDecimal> month) {
    /// A row in the table and again in its index, each with the 100 bytes that the service adds.
    private static final long ROW_BYTES = 1_600;

    /// @param search as the index of the library answers
    public static StorageCost of(Function<ImageQuery, ImageResult> search, Optional<AwsPrices> prices) {
        long images = 0;
        long bytes = 0;
        BigDecimal month = BigDecimal.ZERO;
        for (Scope scope : List.of(Scope.LIBRARY, Scope.TRASH)) {
            ImageQuery query = ImageQuery.ALL.withScope(scope);
            ImageResult all = search.apply(query);
            images += all.size();
            bytes += all.sizeBytes();
            if (prices.isPresent()) {
                month = month.add(month(query, all, search, prices.get()));
            }
        }
        return new StorageCost(images, bytes, Optional.of(month).filter(_ -> prices.isPresent()));
    }

    /// What says nothing of its class is in the usual one.
    private static BigDecimal month(
            ImageQuery query, ImageResult all, Function<ImageQuery, ImageResult> search, AwsPrices prices) {
        BigDecimal month = prices.keepRows(all.size() * ROW_BYTES);
        long usual = all.sizeBytes();
        for (StorageClass each : StorageClass.values()) {
            if (each != StorageClass.STANDARD) {
                var ofClass = new AnyOf(Set.of(new ValueText(each.name(), true)));
                long bytes = search.apply(query.withValue(Attribute.STORAGE_CLASS, Optional.of(ofClass)))
                        .sizeBytes();
                month = month.add(prices.keep(each, bytes));
                usual -= bytes;
            }
        }
        return month.add(prices.keep(StorageClass.STANDARD, usual));
    }
}
