package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.ArrayList;
import java.util.List;

/// One of the blocks of which a sequential scan's units consist: by which tables it is read, and where it goes.
final class SequentialBlock {
    final Coefficients target;
    final HuffmanTable dcTable;
    final HuffmanTable acTable;
    /// Only where no more than the DC coefficient is kept.
    final int[] firsts;
    final int[] dc;
    final int[] ac;
    final char[] skips;
    final byte[] slots;
    final int last;
    final short[] values;
    /// Which DC prediction is its component's.
    final int predictor;
    /// How far it is in [#values] to the same block of the next unit.
    final int step;
    /// Where in [#values] the one of the current unit goes.
    int at;

    private final int down;
    private final int right;

    private SequentialBlock(
            HuffmanTable dcTable, HuffmanTable acTable, int[] firsts, int predictor, Coefficients target, int number) {
        this.dcTable = dcTable;
        this.acTable = acTable;
        this.firsts = firsts;
        this.predictor = predictor;
        this.target = target;
        dc = dcTable.codes();
        ac = acTable.codes();
        skips = acTable.skips();
        slots = target.component.zigzag().slots;
        last = target.component.zigzag().last;
        values = target.values;
        int across = number < 0 ? 1 : target.component.source().horizontal();
        step = across * target.component.blockSize();
        down = Math.max(0, number) / across;
        right = Math.max(0, number) % across;
    }

    /// A unit of the scan: a single block where a component is alone (A.2.2), else all that belong together
    /// (A.2.3).
    static SequentialBlock[] unit(Scan scan, Tables tables, List<Coefficients> coefficients) throws Corrupt {
        var blocks = new ArrayList<SequentialBlock>();
        for (int p = 0; p < scan.parts().size(); p++) {
            Scan.Part part = scan.parts().get(p);
            Coefficients target = coefficients.get(part.component());
            HuffmanTable dc = tables.dc(part.dcTable());
            HuffmanTable ac = tables.ac(part.acTable());
            int[] firsts = target.component.zigzag().last == 0 ? dc.firsts(ac) : new int[0];
            boolean single = scan.parts().size() == 1;
            int count = single
                    ? 1
                    : target.component.source().horizontal()
                            * target.component.source().vertical();
            for (int number = 0; number < count; number++) {
                blocks.add(new SequentialBlock(dc, ac, firsts, p, target, single ? -1 : number));
            }
        }
        return blocks.toArray(SequentialBlock[]::new);
    }

    /// Goes to the first one of a row of units.
    void startRow(int unitRow) {
        int row = unitRow * target.component.source().vertical() + down;
        at = target.rowStart(row) + right * target.component.blockSize();
    }

    /// Leaves the block gray, as there are no data for it: the block before may have left a coefficient here that
    /// it does not keep.
    void skip() {
        values[at] = 0;
        at += step;
    }
}
