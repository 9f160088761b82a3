package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Rows that look alike: the best of each group, and those that look like it and like no better one. Of a million rows
/// in seconds.
public final class HashGroups {
    private static final int OFTEN = 1024;

    private final IndexVersion index;
    private final BooleanSupplier continues;
    /// Those whose hash is known.
    private final int[] rows;
    /// Ascending, each of them once.
    private final long[] hashes;

    private HashGroups(IndexVersion index, BooleanSupplier continues) {
        this.index = index;
        this.continues = continues;
        rows = index.rows(Trait.LIVE).stream().filter(row -> hash(row) != 0).toArray();
        hashes = IntStream.of(rows).mapToLong(this::hash).sorted().distinct().toArray();
    }

    /// The largest group first, of equally large ones that with the newest best one.
    ///
    /// @param continues is asked now and then
    /// @return of each group the rows, the best first: it has the most pixels, give or take a hundredth, then the
    ///   most bytes, then is the oldest
    /// @throws ImageException.Cancelled when it is not to continue
    public static List<int[]> of(IndexVersion index, BooleanSupplier continues) {
        var groups = new HashGroups(index, continues);
        boolean[] isCompanion = groups.companions();
        int[] better = IntStream.of(groups.rows)
                .filter(row -> isCompanion[groups.number(row)])
                .boxed()
                .sorted(groups.better())
                .mapToInt(Integer::intValue)
                .toArray();
        return groups.collected(better, groups.groupOf(better, isCompanion));
    }

    /// Of each hash, whether there is another one near it, or another row that has it.
    private boolean[] companions() {
        boolean[] isCompanion = new boolean[hashes.length];
        boolean[] isSeen = new boolean[hashes.length];
        for (int row : rows) {
            int number = number(row);
            isCompanion[number] = isSeen[number];
            isSeen[number] = true;
        }
        new HashTree(hashes).markCompanions(isCompanion, () -> requireToContinue(0));
        return isCompanion;
    }

    /// The number of the group of each hash, from 1.
    ///
    /// @param better rows, the best first: takes those around it, wherever they are left
    private int[] groupOf(int[] better, boolean[] isCompanion) {
        int[] groupOf = new int[hashes.length];
        int[] places = {};
        var tree = new HashTree(new long[0]);
        int left = 0;
        int group = 0;
        for (int i = 0; i < better.length; i++) {
            int own = number(better[i]);
            if (groupOf[own] != 0) {
                continue;
            }
            if (2 * left <= places.length) { // else each looks at many that are taken
                places = IntStream.range(0, hashes.length)
                        .filter(number -> isCompanion[number] && groupOf[number] == 0)
                        .toArray();
                tree = new HashTree(
                        IntStream.of(places).mapToLong(number -> hashes[number]).toArray());
                left = places.length;
            }
            left -= take(tree, places, own, ++group, groupOf);
            requireToContinue(i);
        }
        return groupOf;
    }

    private int take(HashTree tree, int[] places, int own, int group, int[] groupOf) {
        int[] taken = {0};
        tree.near(hashes[own], place -> {
            if (groupOf[places[place]] == 0) {
                groupOf[places[place]] = group;
                taken[0]++;
            }
            return false;
        });
        return taken[0];
    }

    private List<int[]> collected(int[] better, int[] groupOf) {
        int[] sizes = new int[better.length + 1];
        for (int row : better) {
            sizes[groupOf[number(row)]]++;
        }
        int[][] members = new int[sizes.length][];
        int[] filled = new int[sizes.length];
        var groups = new ArrayList<int[]>();
        for (int row : better) {
            int group = groupOf[number(row)];
            if (sizes[group] > 1) {
                if (filled[group] == 0) {
                    members[group] = new int[sizes[group]];
                    groups.add(members[group]);
                }
                members[group][filled[group]++] = row;
            }
        }
        groups.sort(Comparator.<int[]>comparingInt(each -> -each.length)
                .thenComparingLong(each -> -index.created(each[0])));
        return groups;
    }

    private void requireToContinue(int done) {
        if (done % OFTEN == 0 && !continues.getAsBoolean()) {
            throw new ImageException.Cancelled("Stopped.");
        }
    }

    private Comparator<Integer> better() {
        return Comparator.<Integer>comparingInt(this::pixels)
                .thenComparingLong(row -> chunk(row).sizeBytes(row & RowChunk.SIZE - 1))
                .reversed()
                .thenComparingLong(index::created)
                .thenComparing(index::id);
    }

    /// In steps of a hundredth: a turned picture has as many.
    private int pixels(int row) {
        int at = row & RowChunk.SIZE - 1;
        int side = chunk(row).sides.get(at);
        float aspect = Float.float16ToFloat((short) chunk(row).aspect(at));
        return side == 0 || aspect == 0
                ? 0
                : (int) Math.round(100 * Math.log((double) side * side * Math.min(aspect, 1 / aspect)));
    }

    private int number(int row) {
        return Arrays.binarySearch(hashes, hash(row));
    }

    private long hash(int row) {
        return chunk(row).hash(row & RowChunk.SIZE - 1);
    }

    private RowChunk chunk(int row) {
        return index.chunk(row);
    }
}
