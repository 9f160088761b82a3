package dev.vitrine.catalog.index;

import dev.vitrine.image.Aspects;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.roaringbitmap.RoaringBitmap;

/// Makes the next version of an index out of the one before and some rows that changed. For one thread, for one
/// version.
///
/// Whatever it changes it copies first: the version before stays as it was.
public final class IndexWriter {
    /// So many have some ten megabytes of words, which take five times that until they are a segment.
    private static final int MAX_COLLECTED = 1 << 19;

    private final IndexVersion before;
    private final RowSets.Editor traits;
    private final RowSets.Editor users;
    private final RowSets.Editor tags;
    private final TitleKeys titleKeys = new TitleKeys();
    private WordIndex words;
    private WordCollector newWords = new WordCollector();
    private final RoaringBitmap moved = new RoaringBitmap();
    private final RoaringBitmap placed = new RoaringBitmap();
    private final BitSet ownChunks = new BitSet();
    private RowChunk[] chunks;
    private IdTable ids;
    private int limit;

    public IndexWriter(IndexVersion before) {
        this.before = before;
        this.traits = before.traits().edit();
        this.users = before.users().edit();
        this.tags = before.tags().edit();
        this.chunks = before.chunks().clone();
        this.ids = before.ids();
        this.limit = before.limit();
        this.words = before.words();
    }

    /// The rows that changed, ascending: those in `images` as they are now, the others are gone.
    public void apply(int[] rows, TreeMap<Integer, ImageRecord> images) {
        for (int row : rows) {
            ImageRecord image = images.get(row);
            if (image == null) {
                remove(row);
                newWords.addGone(row);
            } else {
                put(row, image);
            }
        }
    }

    /// Puts a row in; rows must come in ascending order.
    public void put(int row, ImageRecord image) {
        remove(row);
        RowChunk chunk = chunk(row);
        int at = row & RowChunk.SIZE - 1;
        limit = Math.max(limit, row + 1);
        setId(row, image.imageId());
        ImageFacts facts = image.facts();
        long taken = RowTimes.taken(image);
        chunk.set(at, RowTimes.created(image), taken, facts.sizeBytes(), Aspects.half(facts.width(), facts.height()));
        chunk.setHash(
                at,
                PerceptualHash.parse(facts.text(Attribute.LOOK_HASH))
                        .map(PerceptualHash::bits)
                        .orElse(0L));
        chunk.sides.set(at, Math.max(facts.width(), facts.height()));
        chunk.months[at] = RowTimes.takenMonth(taken);
        int user = before.userNames().number(image.userId());
        chunk.users.set(at, user);
        int[] tagNumbers =
                image.tags().stream().mapToInt(before.tagNames()::number).toArray();
        chunk.setTags(at, tagNumbers);
        before.values().put(chunk, at, facts);
        users.add(user, row);
        Arrays.stream(tagNumbers).forEach(tag -> tags.add(tag, row));
        Trait.forEachSet(image, set -> traits.add(set, row));
        if (newWords.rows() >= MAX_COLLECTED) {
            keepWords();
        }
        newWords.add(row, image);
        placed.add(row);
        titleKeys.add(row, image.title());
    }

    private void remove(int row) {
        if (row >= limit
                || !(traits.contains(Trait.LIVE.ordinal(), row) || traits.contains(Trait.TRASHED.ordinal(), row))) {
            return;
        }
        RowChunk chunk = chunk(row);
        int at = row & RowChunk.SIZE - 1;
        for (int set = 0; set < Trait.COUNT; set++) {
            traits.remove(set, row);
        }
        users.remove(chunk.users.get(at), row);
        Arrays.stream(chunk.tagsAt(at)).forEach(tag -> tags.remove(tag, row));
        chunk.setTags(at, new int[0]);
        moved.add(row);
    }

