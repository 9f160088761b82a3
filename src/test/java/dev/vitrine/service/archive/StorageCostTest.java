package dev.vitrine.service.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageCostTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    private Path folder;

    @Test
    void eachOriginalCostsWhatItsClassCostsAlsoInTheTrash() {
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
            catalog.putAll(List.of(
                    image("usual", 10, "STANDARD", false),
                    image("of another program", 20, "", false),
                    image("archived", 100, "GLACIER", false),
                    image("instant", 50, "GLACIER_IR", false),
                    image("gone", 5, "STANDARD_IA", true)));
            try (CatalogIndex index = CatalogIndex.open(catalog, folder.resolve("index.snapshot"))) {
                StorageCost cost = StorageCost.of(index::search, Optional.of(AwsPrices.of("us-east-1")));
                assertEquals(5, cost.images());
                assertEquals(185 * GIGABYTE, cost.bytes());
                // 30 × .023 + 100 × .0036 + 50 × .004 + 5 × .0125; five rows are nothing
                assertEquals(
                        new BigDecimal("1.3125"), cost.month().orElseThrow().setScale(4, RoundingMode.HALF_UP));
                assertEquals(
                        new StorageCost(5, 185 * GIGABYTE, Optional.empty()),
                        StorageCost.of(index::search, Optional.empty()));
            }
        }
    }

    /// A million of them are a gigabyte and a half.
    @Test
    void rowsCostSomethingWhereThereAreMany() {
        BigDecimal month = AwsPrices.of("us-east-1").keepRows(1_000_000 * 1_600L);
        assertEquals(new BigDecimal("0.37"), month.setScale(2, RoundingMode.HALF_UP));
    }

    private static ImageRecord image(String id, long gigabytes, String storageClass, boolean isTrashed) {
        ImageFacts facts = ImageFacts.UNKNOWN
                .with(Attribute.SIZE_BYTES, gigabytes * GIGABYTE)
                .with(Attribute.STORAGE_CLASS, storageClass);
        return new ImageRecord(
                id,
                "alice",
                new Caption("", "", List.of()),
                facts,
                NOW,
                NOW,
                isTrashed ? Optional.of(NOW) : Optional.empty());
    }
}
