package dev.vitrine.catalog.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// A long array of numbers, unchangeable; an {@link Editor} makes the next one, copying only the pages that it touches.
///
/// The array it began as lies outside of the heap, mostly among the bytes of a snapshot; pages changed since are
/// arrays. Numbers that were never set are {@value #NONE}.
final class IntPages {
    static final int NONE = -1;
    static final int SHIFT = 10;
    static final int PAGE = 1 << SHIFT;

    static final ValueLayout.OfInt INT = SnapshotLayout.INT;

    private final MemorySegment first;
    private final int[] @Nullable [] changed;

    private IntPages(MemorySegment first, int[] @Nullable [] changed) {
        this.first = first;
        this.changed = changed;
    }

    /// @param numbers whole pages; never to be changed
    static IntPages of(MemorySegment numbers) {
        return new IntPages(numbers, new int[(int) (numbers.byteSize() >> SHIFT + 2)][]);
    }

    /// Room for so many numbers, for {@link #of}.
    static MemorySegment room(int length) {
        return Arena.ofAuto()
                .allocate((long) (length + PAGE - 1 >> SHIFT << SHIFT) * Integer.BYTES)
                .fill((byte) NONE);
    }

    int get(int at) {
        return get(changed, at);
    }

    private int get(int[] @Nullable [] pages, int at) {
        int[] page = pages[at >> SHIFT];
        return page == null ? first.get(INT, (long) at << 2) : page[at & PAGE - 1];
    }

    /// For loops over neighbors: the page with this number, never to be changed.
    int[] page(int number) {
        return page(changed, number);
    }

    private int[] page(int[] @Nullable [] pages, int number) {
        int[] page = pages[number];
        return page == null
                ? first.asSlice((long) number << SHIFT + 2, PAGE * Integer.BYTES)
                        .toArray(INT)
                : page;
    }

    int length() {
        return changed.length << SHIFT;
    }

    int pages() {
        return changed.length;
    }

    Editor edit(int length) {
        return new Editor(length);
    }

    final class Editor {
        private final BitSet own = new BitSet();
        private int[] @Nullable [] next;

        Editor(int length) {
            next = changed.clone();
            grow(length);
        }

        int get(int at) {
            return IntPages.this.get(next, at);
        }

        /// Beyond the end it grows.
        void set(int at, int value) {
            int number = at >> SHIFT;
            grow(at + 1);
            int[] page = next[number];
            if (page == null || !own.get(number)) {
                own.set(number);
                page = page == null ? page(next, number) : page.clone();
                next[number] = page;
            }
            page[at & PAGE - 1] = value;
        }

        IntPages finish() {
            return new IntPages(first, next);
        }

        private void grow(int length) {
            int before = next.length;
            if (length <= before << SHIFT) {
                return;
            }
            next = Arrays.copyOf(next, length + PAGE - 1 >> SHIFT);
            own.set(before, next.length);
            for (int i = before; i < next.length; i++) {
                next[i] = new int[PAGE];
                Arrays.fill(next[i], NONE);
            }
        }
    }
}
