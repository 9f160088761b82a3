package dev.vitrine.catalog.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/// A numbered family of row sets, unchangeable; an {@link Editor} makes the next one, copying only the sets that it
/// touches.
final class RowSets {
    private final RoaringBitmap[] sets;

    RowSets(RoaringBitmap[] sets) {
        this.sets = sets;
    }

    static RowSets empty(int count) {
        return new RowSets(grown(new RoaringBitmap[0], count));
    }

    int count() {
        return sets.length;
    }

    /// Never to be changed by the caller. Numbers beyond the end stand for empty sets.
    RoaringBitmap get(int number) {
        return number < sets.length ? sets[number] : new RoaringBitmap();
    }

    Editor edit() {
        return new Editor();
    }

    private static RoaringBitmap[] grown(RoaringBitmap[] sets, int count) {
        RoaringBitmap[] more = Arrays.copyOf(sets, count);
        for (int i = sets.length; i < count; i++) {
            more[i] = new RoaringBitmap();
        }
        return more;
    }

    final class Editor {
        private RoaringBitmap[] next = sets.clone();
        private final BitSet own = new BitSet();

        void add(int number, int row) {
            if (number >= next.length) {
                next = grown(next, Math.max(number + 1, next.length + next.length / 4));
            }
            if (!next[number].contains(row)) {
                mine(number).add(row);
            }
        }

        void remove(int number, int row) {
            if (next[number].contains(row)) {
                mine(number).remove(row);
            }
        }

        boolean contains(int number, int row) {
            return next[number].contains(row);
        }

        void forEachRow(IntConsumer each, int... numbers) {
            for (int number : numbers) {
                next[number].forEach((org.roaringbitmap.IntConsumer) each::accept);
            }
        }

        RowSets finish(int count) {
            RoaringBitmap[] done =
                    next.length == count ? next : grown(Arrays.copyOf(next, Math.min(next.length, count)), count);
            own.stream().filter(number -> number < done.length).forEach(number -> {
                done[number].runOptimize();
                done[number].trim();
            });
            return new RowSets(done);
        }

        private RoaringBitmap mine(int number) {
            if (!own.get(number)) {
                own.set(number);
                next[number] = next[number].clone();
            }
            return next[number];
        }
    }
}
