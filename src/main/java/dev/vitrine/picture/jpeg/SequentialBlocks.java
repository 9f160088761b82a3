package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;

/// Decodes one component's blocks of a sequential scan (F.2.2), keeping what the component's size needs and stepping
/// over the rest.
final class SequentialBlocks implements BlockDecoder {
    private final BitReader in;
    private final HuffmanTable dcTable;
    private final HuffmanTable acTable;
    private final int[] dc;
    private final int[] ac;
    private final char[] skips;
    private final byte[] slots;
    private final int last;
    private final Coefficients target;

    SequentialBlocks(BitReader in, Tables tables, Scan.Part part, Coefficients target) throws Corrupt {
        this.in = in;
        this.target = target;
        dcTable = tables.dc(part.dcTable());
        acTable = tables.ac(part.acTable());
        dc = dcTable.lookup();
        ac = acTable.lookup();
        skips = acTable.skips();
        slots = target.component.zigzag().slots;
        last = target.component.zigzag().last;
    }

    @Override
    public Coefficients target() {
        return target;
    }

    @Override
    public void skip(int at) {
        // The block before may have left a coefficient here that it does not keep.
        target.values[at] = 0;
    }

    @Override
    public void decode(int at, int index, RestartIntervals state, int predictor) {
        state.predictors[predictor] = decode(target.values, at, state.predictors[predictor]);
    }

    /// Returns the DC value, which is the next prediction.
    private int decode(short[] block, int at, int prediction) {
        byte[] window = in.window;
        int position = in.position;
        int count = in.count;
        long bits = in.bits | (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
        position += 63 - count >>> 3;
        count |= 56;

        int value;
        int entry = dc[(int) (bits >>> HuffmanTable.SHIFT)];
        if ((entry & 63) != 0) {
            bits <<= entry;
            count -= entry & 63;
            value = prediction + (entry >> 16);
        } else {
            in.set(bits, count, position);
            value = prediction + in.extend(dcTable.decode(in) & 15);
            bits = in.bits;
            count = in.count;
            position = in.position;
        }
        block[at] = (short) value;

        int k = 1;
        while (k <= last) {
            if (count < HuffmanTable.PEEK) {
                bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                position += 63 - count >>> 3;
                count |= 56;
            }
            entry = ac[(int) (bits >>> HuffmanTable.SHIFT)];
            if ((entry & 63) != 0) {
                bits <<= entry;
                count -= entry & 63;
                k += entry >>> 6 & 255;
                block[at + slots[k - 1]] = (short) (entry >> 16);
            } else {
                in.set(bits, count, position);
                int symbol = acTable.decode(in);
                k += steps(symbol);
                block[at + slots[k - 1]] = (short) in.extend(symbol & 15);
                bits = in.bits;
                count = in.count;
                position = in.position;
            }
        }
        while (k < 64) {
            if (count < HuffmanTable.PEEK) {
                bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                position += 63 - count >>> 3;
                count |= 56;
            }
            entry = skips[(int) (bits >>> HuffmanTable.SHIFT)];
            int then = k + (entry >>> 6);
            if (then < 64) {
                bits <<= entry;
                count -= entry & 63;
                k = then;
            } else if (then == 64 || then >= HuffmanTable.END && then < HuffmanTable.END + 64) {
                bits <<= entry;
                count -= entry & 63;
                break;
            } else {
                in.set(bits, count, position);
                int symbol = acTable.decode(in);
                k += steps(symbol);
                in.take(symbol & 15);
                bits = in.bits;
                count = in.count;
                position = in.position;
            }
        }
        in.wrong |= k > 64 && k < HuffmanTable.END; // a run beyond the end of the block
        in.set(bits, count, position);
        return value;
    }

    /// F.2.2.2: run and size; a run without size ends the block, unless it is sixteen zeros.
    private static int steps(int symbol) {
        int run = symbol >> 4;
        return (symbol & 15) == 0 && run < 15 ? HuffmanTable.END : run + 1;
    }
}