    /// @param storedTitle the title key of a row that did not change
    public IndexVersion finish(long sequence, String logEntry, IntFunction<String> storedTitle) {
        ownChunks.stream().forEach(number -> chunks[number].trim());
        keepWords();
        IndexVersion.Orders orders = before.orders();
        var sorted = new IndexVersion.Orders(
                next(orders.created(), RowColumn.CREATED),
                next(orders.taken(), RowColumn.TAKEN),
                orders.title()
                        .next(
                                moved,
                                placed.toArray(),
                                (a, b) -> elseById(titleKeys.compare(a, b, storedTitle), a, b),
                                limit),
                next(orders.size(), RowColumn.SIZE));
        return new IndexVersion(
                sequence,
                logEntry,
                before.zone(),
                limit,
                chunks,
                traits.finish(Trait.COUNT),
                before.userNames(),
                users.finish(before.userNames().count()),
                before.tagNames(),
                tags.finish(before.tagNames().count()),
                before.values().next(),
                before.limit() == 0 ? words.merged() : words,
                ids,
                sorted);
    }

    private void keepWords() {
        if (newWords.rows() > 0) {
            words = words.with(newWords.finish());
            newWords = new WordCollector();
        }
    }

    private enum RowColumn {
        CREATED,
        TAKEN,
        SIZE
    }

    /// Rows whose value stayed the same keep their place, which is the common case: an order that nothing moved in
    /// is shared.
    private SortedRows next(SortedRows order, RowColumn column) {
        var leaving = new RoaringBitmap();
        var coming = new RoaringBitmap();
        moved.forEach((org.roaringbitmap.IntConsumer) row -> {
            if (!placed.contains(row) || !sameAsBefore(row, column)) {
                leaving.add(row);
            }
        });
        placed.forEach((org.roaringbitmap.IntConsumer) row -> {
            if (!moved.contains(row) || leaving.contains(row)) {
                coming.add(row);
            }
        });
        return order.next(
                leaving,
                coming.toArray(),
                (a, b) -> elseById(
                        Long.compare(
                                value(chunks[a >> RowChunk.SHIFT], a, column),
                                value(chunks[b >> RowChunk.SHIFT], b, column)),
                        a,
                        b),
                limit);
    }

    private boolean sameAsBefore(int row, RowColumn column) {
        return value(before.chunk(row), row, column) == value(chunks[row >> RowChunk.SHIFT], row, column)
                && before.id(row).equals(id(row));
    }

    private static long value(RowChunk chunk, int row, RowColumn column) {
        int at = row & RowChunk.SIZE - 1;
        return switch (column) {
            case CREATED -> chunk.created(at);
            case TAKEN -> chunk.taken(at);
            case SIZE -> chunk.sizeBytes(at);
        };
    }

    private int elseById(int compared, int row, int other) {
        return compared != 0 ? compared : id(row).compareTo(id(other));
    }

    private String id(int row) {
        return chunks[row >> RowChunk.SHIFT].id(row & RowChunk.SIZE - 1);
    }

    private void setId(int row, String id) {
        chunk(row).setId(row & RowChunk.SIZE - 1, id);
        if (ids.isFull()) {
            var larger = new IdTable(ids.used() * 2);
            traits.forEachRow(known -> larger.add(id(known), known), Trait.LIVE.ordinal(), Trait.TRASHED.ordinal());
            ids = larger;
        }
        if (ids.find(id, known -> known == row) < 0) {
            ids.add(id, row);
        }
    }

    private RowChunk chunk(int row) {
        int number = row >> RowChunk.SHIFT;
        if (number >= chunks.length) {
            int from = chunks.length;
            chunks = Arrays.copyOf(chunks, number + 1);
            for (int i = from; i <= number; i++) {
                chunks[i] = new RowChunk(before.values().attributes().size());
                ownChunks.set(i);
            }
        }
        if (!ownChunks.get(number)) {
            ownChunks.set(number);
            chunks[number] = chunks[number].copy();
        }
        return chunks[number];
    }
}
