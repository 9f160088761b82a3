package dev.vitrine.picture.jpeg;

import java.util.List;

/// Takes the blocks of a scan in their order (A.2.2, A.2.3): those of one component by rows, those of several by units.
final class ScanDecoder {
    private final Frame frame;
    private final BitReader in;
    private final List<? extends BlockDecoder> parts;
    private final RestartIntervals state;

    ScanDecoder(Frame frame, BitReader in, List<? extends BlockDecoder> parts, RestartIntervals state) {
        this.frame = frame;
        this.in = in;
        this.parts = List.copyOf(parts);
        this.state = state;
    }

    /// Decodes what belongs to one row of the picture's units.
    void decodeRow(int unitRow) {
        if (parts.size() == 1) {
            decodeAlone(parts.getFirst(), unitRow);
            return;
        }
        for (int column = 0; column < frame.unitsAcross(); column++) {
            boolean fed = state.enter();
            for (int part = 0; part < parts.size(); part++) {
                fed = decodeUnit(part, column, unitRow, fed);
            }
        }
    }

    boolean damaged() {
        return state.damaged() || in.wrong;
    }

    private void decodeAlone(BlockDecoder blocks, int unitRow) {
        ScaledComponent component = blocks.target().component;
        int vertical = component.source().vertical();
        int end = Math.min((unitRow + 1) * vertical, component.down());
        for (int row = unitRow * vertical; row < end; row++) {
            for (int column = 0; column < component.across(); column++) {
                decodeBlock(blocks, 0, column, row, state.enter());
            }
        }
    }

    private boolean decodeUnit(int part, int column, int unitRow, boolean fed) {
        BlockDecoder blocks = parts.get(part);
        int horizontal = blocks.target().component.source().horizontal();
        int vertical = blocks.target().component.source().vertical();
        boolean stillFed = fed;
        for (int v = 0; v < vertical; v++) {
            for (int h = 0; h < horizontal; h++) {
                stillFed = decodeBlock(blocks, part, column * horizontal + h, unitRow * vertical + v, stillFed);
            }
        }
        return stillFed;
    }

    /// Returns whether there were data for the block.
    private boolean decodeBlock(BlockDecoder blocks, int part, int column, int row, boolean fed) {
        Coefficients target = blocks.target();
        int at = target.at(column, row);
        if (fed && (in.position <= in.safeEnd || in.ready())) {
            blocks.decode(at, row * target.component.paddedAcross() + column, state, part);
            return true;
        }
        if (fed) {
            state.starve();
        }
        blocks.skip(at);
        return false;
    }
}
