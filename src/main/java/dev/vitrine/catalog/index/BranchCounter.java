package dev.vitrine.catalog.index;

import dev.vitrine.image.TagPath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/// Counts for many branches of tags at once in how many rows each is: in one walk over the rows, where joining the row
/// sets of their tags would take longer.
final class BranchCounter {
    /// Joining the set of one more tag takes as long as looking at so many rows.
    private static final int ROWS_A_TAG = 200;

    private static final int NONE = -1;

    private final IndexVersion index;
    private final List<String> branches;
    private final int[][] tags;

    /// @param branches in the form of a query: `place/*`
    BranchCounter(IndexVersion index, List<String> branches) {
        this.index = index;
        this.branches = branches.stream()
                .sorted(Comparator.comparingInt(String::length))
                .toList();
        this.tags = this.branches.stream()
                .map(branch -> index.branch(TagPath.root(branch)).toArray())
                .toArray(int[][]::new);
    }

    Map<String, Integer> in(RoaringBitmap rows) {
        long joined = Arrays.stream(tags).mapToLong(numbers -> numbers.length).sum();
        int[] counts = rows.getLongCardinality() < joined * ROWS_A_TAG ? walked(rows) : joined(rows);
        var named = new HashMap<String, Integer>();
        for (int branch = 0; branch < counts.length; branch++) {
            named.put(branches.get(branch), counts[branch]);
        }
        return named;
    }

    private int[] joined(RoaringBitmap rows) {
        return Arrays.stream(tags)
                .mapToInt(numbers -> RoaringBitmap.andCardinality(rows, index.rowsWithAny(IntStream.of(numbers))))
                .toArray();
    }

    private int[] walked(RoaringBitmap rows) {
        int[] innermost = new int[index.tags().count()];
        int[] around = new int[branches.size()];
        Arrays.fill(innermost, NONE);
        for (int branch = 0; branch < around.length; branch++) { // the shorter ones are around the longer ones
            around[branch] = tags[branch].length == 0 ? NONE : innermost[tags[branch][0]];
            for (int tag : tags[branch]) {
                innermost[tag] = branch;
            }
        }
        return RowParts.each(
                        index.chunks().length,
                        rows.getLongCardinality(),
                        (from, to) -> walked(rows, from, to, innermost, around))
                .stream()
                .reduce(new int[around.length], BranchCounter::sum);
    }

    private int[] walked(RoaringBitmap rows, int fromChunk, int toChunk, int[] innermost, int[] around) {
        int[] counts = new int[around.length];
        int[] last = new int[around.length];
        Arrays.fill(last, NONE);
        int end = toChunk << RowChunk.SHIFT;
        int[] batch = new int[RowChunk.SIZE];
        BatchIterator all = rows.getBatchIterator();
        all.advanceIfNeeded(fromChunk << RowChunk.SHIFT);
        while (all.hasNext()) {
            int size = all.nextBatch(batch);
            for (int i = 0; i < size; i++) {
                int row = batch[i];
                if (row >= end) {
                    return counts;
                }
                RowChunk chunk = index.chunk(row);
                int place = row & RowChunk.SIZE - 1;
                int tagEnd = chunk.tagEnds.get(place);
                for (int at = chunk.tagStart(place); at < tagEnd; at++) {
                    int branch = innermost[chunk.tags.get(at)];
                    for (; branch != NONE && last[branch] != row; branch = around[branch]) {
                        last[branch] = row;
                        counts[branch]++;
                    }
                }
            }
        }
        return counts;
    }

    private static int[] sum(int[] some, int[] more) {
        int[] sum = some.clone();
        Arrays.setAll(sum, i -> some[i] + more[i]);
        return sum;
    }
}
