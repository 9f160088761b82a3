package dev.vitrine.catalog.index;

import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the index remembers of {@value #SIZE} neighbouring rows, in columns: about 60 bytes a row with its tags.
///
/// Written only while a version is being made: a writer copies the chunks it changes.
final class RowChunk {
    static final int SIZE = 1024;
    static final int SHIFT = 10;

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final @Nullable String[] NONE = {};

    final long[] idHigh;
    final long[] idLow;
    /// Ids that are no UUIDs in their usual form; an empty array as long as there is none.
    @Nullable
    String[] otherIds;

    final long[] created;
    final long[] taken;
    final long[] sizes;
    final CompactInts sides;
    /// Width by height of each, see {@link Aspects}.
    final char[] aspects;
    final CompactInts users;
    final char[] months;
    final CompactInts tagEnds;
    final CompactInts tags;
    /// The numbers of the values of each attribute that is searched.
    final CompactInts[] values;

    /// @param attributes how many are searched
    RowChunk(int attributes) {
        this(
                new long[SIZE],
                new long[SIZE],
                NONE,
                new long[SIZE],
                new long[SIZE],
                new long[SIZE],
                new CompactInts(SIZE),
                new char[SIZE],
                new CompactInts(SIZE),
                new char[SIZE],
                new CompactInts(SIZE),
                new CompactInts(0),
                Stream.generate(() -> new CompactInts(SIZE)).limit(attributes).toArray(CompactInts[]::new));
    }

    RowChunk(
            long[] idHigh,
            long[] idLow,
            @Nullable String[] otherIds,
            long[] created,
            long[] taken,
            long[] sizes,
            CompactInts sides,
            char[] aspects,
            CompactInts users,
            char[] months,
            CompactInts tagEnds,
            CompactInts tags,
            CompactInts[] values) {
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.otherIds = otherIds;
        this.created = created;
        this.taken = taken;
        this.sizes = sizes;
        this.sides = sides;
        this.aspects = aspects;
        this.users = users;
        this.months = months;
        this.tagEnds = tagEnds;
        this.tags = tags;
        this.values = values;
    }

    RowChunk copy() {
        return new RowChunk(
                idHigh.clone(),
                idLow.clone(),
                otherIds.clone(),
                created.clone(),
                taken.clone(),
                sizes.clone(),
                sides.copy(),
                aspects.clone(),
                users.copy(),
                months.clone(),
                tagEnds.copy(),
                tags.copy(),
                Arrays.stream(values).map(CompactInts::copy).toArray(CompactInts[]::new));
    }

    String id(int at) {
        return otherIds.length > 0 && otherIds[at] != null ? otherIds[at] : new UUID(idHigh[at], idLow[at]).toString();
    }

    void setId(int at, String id) {
        boolean packed = UUID_FORM.matcher(id).matches();
        UUID uuid = packed ? UUID.fromString(id) : new UUID(0, 0);
        idHigh[at] = uuid.getMostSignificantBits();
        idLow[at] = uuid.getLeastSignificantBits();
        if (!packed && otherIds.length == 0) {
            otherIds = new @Nullable String[SIZE];
        }
        if (otherIds.length > 0) {
            otherIds[at] = packed ? null : id;
        }
    }

    int[] tagsAt(int at) {
        int start = tagStart(at);
        int[] found = new int[tagEnds.get(at) - start];
        Arrays.setAll(found, i -> tags.get(start + i));
        return found;
    }

    void setTags(int at, int[] changed) {
        int start = tagStart(at);
        int end = tagEnds.get(at);
        int used = tagEnds.get(SIZE - 1);
        int grown = changed.length - (end - start);
        if (used + grown > tags.length()) {
            tags.resize(used + grown + tags.length() / 2);
        }
        tags.move(end, end + grown, used - end);
        for (int i = 0; i < changed.length; i++) {
            tags.set(start + i, changed[i]);
        }
        if (grown != 0) {
            tagEnds.addFrom(at, grown);
        }
    }

    /// Gives back the room kept for growing.
    void trim() {
        if (tags.length() > tagEnds.get(SIZE - 1)) {
            tags.resize(tagEnds.get(SIZE - 1));
        }
    }

    /// One more for each tag of the rows at these places, which ascend.
    void countTags(int[] places, int from, int to, int[] counts) {
        int first = places[from];
        int last = places[to - 1];
        if (last - first == to - from - 1) {
            tags.countRun(tagStart(first), tagEnds.get(last), counts);
        } else if (tags.isSmall() && tagEnds.isSmall()) {
            countScattered(places, from, to, counts);
        } else {
            for (int i = from; i < to; i++) {
                tags.countRun(tagStart(places[i]), tagEnds.get(places[i]), counts);
            }
        }
    }

    /// The common case and the hot loop of every filter: plain arrays only.
    private void countScattered(int[] places, int from, int to, int[] counts) {
        char[] numbers = tags.low();
        char[] ends = tagEnds.low();
        for (int i = from; i < to; i++) {
            int place = places[i];
            int end = ends[place];
            for (int at = place == 0 ? 0 : ends[place - 1]; at < end; at++) {
                counts[numbers[at]]++;
            }
        }
    }

    private int tagStart(int at) {
        return at == 0 ? 0 : tagEnds.get(at - 1);
    }
}
