package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;

/// Decodes one component's blocks of a progressive scan (annex G), keeping what the component's size needs.
///
/// A refinement reads one bit for each coefficient that is already nonzero, so which ones are has to be known even of
/// those that are not kept: one bit each, and the bits to step over are counted 64 at a time.
final class ProgressiveBlocks {
    /// One instruction where the processor deposits bits (x86-64), a hundred elsewhere.
    private static final boolean BIT_DEPOSIT = System.getProperty("os.arch").matches("amd64|x86_64");

    private final BitReader in;
    private final Scan scan;
    private final HuffmanTable table;
    private final int[] lookup;
    private final int first;
    private final int last;
    private final int low;
    private final long band;
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
        lookup = coded ? table.lookup() : new int[0];
        first = scan.first();
        last = scan.last();
        low = scan.low();
        band = scan.band();
        slots = target.component.zigzag().slots;
        kept = target.component.zigzag().kept;
        values = target.values;
        nonzero = target.nonzero;
    }

    Coefficients target() {
        return target;
    }

    /// Decodes one block; the reader must hold a block's worth of bits.
    ///
    /// @param at where its coefficients go
    /// @param index its number within the whole component
    /// @param predictor which DC prediction is this component's
    void decode(int at, int index, RestartIntervals state, int predictor) {
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
        state.predictors[predictor] += difference();
        values[at] = (short) (state.predictors[predictor] << scan.low());
    }

    private int difference() {
        if (in.count < HuffmanTable.PEEK) {
            in.refill();
        }
        int entry = lookup[(int) (in.bits >>> HuffmanTable.SHIFT)];
        if ((entry & 63) == 0) {
            return in.extend(table.decode(in) & 15);
        }
        in.bits <<= entry;
        in.count -= entry & 63;
        return entry >> 16;
    }

    /// G.1.2.2.
    private void decodeBand(int at, int index, RestartIntervals state) {
        if (state.endOfBandRun > 0) {
            state.endOfBandRun--;
            return;
        }
        long found = 0;
        int k = first;
        byte[] window = in.window;
        int position = in.position;
        int count = in.count;
        long bits = in.bits;
        while (k <= last) {
            if (count < HuffmanTable.PEEK) {
                bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                position += 63 - count >>> 3;
                count |= 56;
            }
            int entry = lookup[(int) (bits >>> HuffmanTable.SHIFT)];
            int value;
            if ((entry & 63) != 0) {
                bits <<= entry;
                count -= entry & 63;
                k += entry >>> 6 & 255;
                value = entry >> 16;
            } else {
                in.set(bits, count, position);
                int symbol = table.decode(in);
                value = in.extend(symbol & 15);
                k += steps(symbol, state);
                bits = in.bits;
                count = in.count;
                position = in.position;
            }
            if (value != 0 && k <= last + 1) {
                found |= 1L << k - 1;
                if ((kept >>> k - 1 & 1) != 0) {
                    values[at + slots[k - 1]] = (short) (value << low);
                }
            }
        }
        in.set(bits, count, position);
        if (nonzero.length > 0) {
            nonzero[index] |= found;
        }
        // The block at hand is the first of the run.
        state.endOfBandRun = Math.max(0, state.endOfBandRun - 1);
    }

    /// Steps that the symbol makes; one that ends the band also starts a run of ended bands.
    private int steps(int symbol, RestartIntervals state) {
        int run = symbol >> 4;
        if ((symbol & 15) != 0 || run == 15) {
            return run + 1;
        }
        state.endOfBandRun = (1 << run) + in.take(run);
        return HuffmanTable.END;
    }

    /// G.1.2.3: new coefficients of one bit each, and between them a correction bit for each that is already there.
    private void refine(int at, int index, RestartIntervals state) {
        long before = nonzero[index];
        long rest = band;
        if (state.endOfBandRun > 0) {
            state.endOfBandRun--;
            correct(at, before & rest);
            return;
        }
        long after = before;
        byte[] window = in.window;
        int position = in.position;
        int count = in.count;
        long bits = in.bits;
        while (rest != 0) {
            if (count < HuffmanTable.PEEK) {
                bits |= (long) BitReader.BIG_ENDIAN.get(window, position) >>> count;
                position += 63 - count >>> 3;
                count |= 56;
            }
            int entry = lookup[(int) (bits >>> HuffmanTable.SHIFT)];
            int steps = entry >>> 6 & 255;
            int fresh = entry >> 16;
            if ((entry & 63) != 0) {
                bits <<= entry;
                count -= entry & 63;
            } else {
                in.set(bits, count, position);
                int symbol = table.decode(in);
                fresh = in.extend(symbol & 15);
                steps = steps(symbol, state);
                bits = in.bits;
                count = in.count;
                position = in.position;
            }
            if (steps >= HuffmanTable.END) {
                state.endOfBandRun = Math.max(0, state.endOfBandRun - 1);
                break;
            }
            long place = select(~before & rest, steps - 1);
            // Everything up to the place, or all that is left when there is no such place.
            long passed = rest & place - 1;
            long corrected = before & passed;
            int corrections = Long.bitCount(corrected);
            if (corrections > 0) {
                if (corrections > count || (corrected & kept) != 0) {
                    in.set(bits, count, position);
                    correct(at, corrected);
                    bits = in.bits;
                    count = in.count;
                    position = in.position;
                } else {
                    bits <<= corrections;
                    count -= corrections;
                }
            }
            rest &= ~(passed | place);
            if (fresh != 0) {
                after |= place;
                if ((kept & place) != 0) {
                    values[at + slots[Long.numberOfTrailingZeros(place)]] = (short) (fresh << low);
                }
            }
        }
        nonzero[index] = after;
        in.set(bits, count, position);
        correct(at, before & rest);
    }

    /// The set bit of `set` that has `skipped` set bits below it, or 0.
    private static long select(long set, int skipped) {
        if (BIT_DEPOSIT) {
            return Long.expand(1L << skipped, set);
        }
        long left = set;
        for (int i = 0; i < skipped; i++) {
            left &= left - 1;
        }
        return Long.lowestOneBit(left);
    }

    /// One correction bit for each of the coefficients given as bits; those that are not kept are stepped over.
    private void correct(int at, long coefficients) {
        if (coefficients != 0) {
            long lower = coefficients & 0xFFFFFFFFL;
            correctHalf(at, lower);
            correctHalf(at, coefficients ^ lower);
        }
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
                correct(at + slots[Long.numberOfTrailingZeros(left)]);
            }
        }
    }

    private void correct(int slot) {
        int bit = 1 << low;
        if ((values[slot] & bit) == 0) {
            values[slot] += (short) (values[slot] >= 0 ? bit : -bit);
        }
    }
}
