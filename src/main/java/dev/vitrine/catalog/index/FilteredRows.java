package dev.vitrine.catalog.index;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Days;
import dev.vitrine.image.ImageQuery.Range;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.ImageQuery.Word;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.TagPath;
import dev.vitrine.text.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// The rows that a query lets through, kept apart by filter so that each facet can be counted without its own.
public final class FilteredRows {
    private final IndexVersion index;
    private final ImageQuery query;
    private final RoaringBitmap core;
    private final Optional<RoaringBitmap> users;
    private final Optional<RoaringBitmap> types;
    private final Optional<RoaringBitmap> taken;
    private final RoaringBitmap exceptTags;
    private final RoaringBitmap rows;

    public FilteredRows(IndexVersion index, ImageQuery query) {
        this.index = index;
        this.query = query;
        this.core = core();
        this.users = query.users().isEmpty()
                ? Optional.empty()
                : Optional.of(any(index.userNames(), index.users(), query.users()));
        this.types = query.types().isEmpty() ? Optional.empty() : Optional.of(ofTypes(query.types()));
        this.taken = query.undated()
                ? Optional.of(RoaringBitmap.andNot(index.present(), index.rows(Trait.DATED)))
                : query.taken().map(days -> between(index.orders().taken(), days));
        this.exceptTags = and(and(and(core, users), types), taken);
        RoaringBitmap tagged = withTags(exceptTags, query.noTags());
        this.rows = query.untagged() ? RoaringBitmap.and(tagged, index.rows(Trait.UNTAGGED)) : tagged;
    }

    /// The result. Never to be changed.
    public RoaringBitmap rows() {
        return rows;
    }

    /// In how many images each of these tags and branches is: what it would show if it were asked for in addition,
    /// and not excluded.
    public Map<String, Integer> tagged(Collection<String> tags) {
        RoaringBitmap rows = exceptUntagged();
        var counts = new HashMap<String, Integer>();
        var branches = new ArrayList<String>();
        for (String tag : tags) {
            if (TagPath.isBranch(tag) && !query.noTags().contains(tag)) {
                branches.add(tag);
            } else {
                RoaringBitmap among = query.noTags().contains(tag) ? exceptExcluded(tag) : rows;
                counts.put(tag, RoaringBitmap.andCardinality(among, index.tagged(tag)));
            }
        }
        counts.putAll(new BranchCounter(index, branches).in(rows));
        return counts;
    }

    RoaringBitmap exceptUsers() {
        return users.isEmpty() ? rows : withAllTagFilters(and(and(core, types), taken));
    }

    RoaringBitmap exceptTypes() {
        return types.isEmpty() ? rows : withAllTagFilters(and(and(core, users), taken));
    }

    RoaringBitmap exceptTaken() {
        return taken.isEmpty() ? rows : withAllTagFilters(and(and(core, users), types));
    }

    /// What a further tag is counted in.
    RoaringBitmap exceptUntagged() {
        return query.untagged() ? withTags(exceptTags, query.noTags()) : rows;
    }

    /// What an excluded tag is counted in: as if it were not excluded.
    RoaringBitmap exceptExcluded(String tag) {
        return withTags(
                exceptTags,
                query.noTags().stream().filter(other -> !other.equals(tag)).toList());
    }

    /// What the values of an attribute are counted in.
    RoaringBitmap exceptValue(Attribute attribute) {
        return query.values().containsKey(attribute) && attribute.isCounted()
                ? new FilteredRows(index, query.withValue(attribute, Optional.empty())).rows()
                : rows;
    }

    RoaringBitmap exceptTags() {
        return exceptTags;
    }

    RoaringBitmap ofType(ImageType type) {
        return index.traits().get(Trait.setOf(type));
    }

    /// The filters that no facet belongs to.
    private RoaringBitmap core() {
        RoaringBitmap found = switch (query.scope()) {
            case LIBRARY -> index.rows(Trait.LIVE);
            case TRASH -> index.rows(Trait.TRASHED);
        };
        found = and(found, query.shape().map(shape -> index.rows(Trait.of(shape))));
        if (query.location().isPresent()) {
            RoaringBitmap located = index.rows(Trait.LOCATED);
            found = query.location().get() ? RoaringBitmap.and(found, located) : RoaringBitmap.andNot(found, located);
        }
        found = and(found, query.added().map(days -> between(index.orders().created(), days)));
        found = and(found, query.sizeBytes().map(this::ofSize));
        for (Word word : query.words()) {
            found = withWord(found, word);
        }
        for (var filter : query.values().entrySet()) {
            found = RoaringBitmap.and(found, withValue(filter.getKey(), filter.getValue()));
        }
        return query.longestSide().isPresent()
                ? RoaringBitmap.and(found, ofSide(query.longestSide().get()))
                : found;
    }

    private RoaringBitmap withAllTagFilters(RoaringBitmap found) {
        RoaringBitmap tagged = withTags(found, query.noTags());
        return query.untagged() ? RoaringBitmap.and(tagged, index.rows(Trait.UNTAGGED)) : tagged;
    }

