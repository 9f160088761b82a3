package dev.vitrine.service.archive;

import dev.vitrine.image.StorageClass;
import dev.vitrine.store.BringBack.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Properties;

/// AWS's list prices of one region on one day: of storage, requests, rows and transfer. Of archives they are those
/// of the first region, wherever one is.
public final class AwsPrices {
    /// In dollars.
    private static final BigDecimal ASKED_ABOVE = BigDecimal.ONE;
    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1L << 30);

    private final Properties table = new Properties();
    private final String region;

    private AwsPrices(String requested) {
        try (InputStream in =
                Objects.requireNonNull(AwsPrices.class.getResourceAsStream("prices.properties"), "prices")) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        region = table.containsKey(requested + ".read-unit") ? requested : table.getProperty("region");
    }

    public static AwsPrices load() {
        return new AwsPrices("");
    }

    /// Those of another one where this one is not in the table, see [#region].
    public static AwsPrices of(String region) {
        return new AwsPrices(region);
    }

    /// Year and month.
    public String asOf() {
        return table.getProperty("as-of");
    }

    public String region() {
        return region;
    }

    /// To keep a gigabyte for a month, in dollars.
    public BigDecimal month(StorageClass storageClass) {
        return price(storageClass + ".month");
    }

    /// To keep these bytes for a month, in dollars.
    BigDecimal keep(StorageClass storageClass, long bytes) {
        return gigabytes(bytes).multiply(month(storageClass));
    }

    /// To keep as many bytes of rows for a month, in dollars.
    BigDecimal keepRows(long bytes) {
        return gigabytes(bytes).multiply(price("row-month"));
    }

    private static BigDecimal gigabytes(long bytes) {
        return BigDecimal.valueOf(bytes).divide(GIGABYTE, MathContext.DECIMAL64);
    }

    /// What is removed earlier is paid for as long; 0 where that is of no account.
    public int leastDays(StorageClass storageClass) {
        return Integer.parseInt(table.getProperty(storageClass + ".days", "0"));
    }

    /// To bring back a gigabyte, in dollars.
    BigDecimal gigabyte(StorageClass storageClass, Tier tier) {
        return price(storageClass + "." + tier + ".gigabyte");
    }

    /// To bring back a thousand images, however small, in dollars.
    BigDecimal thousand(StorageClass storageClass, Tier tier) {
        return price(storageClass + "." + tier + ".thousand");
    }

    /// A thousand requests that store something, in dollars.
    public BigDecimal store(StorageClass storageClass) {
        return price(storageClass + ".store");
    }

    /// A thousand requests that read something, in dollars.
    public BigDecimal read() {
        return price("read");
    }

    /// A thousand new rows, in dollars.
    public BigDecimal row() {
        return price("row");
    }

    /// A million units of reading rows, in dollars.
    public BigDecimal readUnit() {
        return price("read-unit");
    }

    /// A million units of writing rows, in dollars.
    public BigDecimal writeUnit() {
        return price("write-unit");
    }

    /// A million looks at a stream of changes, in dollars.
    public BigDecimal changes() {
        return price("changes");
    }

    /// To transfer these bytes to this machine, in dollars.
    public BigDecimal transfer(long bytes) {
        return BigDecimal.valueOf(bytes).multiply(price("transfer")).movePointLeft(9);
    }

    /// Whether transferring these bytes costs so much that somebody is asked before.
    public boolean isDear(long bytes) {
        return isDear(transfer(bytes));
    }

    /// Whether so many dollars are so much that somebody is asked before.
    public static boolean isDear(BigDecimal sum) {
        return sum.compareTo(ASKED_ABOVE) > 0;
    }

    private BigDecimal price(String name) {
        return new BigDecimal(table.getProperty(region + "." + name, table.getProperty(name, "0")));
    }
}
