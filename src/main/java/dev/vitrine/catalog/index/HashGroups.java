package dev.vitrine.catalog.index;

import dev.vitrine.image.PerceptualHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Rows that look alike, over one another: of a million rows in seconds.
///
/// By multi-index hashing: of two hashes that differ in no more than seven bits, one of four bands of 16 bits differs
/// in one bit at most. So each hash is compared only with those that nearly share a band with it; turned and mirrored
/// ones, which are copies and nearer, with those that share one.
public final class HashGroups {
    private static final int BAND = 16;
    private static final int BUCKETS = 1 << BAND;

    private final long[] hashes;
    private final int[] parents;

    private HashGroups(long[] hashes) {
        this.hashes = hashes;
        this.parents = new int[hashes.length];
        Arrays.setAll(parents, i -> i);
    }

    /// The live rows that are not alone, each group by row.
    public static List<int[]> of(IndexVersion index) {
        RoaringBitmap live = index.rows(Trait.LIVE);
        int[] rows = live.toArray();
        long[] all = new long[rows.length];
        Arrays.setAll(all, i -> index.chunk(rows[i]).hash(rows[i] & RowChunk.SIZE - 1));
        long[] different =
                Arrays.stream(all).filter(bits -> bits != 0).sorted().distinct().toArray();
        var groups = new HashGroups(different);
        for (int shift = 0; shift < Long.SIZE; shift += BAND) {
            groups.join(shift);
        }
        return groups.rows(rows, all);
    }

    private List<int[]> rows(int[] rows, long[] all) {
        int[] groupOf = new int[rows.length];
        int[] sizes = new int[hashes.length];
        for (int i = 0; i < rows.length; i++) {
            groupOf[i] = all[i] == 0 ? -1 : root(Arrays.binarySearch(hashes, all[i]));
            if (groupOf[i] >= 0) {
                sizes[groupOf[i]]++;
            }
        }
        int[] @Nullable [] members = new int[hashes.length][];
        int[] filled = new int[hashes.length];
        var found = new ArrayList<int[]>();
        for (int i = 0; i < rows.length; i++) {
            int group = groupOf[i];
            if (group >= 0 && sizes[group] > 1) {
                int[] of = members[group];
                if (of == null) {
                    of = new int[sizes[group]];
                    members[group] = of;
                    found.add(of);
                }
                of[filled[group]++] = rows[i];
            }
        }
        return found;
    }

    private void join(int shift) {
        int[] starts = new int[BUCKETS + 1];
        for (long bits : hashes) {
            starts[(int) (bits >>> shift & BUCKETS - 1) + 1]++;
        }
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            starts[bucket + 1] += starts[bucket];
        }
        int[] next = starts.clone();
        int[] order = new int[hashes.length];
        long[] sorted = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            int at = next[(int) (hashes[i] >>> shift & BUCKETS - 1)]++;
            order[at] = i;
            sorted[at] = hashes[i];
        }
        var band = new Band(shift, starts, order, sorted);
        RowParts.each(hashes.length, hashes.length, (from, to) -> {
            for (int i = from; i < to; i++) {
                compare(i, band);
            }
            return to;
        });
    }

    private record Band(int shift, int[] starts, int[] order, long[] sorted) {}

    private void compare(int i, Band band) {
        long[] turned = new PerceptualHash(hashes[i]).turned();
        int own = (int) (turned[0] >>> band.shift & BUCKETS - 1);
        compare(i, turned[0], own, band);
        for (int bit = 0; bit < BAND; bit++) {
            compare(i, turned[0], own ^ 1 << bit, band);
        }
        for (int form = 1; form < turned.length; form++) {
            compare(i, turned[form], (int) (turned[form] >>> band.shift & BUCKETS - 1), band);
        }
    }

    private void compare(int i, long bits, int bucket, Band band) {
        long[] sorted = band.sorted;
        int end = band.starts[bucket + 1];
        for (int at = band.starts[bucket]; at < end; at++) {
            if (Long.bitCount(sorted[at] ^ bits) <= PerceptualHash.MAX_DISTANCE && band.order[at] != i) {
                unite(i, band.order[at]);
            }
        }
    }

    private synchronized void unite(int one, int other) {
        parents[root(one)] = root(other);
    }

    private int root(int of) {
        int at = of;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
