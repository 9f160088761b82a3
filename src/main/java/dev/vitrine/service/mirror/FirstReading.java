package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.archive.AwsPrices;
import dev.vitrine.store.RowSource.TableSize;
import java.math.BigDecimal;
import java.util.Locale;

/// What it takes to begin a mirror: a small table is read in silence, for a large one a person is asked first, and one
/// that this program could not search well is not begun.
///
/// @param scope of which part of the library this is; the size of a part that is too large is not counted to its end
public record FirstReading(TableSize size, MirrorScope scope) {
    public FirstReading(TableSize size) {
        this(size, MirrorScope.ALL);
    }

    static final long SILENT_ROWS = 2_000_000;
    static final long MOST_ROWS = 20_000_000;
    private static final long MILLION = 1_000_000;
    /// At the prices of any region of AWS reading less costs less than a dollar or so.
    static final long SILENT_BYTES = 20_000_000_000L;
    /// In the indexes of the catalog, and in the file of the search.
    private static final long MORE_A_ROW = 300;
    /// DynamoDB counts a unit for 8 KB when what it reads may be a moment old.
    private static final long UNIT = 8192;
    /// What comes from AWS is compressed.
    private static final long SMALLER = 5;

    boolean isSilent() {
        return size.rows() <= SILENT_ROWS && size.bytes() <= SILENT_BYTES;
    }

    public boolean isTooLarge() {
        return size.rows() > MOST_ROWS;
    }

    /// Of which people choose some.
    public FirstReading ofMillion() {
        return new FirstReading(new TableSize(MILLION, (long) ((double) size.bytes() / size.rows() * MILLION)));
    }

    /// About how many bytes it takes on the disk of this machine.
    public long disk() {
        return size.bytes() + size.rows() * MORE_A_ROW;
    }

    /// When all comes from the table; most of it may come out of a published copy, for less.
    public BigDecimal dollars(AwsPrices prices) {
        BigDecimal units = prices.readUnit()
                .multiply(BigDecimal.valueOf(size.bytes() / UNIT))
                .movePointLeft(6);
        return units.add(prices.transfer(size.bytes() / SMALLER));
    }

    /// Why it does not begin.
    ImageException refusal() {
        if (!scope.isAll()) {
            return new ImageException.Invalid(
                    isTooLarge()
                            ? "The chosen users have more than " + grouped(MOST_ROWS)
                                    + " images, and no more can be searched on a computer. Choose fewer users, or a"
                                    + " later year."
                            : "The chosen users have about " + grouped(size.rows())
                                    + " images. That many are read only when somebody agrees to it: open the library and"
                                    + " agree, or give a command --read-large.");
        }
        if (isTooLarge()) {
            return new ImageException.Invalid("This library has about " + grouped(size.rows()) + " images, and up to "
                    + grouped(MOST_ROWS) + " can be searched on a computer. Choose some of its users, in the"
                    + " window or with --read-users.");
        }
        return new ImageException.Invalid("This library has about " + grouped(size.rows())
                + " images. That many are read only when somebody agrees to it: open it and agree, or give a command"
                + " --read-large.");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
