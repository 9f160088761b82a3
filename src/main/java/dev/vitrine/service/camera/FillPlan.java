package dev.vitrine.service.camera;

import dev.vitrine.service.archive.AwsPrices;
import java.math.BigDecimal;

/// What there is to read.
///
/// @param images whose originals are read
/// @param archived whose originals cannot be read before they are brought back
public record FillPlan(int images, int archived) {
    /// Of one: its head, and where that points to.
    private static final int REQUESTS = 2;

    private static final long BYTES = 128 << 10;
    private static final int MILLION = 6;
    private static final int THOUSAND = 3;

    /// At most about so many bytes come to this machine.
    public long bytes() {
        return images * BYTES;
    }

    /// In dollars, with the rows that are written; rather too much than too little.
    public BigDecimal cost(AwsPrices prices) {
        return BigDecimal.valueOf((long) REQUESTS * images, THOUSAND)
                .multiply(prices.read())
                .add(BigDecimal.valueOf(images, THOUSAND).multiply(prices.row()))
                .add(BigDecimal.valueOf(images, MILLION).multiply(prices.readUnit()))
                .add(prices.transfer(bytes()));
    }

    /// Whether somebody is asked before.
    public boolean isDear(AwsPrices prices) {
        return AwsPrices.isDear(cost(prices));
    }
}
