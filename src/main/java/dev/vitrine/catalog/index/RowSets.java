package dev.vitrine.catalog.index;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// A numbered family of row sets, unchangeable; an {@link Editor} makes the next one, copying only the sets that it
/// touches. Those of a snapshot are made when they are first asked for.
final class RowSets {
    private final @Nullable RoaringBitmap[] sets;
    private final StoredSets stored;

    RowSets(RoaringBitmap[] sets) {
        this(sets, StoredSets.NONE);
    }

    RowSets(StoredSets stored) {
        this(new @Nullable RoaringBitmap[stored.count()], stored);
    }

    /// @param sets null where it is as it is stored
    private RowSets(@Nullable RoaringBitmap[] sets, StoredSets stored) {
        this.sets = sets;
        this.stored = stored;
    }

    static RowSets empty(int count) {
        return new RowSets(grown(new RoaringBitmap[0], count), StoredSets.NONE);
    }

    int count() {
        return sets.length;
    }

    /// Never to be changed by the caller. Numbers beyond the end stand for empty sets.
    RoaringBitmap get(int number) {
        if (number >= sets.length) {
            return new RoaringBitmap();
        }
        synchronized (sets) {
            RoaringBitmap known = sets[number];
            if (known == null) {
                known = stored.get(number);
                sets[number] = known;
            }
            return known;
        }
    }

    /// How many rows are in it.
    int size(int number) {
        RoaringBitmap known = made(number);
        return known == null ? stored.sizes()[number] : known.getCardinality();
    }

    /// What it takes in a snapshot.
    int byteSize(int number) {
        RoaringBitmap known = made(number);
        return known == null ? (int) stored.bytes(number).byteSize() : known.serializedSizeInBytes();
    }

    /// As a snapshot has it.
    MemorySegment bytes(int number) {
        RoaringBitmap known = made(number);
        return known == null ? stored.bytes(number) : StoredSets.bytes(known);
    }

    private @Nullable RoaringBitmap made(int number) {
        synchronized (sets) {
            return sets[number];
        }
    }

    private @Nullable RoaringBitmap[] copy() {
        synchronized (sets) {
            return sets.clone();
        }
    }

    Editor edit() {
        return new Editor();
    }

    private static @Nullable RoaringBitmap[] grown(@Nullable RoaringBitmap[] sets, int count) {
        @Nullable RoaringBitmap[] more = Arrays.copyOf(sets, count);
        for (int i = sets.length; i < count; i++) {
            more[i] = new RoaringBitmap();
        }
        return more;
    }

    final class Editor {
        private @Nullable RoaringBitmap[] next = copy();
        private final BitSet own = new BitSet();

        void add(int number, int row) {
            if (number >= next.length) {
                next = grown(next, Math.max(number + 1, next.length + next.length / 4));
            }
            if (!contains(number, row)) {
                mine(number).add(row);
            }
        }

        void remove(int number, int row) {
            if (contains(number, row)) {
                mine(number).remove(row);
            }
        }

        boolean contains(int number, int row) {
            return get(number).contains(row);
        }

        void forEachRow(IntConsumer each, int... numbers) {
            for (int number : numbers) {
                get(number).forEach((org.roaringbitmap.IntConsumer) each::accept);
            }
        }

        RowSets finish(int count) {
            @Nullable
            RoaringBitmap[] done =
                    next.length == count ? next : grown(Arrays.copyOf(next, Math.min(next.length, count)), count);
            own.stream().filter(number -> number < done.length).forEach(number -> {
                RoaringBitmap set = get(number);
                set.runOptimize();
                set.trim();
            });
            return new RowSets(done, stored);
        }

        private RoaringBitmap get(int number) {
            RoaringBitmap known = next[number];
            return known == null ? RowSets.this.get(number) : known;
        }

        private RoaringBitmap mine(int number) {
            RoaringBitmap mine = get(number);
            if (!own.get(number)) {
                own.set(number);
                mine = mine.clone();
                next[number] = mine;
            }
            return mine;
        }
    }
}
