package dev.vitrine.service.fill;

import dev.vitrine.service.archive.AwsPrices;
import java.math.BigDecimal;

/// What there is to read.
///
/// @param images that are read
/// @param unread of which it is known that they cannot be read for now
/// @param effort that reading one takes
public record FillPlan(int images, int unread, Reading.Effort effort) {
    private static final int MILLION = 6;
    private static final int THOUSAND = 3;

    /// About so many bytes come to this machine.
    public long bytes() {
        return images * effort.bytes();
    }

    /// Not more than so many bytes come to this machine.
    public long maxBytes() {
        return images * effort.maxBytes();
    }

    /// In dollars, with the rows that are written.
    public BigDecimal cost(AwsPrices prices) {
        return cost(prices, effort.requests(), bytes());
    }

    /// In dollars, where as much is read of each as there ever is.
    public BigDecimal maxCost(AwsPrices prices) {
        return cost(prices, effort.maxRequests(), maxBytes());
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
