package dev.vitrine.catalog.index;

import java.util.Arrays;
import java.util.BitSet;

/// A long array of numbers in pages, unchangeable; an {@link Editor} makes the next one, copying only the pages that it
/// touches.
///
/// Numbers that were never set are {@value #NONE}.
final class IntPages {
    static final int NONE = -1;
    static final int SHIFT = 10;
    static final int PAGE = 1 << SHIFT;

    private final int[][] pages;

    private IntPages(int[][] pages) {
        this.pages = pages;
    }

    static IntPages ofSize(int length) {
        return new IntPages(grown(new int[0][], length));
    }

    int get(int at) {
        return pages[at >> SHIFT][at & PAGE - 1];
    }

    /// For loops over neighbors: the page with this number, never to be changed.
    int[] page(int number) {
        return pages[number];
    }

    int length() {
        return pages.length << SHIFT;
    }

    Editor edit(int length) {
        return new Editor(length);
    }

    private static int[][] grown(int[][] pages, int length) {
        int count = Math.max(pages.length, (length + PAGE - 1) >> SHIFT);
        int[][] more = Arrays.copyOf(pages, count);
        for (int i = pages.length; i < count; i++) {
            more[i] = new int[PAGE];
            Arrays.fill(more[i], NONE);
        }
        return more;
    }

    final class Editor {
        private final BitSet own = new BitSet();
        private int[][] next;

        Editor(int length) {
            next = grown(pages, length);
            own.set(pages.length, next.length);
        }

        int get(int at) {
            return next[at >> SHIFT][at & PAGE - 1];
        }

        /// Beyond the end it grows.
        void set(int at, int value) {
            int number = at >> SHIFT;
            if (number >= next.length) {
                int before = next.length;
                next = grown(next, at + 1);
                own.set(before, next.length);
            }
            if (!own.get(number)) {
                own.set(number);
                next[number] = next[number].clone();
            }
            next[number][at & PAGE - 1] = value;
        }

        IntPages finish() {
            return new IntPages(next);
        }
    }
}
