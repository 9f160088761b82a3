package dev.vitrine.service.camera;

import dev.vitrine.service.archive.AwsPrices;
import java.math.BigDecimal;

/// What there is to read.
///
/// @param images whose originals are read
/// @param archived whose originals cannot be read before they are brought back
public record FillPlan(int images, int archived) {
    /// Of most: the head, and where that points to.
    private static final int USUAL_REQUESTS = 2;

    private static final long USUAL_BYTES = 128 << 10;
    /// How long an object is may have to be asked, too.
    private static final int MAX_REQUESTS = HeadSource.MAX_PARTS + 1;

    private static final int MILLION = 6;
    private static final int THOUSAND = 3;

    /// About so many bytes come to this machine.
    public long bytes() {
        return images * USUAL_BYTES;
    }

    /// Not more than so many bytes come to this machine.
    public long maxBytes() {
        return images * HeadSource.MAX_BYTES;
    }

    /// In dollars, with the rows that are written.
    public BigDecimal cost(AwsPrices prices) {
        return cost(prices, USUAL_REQUESTS, bytes());
    }

    /// In dollars, where as much is read of each as there ever is.
    public BigDecimal maxCost(AwsPrices prices) {
        return cost(prices, MAX_REQUESTS, maxBytes());
    }

    private BigDecimal cost(AwsPrices prices, int requests, long bytes) {
        return BigDecimal.valueOf((long) requests * images, THOUSAND)
                .multiply(prices.read())
                .add(BigDecimal.valueOf(images, THOUSAND).multiply(prices.row()))
                .add(BigDecimal.valueOf(images, MILLION).multiply(prices.readUnit()))
                .add(prices.transfer(bytes));
    }

    /// Whether somebody is asked before.
    public boolean isDear(AwsPrices prices) {
        return AwsPrices.isDear(maxCost(prices));
    }
}
