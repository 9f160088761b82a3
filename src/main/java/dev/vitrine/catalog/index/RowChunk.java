package dev.vitrine.catalog.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the index remembers of {@value #SIZE} neighbouring rows, in columns: about 70 bytes a row with its tags.
///
/// What is counted is in arrays. The rest, which is asked of few rows at a time, is in cells outside of the heap:
/// those of a snapshot lie among its bytes. Written only while a version is being made: a writer copies the chunks
/// it changes.
final class RowChunk {
    static final int SIZE = 1024;
    static final int SHIFT = 10;

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final @Nullable String[] NONE = {};

    private static final ValueLayout.OfLong LONG = SnapshotLayout.LONG;
    private static final ValueLayout.OfChar CHAR = SnapshotLayout.CHAR;

    // Where the columns of the cells begin.
    private static final long ID_HIGH = 0;
    private static final long ID_LOW = ID_HIGH + SIZE * Long.BYTES;
    private static final long CREATED = ID_LOW + SIZE * Long.BYTES;
    private static final long TAKEN = CREATED + SIZE * Long.BYTES;
    private static final long SIZES = TAKEN + SIZE * Long.BYTES;
    private static final long HASHES = SIZES + SIZE * Long.BYTES;
    private static final long ASPECTS = HASHES + SIZE * Long.BYTES;
    static final long CELLS = ASPECTS + SIZE * Character.BYTES;

    /// {@value #CELLS} bytes.
    final MemorySegment cells;
    /// Ids that are no UUIDs in their usual form; an empty array as long as there is none.
    @Nullable
    String[] otherIds;

    final CompactInts sides;
    final CompactInts users;
    final char[] months;
    final CompactInts tagEnds;
    final CompactInts tags;
    /// The numbers of the values of each attribute that is searched; empty where none is known of any row.
    final CompactInts[] values;

    /// @param attributes how many are searched
    RowChunk(int attributes) {
        this(
                Arena.ofAuto().allocate(CELLS),
                NONE,
                new CompactInts(SIZE),
                new CompactInts(SIZE),
                new char[SIZE],
                new CompactInts(SIZE),
                new CompactInts(0),
                Stream.generate(() -> new CompactInts(0)).limit(attributes).toArray(CompactInts[]::new));
    }

    RowChunk(
            MemorySegment cells,
            @Nullable String[] otherIds,
            CompactInts sides,
            CompactInts users,
            char[] months,
            CompactInts tagEnds,
            CompactInts tags,
            CompactInts[] values) {
        this.cells = cells;
        this.otherIds = otherIds;
        this.sides = sides;
        this.users = users;
        this.months = months;
        this.tagEnds = tagEnds;
        this.tags = tags;
        this.values = values;
    }

    RowChunk copy() {
        return new RowChunk(
                Arena.ofAuto().allocate(CELLS).copyFrom(cells),
                otherIds.clone(),
                sides.copy(),
                users.copy(),
                months.clone(),
                tagEnds.copy(),
                tags.copy(),
                Arrays.stream(values).map(CompactInts::copy).toArray(CompactInts[]::new));
    }

    String id(int at) {
        return otherIds.length > 0 && otherIds[at] != null
                ? otherIds[at]
                : new UUID(cell(ID_HIGH, at), cell(ID_LOW, at)).toString();
    }

    long created(int at) {
        return cell(CREATED, at);
    }

    long taken(int at) {
        return cell(TAKEN, at);
    }

    long sizeBytes(int at) {
        return cell(SIZES, at);
    }

    /// The perceptual hashes of all rows, 0 where none is known.
    long[] hashes() {
        return cells.asSlice(HASHES, SIZE * Long.BYTES).toArray(LONG);
    }

    long hash(int at) {
        return cell(HASHES, at);
    }

    void setHash(int at, long bits) {
        setCell(HASHES, at, bits);
    }

    /// Width by height, see {@link Aspects}.
    char aspect(int at) {
        return cells.get(CHAR, ASPECTS + (long) at * Character.BYTES);
    }

    void set(int at, long created, long taken, long sizeBytes, char aspect) {
        setCell(CREATED, at, created);
        setCell(TAKEN, at, taken);
        setCell(SIZES, at, sizeBytes);
        cells.set(CHAR, ASPECTS + (long) at * Character.BYTES, aspect);
    }

    private long cell(long column, int at) {
        return cells.get(LONG, column + (long) at * Long.BYTES);
    }

    private void setCell(long column, int at, long value) {
        cells.set(LONG, column + (long) at * Long.BYTES, value);
    }

    void setId(int at, String id) {
        boolean packed = UUID_FORM.matcher(id).matches();
        UUID uuid = packed ? UUID.fromString(id) : new UUID(0, 0);
        setCell(ID_HIGH, at, uuid.getMostSignificantBits());
        setCell(ID_LOW, at, uuid.getLeastSignificantBits());
        if (!packed && otherIds.length == 0) {
            otherIds = new @Nullable String[SIZE];
        }
        if (otherIds.length > 0) {
            otherIds[at] = packed ? null : id;
        }
    }

    void setValue(int column, int at, int number) {
        if (number != 0 && values[column].length() == 0) {
            values[column].resize(SIZE);
        }
        if (values[column].length() > 0) {
            values[column].set(at, number);
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

    int tagStart(int at) {
        return at == 0 ? 0 : tagEnds.get(at - 1);
    }
}
