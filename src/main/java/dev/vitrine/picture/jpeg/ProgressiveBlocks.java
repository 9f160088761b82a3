package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;

/// Decodes one component's blocks of a progressive scan (annex G), keeping what the component's size needs.
///
/// A refinement reads one bit for each coefficient that is already nonzero, so which ones are has to be known even of those that are
/// not kept: one bit each, and the bits to step over are counted 64 at a time.
final class ProgressiveBlocks implements BlockDecoder {
    private final BitReader in;
    private final Scan scan;
    private final HuffmanTable table;
    private final int[] lookup;
    private final byte[] slots;
    private final long kept;
    private final short[] values;
    private final long[] nonzero;
    private final Coefficients target;

    ProgressiveBlocks(BitReader in, Tables tables, Scan scan, Scan.Part part, Coefficients target) throws Corrupt {
        this.in = in;
        this.scan = scan;
        this.target = target;
        boolean coded = !scan.isDc() || !scan.refines();
        table = !coded ? HuffmanTable.NONE : scan.isDc() ? tables.dc(part.dcTable()) : tables.ac(part.acTable());
        lookup = coded ? table.coefficients() : new int[0];
        slots = target.component.zigzag().slots;
        kept = target.component.zigzag().kept;
        values = target.values;
        nonzero = target.nonzero;
    }

    @Override
    public Coefficients target() {
        return target;
    }

    @Override
    public void skip(int at) {
        // What earlier scans brought stays.
    }

    @Override
    public void decode(int at, int index, RestartIntervals state, int predictor) {
        if (scan.isDc()) {
            decodeDc(at, state, predictor);
        } else if (scan.refines()) {
            refine(at, index, state);
        } else {
            decodeBand(at, index, state);
        }
    }

    /// G.1.2.1.
    private void decodeDc(int at, RestartIntervals state, int predictor) {
        if (scan.refines()) {
            values[at] |= (short) (in.take(1) << scan.low());
            return;
        }
        state.predictors[predictor] += in.extend(table.decode(in) & 15);
        values[at] = (short) (state.predictors[predictor] << scan.low());
    }

    /// G.1.2.2.
    private void decodeBand(int at, int index, RestartIntervals state) {
        if (state.endOfBandRun > 0) {
            state.endOfBandRun--;
            return;
        }
        long found = 0;
        int k = scan.first();
        int last = scan.last();
        byte[] window = in.window;
        int position = in.position;
        int count = in.count;
        long bits = in.bits;
        while (k <= last) {
            if (count < 32) {
                bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                position += 63 - count >>> 3;
                count |= 56;
            }
            int entry = lookup[(int) (bits >>> HuffmanTable.SHIFT)];
            int value;
            if (entry != 0) {
                bits <<= entry;
                count -= entry & 63;
                k += entry >>> 6 & 127;
                value = entry >> 16;
            } else {
                in.set(bits, count, position);
                int symbol = table.decode(in);
                int run = symbol >> 4;
                value = 0;
                if ((symbol & 15) != 0) {
                    k += run + 1;
                    value = in.extend(symbol & 15);
                } else if (run == 15) {
                    k += 16;
                } else {
                    state.endOfBandRun = (1 << run) - 1 + in.take(run);
                    k += HuffmanTable.END;
                }
                bits = in.bits;
                count = in.count;
                position = in.position;
            }
            if (value != 0 && k <= last + 1) {
                found |= 1L << k - 1;
                if ((kept >>> k - 1 & 1) != 0) {
                    values[at + slots[k - 1]] = (short) (value << scan.low());
                }
            }
        }
        in.set(bits, count, position);
        if (nonzero.length > 0) {
            nonzero[index] |= found;
        }
    }

    /// G.1.2.3: new coefficients of one bit each, and between them a correction bit for each that is already there.
    private void refine(int at, int index, RestartIntervals state) {
        long before = nonzero[index];
        long rest = scan.band();
        while (rest != 0 && state.endOfBandRun == 0) {
            int symbol = symbol();
            int run = symbol >> 4;
            int fresh = 0;
            if ((symbol & 15) != 0) {
                fresh = in.take(1) == 0 ? -1 : 1;
            } else if (run < 15) {
                state.endOfBandRun = (1 << run) + in.take(run);
                break;
            }
            long zeros = ~before & rest;
            for (int i = 0; i < run; i++) {
                zeros &= zeros - 1;
            }
            long place = Long.lowestOneBit(zeros);
            // Everything up to the place, or all that is left when there is no such place.
            long passed = rest & place - 1;
            correct(at, before & passed);
            rest &= ~passed & ~place;
            if (fresh != 0 && place != 0) {
                nonzero[index] |= place;
                if ((kept & place) != 0) {
                    values[at + slots[Long.numberOfTrailingZeros(place)]] = (short) (fresh << scan.low());
                }
            }
        }
        if (state.endOfBandRun > 0) {
            correct(at, before & rest);
            state.endOfBandRun--;
        }
    }

    private int symbol() {
        if (in.count < 32) {
            in.refill();
        }
        int entry = table.symbols()[(int) (in.bits >>> HuffmanTable.SHIFT)];
        if (entry == 0) {
            return table.decode(in);
        }
        in.bits <<= entry >>> 8;
        in.count -= entry >>> 8;
        return entry & 0xFF;
    }

    /// One correction bit for each of the coefficients given as bits; those that are not kept are stepped over.
    private void correct(int at, long coefficients) {
        if (coefficients == 0) {
            return;
        }
        long lower = coefficients & 0xFFFFFFFFL;
        correctHalf(at, lower);
        correctHalf(at, coefficients ^ lower);
    }

    private void correctHalf(int at, long coefficients) {
        int n = Long.bitCount(coefficients);
        if (in.count < n) {
            in.refill();
        }
        long corrections = in.bits;
        in.bits <<= n;
        in.count -= n;
        for (long left = coefficients & kept; left != 0; left &= left - 1) {
            int before = Long.bitCount(coefficients & Long.lowestOneBit(left) - 1);
            if (corrections << before < 0) {
                int slot = at + slots[Long.numberOfTrailingZeros(left)];
                int bit = 1 << scan.low();
                if ((values[slot] & bit) == 0) {
                    values[slot] += (short) (values[slot] >= 0 ? bit : -bit);
                }
            }
        }
    }
}
