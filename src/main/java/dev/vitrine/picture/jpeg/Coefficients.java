package dev.vitrine.picture.jpeg;

import java.util.Arrays;

/// The kept coefficients of one component, block after block: of the whole picture where several scans build it up,
/// else of one row of units, used again for each.
final class Coefficients {
    final ScaledComponent component;
    final short[] values;
    /// Which of a block's 64 coefficients are not zero yet, kept ones or not; empty unless a progressive scan needs
    /// to know.
    final long[] nonzero;
    private final int rows;
    private final int rowLength;

    Coefficients(ScaledComponent component, boolean whole, boolean refined) {
        this.component = component;
        rows = rows(component, whole);
        rowLength = rowLength(component);
        values = new short[rows * rowLength];
        nonzero = new long[refined ? rows * component.paddedAcross() : 0];
    }

    static long bytes(ScaledComponent component, boolean whole, boolean refined) {
        long rows = rows(component, whole);
        return rows * (rowLength(component) * 2L + (refined ? component.paddedAcross() * 8L : 0));
    }

    private static int rows(ScaledComponent component, boolean whole) {
        return whole ? component.paddedDown() : component.source().vertical();
    }

    /// One block more than needed: a coefficient that is not kept is written one behind its block.
    private static int rowLength(ScaledComponent component) {
        return (component.paddedAcross() + 1) * component.blockSize();
    }

    /// Makes ready for the next row of units, unless the whole picture is kept.
    void reuse() {
        Arrays.fill(values, (short) 0);
        Arrays.fill(nonzero, 0);
    }

    /// Where the first block of a row starts in [#values].
    int rowStart(int row) {
        return row % rows * rowLength;
    }

    /// The place of the first block of a row in [#nonzero].
    int firstBlock(int row) {
        return row % rows * component.paddedAcross();
    }

    /// Takes over a row of units of a wider picture, from this unit on.
    void copy(Coefficients wider, int unitRow, int firstUnit) {
        int from = firstUnit * component.source().horizontal() * component.blockSize();
        for (int row = 0; row < rows; row++) {
            int there = wider.rowStart(unitRow * rows + row) + from;
            System.arraycopy(
                    wider.values, there, values, rowStart(row), component.paddedAcross() * component.blockSize());
        }
    }
}
