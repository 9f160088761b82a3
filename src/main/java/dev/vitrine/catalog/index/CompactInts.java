package dev.vitrine.catalog.index;

import java.util.Arrays;

/// Numbers that nearly always fit into two bytes, in two bytes each; a second array takes the upper halves as soon as
/// one does not fit.
final class CompactInts {
    private static final char[] NONE = {};

    private char[] low;
    private char[] high;

    CompactInts(int length) {
        this(new char[length], NONE);
    }

    /// @param high as long as `low`, or empty when all numbers are below 65,536
    CompactInts(char[] low, char[] high) {
        this.low = low;
        this.high = high;
    }

    int length() {
        return low.length;
    }

    /// Whether the lower halves are all there is.
    boolean isSmall() {
        return high.length == 0;
    }

    int get(int at) {
        return high.length == 0 ? low[at] : low[at] | high[at] << Character.SIZE;
    }

    void set(int at, int value) {
        low[at] = (char) value;
        if (value >>> Character.SIZE != 0 && high.length == 0) {
            high = new char[low.length];
        }
        if (high.length > 0) {
            high[at] = (char) (value >>> Character.SIZE);
        }
    }

    CompactInts copy() {
        return new CompactInts(low.clone(), high.clone());
    }

    void resize(int length) {
        low = Arrays.copyOf(low, length);
        high = high.length == 0 ? NONE : Arrays.copyOf(high, length);
    }

    void move(int from, int to, int count) {
        System.arraycopy(low, from, low, to, count);
        if (high.length > 0) {
            System.arraycopy(high, from, high, to, count);
        }
    }

    /// Adds to all numbers from a place on; the largest of them stands last.
    void addFrom(int at, int amount) {
        if (high.length == 0 && low[low.length - 1] + amount <= Character.MAX_VALUE) {
            for (int i = at; i < low.length; i++) {
                low[i] += (char) amount;
            }
            return;
        }
        for (int i = at; i < low.length; i++) {
            set(i, get(i) + amount);
        }
    }

    /// One more for the number that stands at each of these places.
    void count(int[] places, int from, int to, int[] counts) {
        char[] numbers = low;
        if (high.length > 0) {
            for (int i = from; i < to; i++) {
                counts[get(places[i])]++;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            counts[numbers[places[i]]]++;
        }
    }

    /// Sets the bit of each place whose number is wanted.
    ///
    /// @param requested 1 for each number that is, 0 for all others
    /// @param bits from `word` on, of 64 places each
    void mark(long[] requested, long[] bits, int word) {
        char[] numbers = low;
        for (int start = 0; start < numbers.length; start += Long.SIZE) {
            long marked = 0;
            for (int i = 0; i < Long.SIZE; i++) {
                int at = start + i;
                // no branch: half of the rows may be wanted, in no order
                marked |= requested[high.length == 0 ? numbers[at] : get(at)] << i;
            }
            bits[word + (start >> 6)] = marked;
        }
    }

    /// One more for every number in a run of places.
    void countRun(int from, int to, int[] counts) {
        char[] numbers = low;
        if (high.length > 0) {
            for (int i = from; i < to; i++) {
                counts[get(i)]++;
            }
            return;
        }
        for (int i = from; i < to; i++) {
            counts[numbers[i]]++;
        }
    }

    char[] low() {
        return low;
    }

    char[] high() {
        return high;
    }
}