    private RoaringBitmap withTags(RoaringBitmap from, Collection<String> excluded) {
        RoaringBitmap found = from;
        for (String tag : query.allTags()) {
            found = RoaringBitmap.and(found, index.tagged(tag));
        }
        if (!query.anyTags().isEmpty()) {
            var any = new RoaringBitmap();
            query.anyTags().forEach(tag -> any.or(index.tagged(tag)));
            found = RoaringBitmap.and(found, any);
        }
        for (String tag : excluded) {
            found = RoaringBitmap.andNot(found, index.tagged(tag));
        }
        return found;
    }

    private RoaringBitmap withWord(RoaringBitmap found, Word word) {
        List<String> words = Words.of(word.text());
        if (words.isEmpty()) {
            return found;
        }
        RoaringBitmap hits =
                word.whole() ? index.words().phrase(words) : index.words().parts(words, index.limit());
        return word.excluded() ? RoaringBitmap.andNot(found, hits) : RoaringBitmap.and(found, hits);
    }

    private RoaringBitmap ofTypes(Set<ImageType> requested) {
        var found = new RoaringBitmap();
        requested.forEach(type -> found.or(ofType(type)));
        return found;
    }

    private RoaringBitmap between(SortedRows order, Days days) {
        boolean byTaken = order == index.orders().taken();
        ZoneId zone = byTaken ? RowTimes.WALL_CLOCK : index.zone();
        long first = RowTimes.startOf(days.first(), zone); // never before a time that is known
        long end = RowTimes.endOf(days.last(), zone);
        return slice(
                order,
                order.firstNotBefore(row -> (byTaken ? index.taken(row) : index.created(row)) < first),
                order.firstNotBefore(row -> (byTaken ? index.taken(row) : index.created(row)) < end));
    }

    /// What is not known is 0, and neither small nor large.
    private RoaringBitmap ofSize(Range range) {
        SortedRows order = index.orders().size();
        return slice(
                order,
                order.firstNotBefore(row -> index.sizeBytes(row) < Math.max(1, range.min())),
                order.firstNotBefore(row -> index.sizeBytes(row) <= range.max()));
    }

    /// Where most rows lie within, those outside are gathered and taken out.
    private RoaringBitmap slice(SortedRows order, int from, int to) {
        if (to - from <= order.end() / 2) {
            return order.slice(from, Math.max(from, to));
        }
        RoaringBitmap outside = RoaringBitmap.or(order.slice(0, from), order.slice(to, order.end()));
        return RoaringBitmap.andNot(index.present(), outside);
    }

    private RoaringBitmap ofSide(Range range) {
        return scan(chunk -> chunk.sides, side -> side >= Math.max(1, range.min()) && side <= range.max());
    }

    private RoaringBitmap withValue(Attribute attribute, ValueFilter filter) {
        if (attribute == Attribute.LOOK_HASH) {
            return new HashedRows(index).matching(filter);
        }
        int column = index.values().column(attribute);
        BitSet numbers = ValueMatch.of(index.values(), column, filter);
        if (!numbers.get(0)) {
            return marked(column, numbers);
        }
        // of chunks without any value nothing is known
        numbers.flip(0, index.values().count(column));
        return RoaringBitmap.andNot(index.present(), marked(column, numbers));
    }

    private RoaringBitmap marked(int column, BitSet numbers) {
        long[] requested = new long[index.values().count(column)];
        numbers.stream().forEach(number -> requested[number] = 1);
        long[] bits = new long[index.chunks().length * RowChunk.SIZE >> 6];
        for (int number = 0; number < index.chunks().length; number++) {
            index.chunks()[number].values[column].mark(requested, bits, number << RowChunk.SHIFT >> 6);
        }
        return BitSetUtil.bitmapOf(bits);
    }

    /// For what there is no order by: looks at every row, also at what rows that are gone have left behind. What is
    /// not known (0) is never asked for.
    private RoaringBitmap scan(Function<RowChunk, CompactInts> column, IntPredicate matches) {
        long[] bits = new long[index.chunks().length * RowChunk.SIZE >> 6];
        for (int number = 0; number < index.chunks().length; number++) {
            CompactInts numbers = column.apply(index.chunks()[number]);
            for (int at = 0; at < numbers.length(); at++) {
                if (matches.test(numbers.get(at))) {
                    bits[(number << RowChunk.SHIFT) + at >> 6] |= 1L << at;
                }
            }
        }
        return BitSetUtil.bitmapOf(bits);
    }

    private static RoaringBitmap any(NameTable names, RowSets sets, Set<String> requested) {
        var found = new RoaringBitmap();
        for (String name : requested) {
            OptionalInt number = names.find(name);
            if (number.isPresent() && requested.size() == 1) {
                return sets.get(number.getAsInt());
            }
            number.ifPresent(known -> found.or(sets.get(known)));
        }
        return found;
    }

    private static RoaringBitmap and(RoaringBitmap rows, Optional<RoaringBitmap> filter) {
        return filter.isEmpty() ? rows : RoaringBitmap.and(rows, filter.get());
    }
}
