package dev.vitrine.catalog;

import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/// What the index remembers of {@value #SIZE} neighbouring rows, in columns: about 70 bytes a row with its tags.
///
/// Written only while a version is being made: a writer copies the chunks it changes.
final class RowChunk {
    static final int SIZE = 1024;
    static final int SHIFT = 10;

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String[] NONE = {};

    final long[] idHigh;
    final long[] idLow;
    /// Ids that are no UUIDs in their usual form; an empty array as long as there is none.
    String[] otherIds;
    final long[] created;
    final long[] taken;
    final long[] sizes;
    final int[] sides;
    final int[] users;
    final char[] months;
    final int[] tagEnds;
    int[] tags;

    RowChunk() {
        this(new long[SIZE], new long[SIZE], NONE, new long[SIZE], new long[SIZE], new long[SIZE], new int[SIZE], new int[SIZE],
                new char[SIZE], new int[SIZE], new int[0]);
    }

    RowChunk(long[] idHigh, long[] idLow, String[] otherIds, long[] created, long[] taken, long[] sizes, int[] sides, int[] users,
            char[] months, int[] tagEnds, int[] tags) {
        this.idHigh = idHigh;
        this.idLow = idLow;
        this.otherIds = otherIds;
        this.created = created;
        this.taken = taken;
        this.sizes = sizes;
        this.sides = sides;
        this.users = users;
        this.months = months;
        this.tagEnds = tagEnds;
        this.tags = tags;
    }

    RowChunk copy() {
        return new RowChunk(idHigh.clone(), idLow.clone(), otherIds.clone(), created.clone(), taken.clone(), sizes.clone(), sides.clone(),
                users.clone(), months.clone(), tagEnds.clone(), tags.clone());
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
            otherIds = new String[SIZE];
        }
        if (otherIds.length > 0) {
            otherIds[at] = packed ? null : id;
        }
    }

    int tagStart(int at) {
        return at == 0 ? 0 : tagEnds[at - 1];
    }

    int[] tagsAt(int at) {
        return Arrays.copyOfRange(tags, tagStart(at), tagEnds[at]);
    }

    void setTags(int at, int[] changed) {
        int start = tagStart(at);
        int end = tagEnds[at];
        int used = tagEnds[SIZE - 1];
        int grown = changed.length - (end - start);
        int[] room = used + grown > tags.length ? Arrays.copyOf(tags, used + grown + tags.length / 2) : tags;
        System.arraycopy(tags, end, room, end + grown, used - end);
        System.arraycopy(changed, 0, room, start, changed.length);
        tags = room;
        for (int i = at; i < SIZE && grown != 0; i++) {
            tagEnds[i] += grown;
        }
    }

    /// Gives back the room kept for growing.
    void trim() {
        if (tags.length > tagEnds[SIZE - 1]) {
            tags = Arrays.copyOf(tags, tagEnds[SIZE - 1]);
        }
    }
}
