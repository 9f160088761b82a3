package dev.vitrine.catalog.index;

import dev.vitrine.image.PerceptualHash;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Finds hashes that differ in few bits, however turned or mirrored, without looking at all of them. Safe for any
/// thread.
///
/// By multi-index hashing: of two hashes that differ in no more than seven bits, one of four bands of 16 bits differs
/// in one bit at most. So a hash is compared only with those that nearly share a band with it or with one of its
/// turned forms. Where many share a band, as pages of text do, those are divided again by the bits that are left.
/// Turning leaves each bit in its band.
final class HashTree {
    private static final int BANDS = 4;
    private static final int SIDE = 8;
    private static final int MAX_DEPTH = 3;
    /// Comparing so many takes longer than dividing them.
    private static final int LARGE = 2048;
    private static final int OFTEN = 1024;

    private final long[] hashes;
    private final List<Band> bands;

    /// @param hashes all of them different
    HashTree(long[] hashes) {
        this.hashes = hashes;
        int[] all = new int[hashes.length];
        Arrays.setAll(all, i -> i);
        bands = bands(all, -1L, 1);
    }

    /// Those that are near a hash, some of them more than once.
    ///
    /// @param enough is called with the place of each, until it answers true
    /// @return whether it did
    boolean near(long hash, IntPredicate enough) {
        long[] turned = new PerceptualHash(hash).turned();
        for (Band band : bands) {
            if (near(band, turned, enough)) {
                return true;
            }
        }
        return false;
    }

    /// Marks those that are near another one.
    ///
    /// Band by band in the order of buckets, so that what is compared was compared a moment ago and is at hand: of
    /// a million, one after the other would take several times as long.
    ///
    /// @param often is called now and then, on any thread
    void markCompanions(boolean[] isCompanion, Runnable often) {
        for (Band band : bands) {
            RowParts.each(band.places.length, band.places.length, (from, to) -> {
                for (int at = from; at < to; at++) {
                    int own = band.places[at];
                    isCompanion[own] = isCompanion[own]
                            || near(band, new PerceptualHash(hashes[own]).turned(), place -> place != own);
                    if (at % OFTEN == 0) {
                        often.run();
                    }
                }
                return to;
            });
        }
    }

    private static boolean near(Band band, long[] turned, IntPredicate enough) {
        for (long bits : turned) {
            if (near(band, bits, enough)) {
                return true;
            }
        }
        return false;
    }

    private static boolean near(Band band, long bits, IntPredicate enough) {
        int own = (int) Long.compress(bits, band.mask);
        if (near(band, own, bits, enough)) {
            return true;
        }
        for (int bit = 1; bit < band.starts.length - 1; bit <<= 1) {
            if (near(band, own ^ bit, bits, enough)) {
                return true;
            }
        }
        return false;
    }

    private static boolean near(Band band, int bucket, long bits, IntPredicate enough) {
        List<Band> divided = band.divided.length == 0 ? null : band.divided[bucket];
        if (divided != null) {
            for (Band part : divided) {
                if (near(part, bits, enough)) {
                    return true;
                }
            }
            return false;
        }
        int end = band.starts[bucket + 1];
        for (int at = band.starts[bucket]; at < end; at++) {
            if (Long.bitCount(band.sorted[at] ^ bits) <= PerceptualHash.MAX_DISTANCE && enough.test(band.places[at])) {
                return true;
            }
        }
        return false;
    }

    /// Of some hashes, by some of their bits, in the order of buckets.
    private record Band(
            long mask,
            int[] starts,
            int[] places,
            long[] sorted,
            @Nullable List<Band>[] divided) {}

    private List<Band> bands(int[] places, long left, int depth) {
        return LongStream.of(masks(left))
                .mapToObj(mask -> band(places, mask, left & ~mask, depth))
                .toList();
    }

    /// Equally many bits for each band, those that turning swaps for the same one.
    static long[] masks(long left) {
        long[] masks = new long[BANDS];
        for (int across = 0; across < SIDE; across++) {
            for (int down = across; down < SIDE; down++) {
                long swapped = (1L << SIDE * down + across | 1L << SIDE * across + down) & left;
                int min = 0;
                for (int band = 1; band < BANDS; band++) {
                    min = Long.bitCount(masks[band]) < Long.bitCount(masks[min]) ? band : min;
                }
                masks[min] |= swapped;
            }
        }
        return masks;
    }

    private Band band(int[] of, long mask, long left, int depth) {
        int buckets = 1 << Long.bitCount(mask);
        int[] starts = new int[buckets + 1];
        for (int place : of) {
            starts[(int) Long.compress(hashes[place], mask) + 1]++;
        }
        for (int bucket = 0; bucket < buckets; bucket++) {
            starts[bucket + 1] += starts[bucket];
        }
        int[] next = starts.clone();
        int[] places = new int[of.length];
        long[] sorted = new long[of.length];
        for (int place : of) {
            int at = next[(int) Long.compress(hashes[place], mask)]++;
            places[at] = place;
            sorted[at] = hashes[place];
        }
        return new Band(mask, starts, places, sorted, divided(starts, places, left, depth));
    }

    /// None at all where no bucket is large, as it is with most.
    private @Nullable List<Band>[] divided(int[] starts, int[] places, long left, int depth) {
        int[] large = depth == MAX_DEPTH
                ? new int[0]
                : IntStream.range(0, starts.length - 1)
                        .filter(bucket -> starts[bucket + 1] - starts[bucket] > LARGE)
                        .toArray();
        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know no type parameters
        @Nullable
        List<Band>[] divided = new List[large.length == 0 ? 0 : starts.length - 1];
        for (int bucket : large) {
            divided[bucket] = bands(Arrays.copyOfRange(places, starts[bucket], starts[bucket + 1]), left, depth + 1);
        }
        return divided;
    }
}
