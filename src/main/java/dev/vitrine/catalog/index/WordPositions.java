package dev.vitrine.catalog.index;

import java.util.List;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// Finds where one word stands in a row, row after row in ascending order.
final class WordPositions {
    private final long[] rows;
    private final WordPositionReader reader;
    private int word;
    private int below;

    /// @param rows all rows of the word
    WordPositions(RoaringBitmap rows, WordPositionReader reader) {
        this(BitSetUtil.toLongArray(rows), reader);
    }

    private WordPositions(long[] rows, WordPositionReader reader) {
        this.rows = rows;
        this.reader = reader;
    }

    /// For another run through the rows.
    WordPositions fromStart() {
        return new WordPositions(rows, reader.fromStart());
    }

    /// Whether the words stand one after the other in this row, which has all of them.
    static boolean followOneAnother(List<WordPositions> words, int row) {
        long ends = 0;
        for (int i = 0; i < words.size(); i++) {
            WordPositions next = words.get(i);
            next.seek(row);
            long positions = next.reader.small();
            if (positions == 0) {
                return followOneAnotherFar(words, row);
            }
            ends = i == 0 ? positions : ends << 1 & positions;
        }
        return ends != 0;
    }

    /// The same in a long text.
    private static boolean followOneAnotherFar(List<WordPositions> words, int row) {
        int[] ends = {};
        int found = 0;
        for (int i = 0; i < words.size(); i++) {
            WordPositions next = words.get(i);
            next.seek(row);
            int count = next.reader.read();
            int[] positions = next.reader.positions();
            found = i == 0 ? count : following(ends, found, positions, count);
            ends = positions;
        }
        return found > 0;
    }

    /// Moves those of the positions that come right after one of the ends to the front, and tells how many they
    /// are.
    private static int following(int[] ends, int endCount, int[] positions, int count) {
        int found = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            int before = positions[i] - 1;
            while (at < endCount && ends[at] < before) {
                at++;
            }
            if (at < endCount && ends[at] == before) {
                positions[found++] = positions[i];
            }
        }
        return found;
    }

    private void seek(int row) {
        for (; word < row >> 6; word++) {
            below += Long.bitCount(rows[word]);
        }
        reader.seek(below + Long.bitCount(rows[word] & (1L << row) - 1));
    }
}
