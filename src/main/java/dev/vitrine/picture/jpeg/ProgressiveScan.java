package dev.vitrine.picture.jpeg;

import java.util.List;

/// Takes the blocks of a progressive scan in their order (A.2.2, A.2.3): those of one component by rows, those of
/// several by units.
final class ProgressiveScan implements ScanDecoder {
    private final Frame frame;
    private final BitReader in;
    private final RestartIntervals state;
    private final ProgressiveBlocks[] parts;
    /// Per block of a unit: its part of the scan, and its row and column within the unit.
    private final int[] part;
    private final int[] down;
    private final int[] right;
    /// Per block of a unit: where it is in the current unit, and how far it is to the next.
    private final int[] at;
    private final int[] index;
    private final int[] step;

    ProgressiveScan(Frame frame, BitReader in, List<ProgressiveBlocks> parts, RestartIntervals state) {
        this.frame = frame;
        this.in = in;
        this.state = state;
        this.parts = parts.toArray(ProgressiveBlocks[]::new);
        int blocks = parts.stream()
                .map(ProgressiveScan::component)
                .mapToInt(c -> c.source().horizontal() * c.source().vertical())
                .sum();
        part = new int[blocks];
        down = new int[blocks];
        right = new int[blocks];
        at = new int[blocks];
        index = new int[blocks];
        step = new int[blocks];
        layOutUnit();
    }

    private static ScaledComponent component(ProgressiveBlocks blocks) {
        return blocks.target().component;
    }

    private void layOutUnit() {
        int block = 0;
        for (int p = 0; p < parts.length; p++) {
            ScaledComponent component = component(parts[p]);
            for (int v = 0; v < component.source().vertical(); v++) {
                for (int h = 0; h < component.source().horizontal(); h++) {
                    part[block] = p;
                    down[block] = v;
                    right[block] = h;
                    step[block] = component.source().horizontal();
                    block++;
                }
            }
        }
    }

    @Override
    public RestartIntervals state() {
        return state;
    }

    @Override
    public boolean damaged() {
        return state.damaged() || in.wrong;
    }

    @Override
    public void decodeRow(int unitRow) {
        if (parts.length == 1) {
            decodeAlone(parts[0], unitRow);
            return;
        }
        startRow(unitRow);
        for (int column = 0; column < frame.unitsAcross(); column++) {
            boolean fed = state.enter();
            for (int block = 0; block < part.length; block++) {
                ProgressiveBlocks blocks = parts[part[block]];
                fed = decodeBlock(blocks, part[block], at[block], index[block], fed);
                index[block] += step[block];
                at[block] += step[block] * component(blocks).blockSize();
            }
        }
    }

    private void startRow(int unitRow) {
        for (int block = 0; block < part.length; block++) {
            Coefficients target = parts[part[block]].target();
            ScaledComponent component = target.component;
            int row = unitRow * component.source().vertical() + down[block];
            at[block] = target.rowStart(row) + right[block] * component.blockSize();
            index[block] = target.firstBlock(row) + right[block];
        }
    }

    private void decodeAlone(ProgressiveBlocks blocks, int unitRow) {
        ScaledComponent component = component(blocks);
        int vertical = component.source().vertical();
        int end = Math.min((unitRow + 1) * vertical, component.down());
        for (int row = unitRow * vertical; row < end; row++) {
            int to = blocks.target().rowStart(row);
            int number = blocks.target().firstBlock(row);
            for (int column = 0; column < component.across(); column++) {
                decodeBlock(blocks, 0, to, number + column, state.enter());
                to += component.blockSize();
            }
        }
    }

    /// Returns whether there were data for the block; without, what earlier scans brought stays.
    private boolean decodeBlock(ProgressiveBlocks blocks, int predictor, int to, int number, boolean fed) {
        if (fed && (in.position <= in.safeEnd || in.ready())) {
            blocks.decode(to, number, state, predictor);
            return true;
        }
        if (fed) {
            state.starve();
        }
        return false;
    }
}
