package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// Gathers the words of rows, in ascending order of rows, for a new segment.
final class WordCollector {
    private final Map<String, Places> words = new HashMap<>();
    private final RoaringBitmap rows = new RoaringBitmap();

    void add(int row, ImageRecord image) {
        rows.add(row);
        int position = 1;
        for (String field : image.searchedTexts()) {
            for (String word : Words.of(field)) {
                words.computeIfAbsent(word, _ -> new Places()).add(row, position++);
            }
            position++; // so that no phrase reaches from one field into the next
        }
    }

    void addGone(int row) {
        rows.add(row);
    }

    int rows() {
        return rows.getCardinality();
    }

    WordSegment finish() {
        record EncodedWord(byte[] bytes, Places places) {}
        var writer = new WordSegmentWriter();
        words.entrySet().stream()
                .map(entry -> new EncodedWord(entry.getKey().getBytes(StandardCharsets.UTF_8), entry.getValue()))
                .sorted((a, b) -> Arrays.compareUnsigned(a.bytes(), b.bytes()))
                .forEachOrdered(word -> {
                    word.places().writeTo(writer);
                    writer.endWord(word.bytes());
                });
        return writer.finish(rows);
    }

    /// Pairs of row and position, in order.
    private static final class Places {
        private int[] pairs = new int[4];
        private int size;

        void add(int row, int position) {
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, size * 2);
            }
            pairs[size++] = row;
            pairs[size++] = position;
        }

        void writeTo(WordSegmentWriter writer) {
            for (int at = 0; at < size; ) {
                int row = pairs[at];
                int[] positions = new int[2];
                int count = 0;
                for (; at < size && pairs[at] == row; at += 2) {
                    positions = count == positions.length ? Arrays.copyOf(positions, count * 2) : positions;
                    positions[count++] = pairs[at + 1];
                }
                writer.place(row, positions, count);
            }
        }
    }
}
