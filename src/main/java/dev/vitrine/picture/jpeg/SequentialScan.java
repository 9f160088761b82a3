package dev.vitrine.picture.jpeg;

/// Decodes the blocks of a sequential scan (F.2.2) in their order (A.2.2, A.2.3), keeping what the size of each
/// component needs and stepping over the rest.
///
/// Most of the time of a thumbnail is spent in here, so there is one loop over all blocks of a run of units, its state
/// in local variables.
final class SequentialScan implements ScanDecoder {
    private final BitReader in;
    private final RestartIntervals state;
    private final SequentialBlock[] unit;
    private final int unitsAcross;

    SequentialScan(BitReader in, RestartIntervals state, SequentialBlock[] unit, int unitsAcross) {
        this.in = in;
        this.state = state;
        this.unit = unit;
        this.unitsAcross = unitsAcross;
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
        if (unit.length == 1) {
            decodeAlone(unit[0], unitRow);
            return;
        }
        for (SequentialBlock block : unit) {
            block.startRow(unitRow);
        }
        decodeUnits(unitsAcross);
    }

    private void decodeAlone(SequentialBlock block, int unitRow) {
        ScaledComponent component = block.target.component;
        int vertical = component.source().vertical();
        int end = Math.min((unitRow + 1) * vertical, component.down());
        for (int row = unitRow * vertical; row < end; row++) {
            block.at = block.target.rowStart(row);
            decodeUnits(component.across());
        }
    }

    private void decodeUnits(int across) {
        int left = across;
        while (left > 0) {
            boolean fed = state.enter();
            int units = fed ? 1 + state.enterMore(left - 1) : 1;
            int blocks = units * unit.length;
            for (int skipped = fed ? decode(blocks) : 0; skipped < blocks; skipped++) {
                unit[skipped % unit.length].skip();
            }
            left -= units;
        }
    }

    /// Decodes so many blocks, or as many as there are data for; returns how many.
    private int decode(int blocks) {
        int[] predictors = state.predictors;
        byte[] window = in.window;
        int safeEnd = in.safeEnd;
        int position = in.position;
        int count = in.count;
        long bits = in.bits;
        int next = 0;
        for (int done = 0; done < blocks; done++) {
            if (position > safeEnd) {
                in.set(bits, count, position);
                if (!in.ready()) {
                    state.starve();
                    return done;
                }
                safeEnd = in.safeEnd;
                position = in.position;
            }
            SequentialBlock block = unit[next];
            next = next + 1 < unit.length ? next + 1 : 0;
            short[] values = block.values;
            int at = block.at;
            block.at = at + block.step;

            bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
            position += 63 - count >>> 3;
            count |= 56;
            int last = block.last;
            int k = 1;
            int entry = last == 0 ? block.firsts[(int) (bits >>> HuffmanTable.SHIFT)] : 0;
            if (entry != 0) {
                k += entry >>> 6 & 255;
                bits <<= entry;
                count -= entry & 63;
                entry >>= 16;
            } else {
                entry = block.dc[(int) (bits >>> HuffmanTable.CODE_SHIFT)];
                if ((entry & 63) != 0) {
                    int value = HuffmanTable.extend((int) (bits >>> -entry), entry >>> 16);
                    bits <<= entry;
                    count -= entry & 63;
                    entry = value;
                } else {
                    in.set(bits, count, position);
                    entry = in.extend(block.dcTable.decode(in) & 15);
                    bits = in.bits;
                    count = in.count;
                    position = in.position;
                }
            }
            values[at] = (short) (predictors[block.predictor] += entry);

            int[] ac = block.ac;
            byte[] slots = block.slots;
            while (k <= last) {
                if (count < HuffmanTable.CODE_AND_VALUE) {
                    bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                    position += 63 - count >>> 3;
                    count |= 56;
                }
                entry = ac[(int) (bits >>> HuffmanTable.CODE_SHIFT)];
                if ((entry & 63) != 0) {
                    k += entry >>> 6 & 255;
                    values[at + slots[k - 1]] = (short) HuffmanTable.extend((int) (bits >>> -entry), entry >>> 16);
                    bits <<= entry;
                    count -= entry & 63;
                } else {
                    in.set(bits, count, position);
                    int symbol = block.acTable.decode(in);
                    k += HuffmanTable.steps(symbol);
                    values[at + slots[k - 1]] = (short) in.extend(symbol & 15);
                    bits = in.bits;
                    count = in.count;
                    position = in.position;
                }
            }
            char[] skips = block.skips;
            // A refill lasts for four look-ups: whether bits are left is asked as rarely.
            while (k < 64) {
                bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                position += 63 - count >>> 3;
                count |= 56;
                int then = k;
                for (int lookups = 0; lookups < 4; lookups++) {
                    entry = skips[(int) (bits >>> HuffmanTable.SHIFT)];
                    then = k + (entry >>> 6);
                    if (then >= 64) {
                        break;
                    }
                    bits <<= entry;
                    count -= entry & 63;
                    k = then;
                }
                if (then < 64) {
                    continue;
                }
                if (then == 64 || then >= HuffmanTable.END && then < HuffmanTable.END + 64) {
                    bits <<= entry;
                    count -= entry & 63;
                    break;
                }
                in.set(bits, count, position);
                int symbol = block.acTable.decode(in);
                k += HuffmanTable.steps(symbol);
                in.take(symbol & 15);
                bits = in.bits;
                count = in.count;
                position = in.position;
            }
            in.wrong |= k > 64 && k < HuffmanTable.END; // a run beyond the end of the block
        }
        in.set(bits, count, position);
        return blocks;
    }
}
