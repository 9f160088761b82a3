package dev.vitrine.catalog.index;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.TagPath;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/// Everything the index knows as of one position in the change log. Unchangeable: readers need no lock, a writer makes
/// the next one beside it.
///
/// Rows are numbered as in the database. A version shares with the one before whatever a change did not touch.
///
/// @param logEntry what stands in the log at `sequence`: tells this history from another one with the same numbers
/// @param limit larger than any row number
/// @param zone where the person is, by which the day and the month of adding go
/// @param traits row sets numbered as in {@link Trait}
public record IndexVersion(
        long sequence,
        String logEntry,
        ZoneId zone,
        int limit,
        RowChunk[] chunks,
        RowSets traits,
        NameTable userNames,
        RowSets users,
        NameTable tagNames,
        RowSets tags,
        ValueTables values,
        WordIndex words,
        IdTable ids,
        Orders orders) {

    /// Rows by time added, by time taken, by title and by size, all ascending; equal ones by id.
    public record Orders(SortedRows created, SortedRows taken, SortedRows title, SortedRows size) {
        static final Orders EMPTY = new Orders(
                SortedRows.of(new int[0], 0),
                SortedRows.of(new int[0], 0),
                SortedRows.of(new int[0], 0),
                SortedRows.of(new int[0], 0));
    }

    /// @param searched the attributes that have a column
    public static IndexVersion empty(List<Attribute> searched, ZoneId zone) {
        return new IndexVersion(
                0,
                "",
                zone,
                0,
                new RowChunk[0],
                RowSets.empty(Trait.COUNT),
                new NameTable(),
                RowSets.empty(0),
                new NameTable(),
                RowSets.empty(0),
                ValueTables.of(searched),
                WordIndex.EMPTY,
                new IdTable(0),
                Orders.EMPTY);
    }

    /// One without rows, to be filled from the beginning.
    public IndexVersion cleared() {
        return empty(values.attributes(), zone);
    }

    RoaringBitmap rows(Trait trait) {
        return traits.get(trait.ordinal());
    }

    /// The rows with a tag or, of a branch, with any tag in it ({@link TagPath}). Never to be changed.
    RoaringBitmap tagged(String requested) {
        return TagPath.isBranch(requested)
                ? rowsWithAny(branch(TagPath.root(requested)))
                : tagNames.find(requested).stream()
                        .mapToObj(tags::get)
                        .findFirst()
                        .orElseGet(RoaringBitmap::new);
    }

    RoaringBitmap rowsWithAny(IntStream tagNumbers) {
        return FastAggregation.or(tagNumbers.mapToObj(tags::get).iterator());
    }

    /// The numbers of a tag and of all below it: all names between these two, but for one that ends with its slash.
    IntStream branch(String root) {
        String first = root + "/";
        int[] below = tagNames.between(first, root + "0", tags.count());
        int from = below.length > 0 && tagNames.name(below[0]).equals(first) ? 1 : 0;
        return IntStream.concat(tagNames.find(root).stream(), Arrays.stream(below, from, below.length))
                .filter(number -> number < tags.count());
    }

    /// Every row there is, in the trash or not.
    public RoaringBitmap present() {
        return RoaringBitmap.or(rows(Trait.LIVE), rows(Trait.TRASHED));
    }

    private boolean isPresent(int row) {
        return rows(Trait.LIVE).contains(row) || rows(Trait.TRASHED).contains(row);
    }

    RowChunk chunk(int row) {
        return chunks[row >> RowChunk.SHIFT];
    }

    public String id(int row) {
        return chunk(row).id(row & RowChunk.SIZE - 1);
    }

    public long created(int row) {
        return chunk(row).created(row & RowChunk.SIZE - 1);
    }

    public long taken(int row) {
        return chunk(row).taken(row & RowChunk.SIZE - 1);
    }

    long sizeBytes(int row) {
        return chunk(row).sizeBytes(row & RowChunk.SIZE - 1);
    }

    /// What the originals of these rows come to.
    ///
    /// @param bytes of those that say how large they are
    /// @param unsized how many do not
    public record Sizes(long bytes, int unsized) {}

    public Sizes sizes(RoaringBitmap rows) {
        long sum = 0;
        int unsized = 0;
        int[] batch = new int[1024];
        BatchIterator all = rows.getBatchIterator();
        while (all.hasNext()) {
            int count = all.nextBatch(batch);
            for (int i = 0; i < count; i++) {
                long size = sizeBytes(batch[i]);
                sum += size;
                unsized += size == 0 ? 1 : 0;
            }
        }
        return new Sizes(sum, unsized);
    }

    /// The row of an image, or -1.
    public int row(String imageId) {
        return ids.find(imageId, row -> row < limit && isPresent(row) && id(row).equals(imageId));
    }
}
