package dev.vitrine.catalog.index;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// Makes a word segment, word by word in the order of their bytes; also one out of two, where the newer one knows
/// better.
final class WordSegmentWriter {
    private static final int FREQUENT = 4096;

    private final ByteArrayBuilder text = new ByteArrayBuilder();
    private final ByteArrayBuilder rowBytes = new ByteArrayBuilder();
    private final ByteArrayBuilder places = new ByteArrayBuilder();
    private int[] textEnds = new int[256];
    private int[] rowEnds = new int[256];
    private int[] placeEnds = new int[256];
    private int words;
    private final List<Integer> frequent = new ArrayList<>();
    private final List<RoaringBitmap> frequentRows = new ArrayList<>();
    private final List<int[]> frequentSkips = new ArrayList<>();

    private RoaringBitmapWriter<RoaringBitmap> rowsOfWord =
            RoaringBitmapWriter.writer().get();
    private int[] skips = new int[64];
    private int count;
    private int lastRow;

    static WordSegment merge(WordSegment older, WordSegment newer) {
        var writer = new WordSegmentWriter();
        int left = 0;
        int right = 0;
        while (left < older.words() || right < newer.words()) {
            int order = left == older.words()
                    ? 1
                    : right == newer.words() ? -1 : Arrays.compareUnsigned(older.word(left), newer.word(right));
            byte[] word = order <= 0 ? older.word(left) : newer.word(right);
            var old = order <= 0 ? new RowsOfWord(older, left++) : RowsOfWord.NONE;
            var young = order >= 0 ? new RowsOfWord(newer, right++) : RowsOfWord.NONE;
            writer.mergePlaces(old, newer.rows(), young);
            writer.endWord(word);
        }
        return writer.finish(RoaringBitmap.or(older.rows(), newer.rows()));
    }

    /// One row of the current word, with at least one position; rows must come in ascending order.
    void place(int row, int[] positions, int many) {
        rowBytes.number(row - lastRow);
        lastRow = row;
        if (count % WordPositionReader.SKIP == 0) {
            int skip = count / WordPositionReader.SKIP;
            skips = skip == skips.length ? Arrays.copyOf(skips, skip * 2) : skips;
            skips[skip] = places.size() - start(placeEnds);
        }
        count++;
        WordPositionReader.write(places, positions, many);
        rowsOfWord.add(row);
    }

    void endWord(byte[] word) {
        if (count == 0) {
            return;
        }
        text.append(word);
        if (count >= FREQUENT) {
            keepAsSet();
        }
        if (words == textEnds.length) {
            textEnds = Arrays.copyOf(textEnds, words * 2);
            rowEnds = Arrays.copyOf(rowEnds, words * 2);
            placeEnds = Arrays.copyOf(placeEnds, words * 2);
        }
        textEnds[words] = text.size();
        rowEnds[words] = rowBytes.size();
        placeEnds[words++] = places.size();
        rowsOfWord.reset();
        lastRow = 0;
        count = 0;
    }

    WordSegment finish(RoaringBitmap rows) {
        places.append(new byte[WordPositionReader.PADDING]);
        return new WordSegment(
                rows,
                text.toArray(),
                Arrays.copyOf(textEnds, words),
                rowBytes.toArray(),
                Arrays.copyOf(rowEnds, words),
                MemorySegment.ofArray(places.toArray()),
                Arrays.copyOf(placeEnds, words),
                frequent.stream().mapToInt(Integer::intValue).toArray(),
                frequentSkips.toArray(int[][]::new),
                new RowSets(frequentRows.toArray(RoaringBitmap[]::new)));
    }

    private void keepAsSet() {
        rowBytes.cutTo(start(rowEnds));
        RoaringBitmap rows = rowsOfWord.get();
        rows.runOptimize();
        rows.trim();
        frequent.add(words);
        frequentRows.add(rows);
        frequentSkips.add(Arrays.copyOf(skips, (count - 1) / WordPositionReader.SKIP + 1));
    }

    private int start(int[] ends) {
        return words == 0 ? 0 : ends[words - 1];
    }

    private void mergePlaces(RowsOfWord old, RoaringBitmap replaced, RowsOfWord young) {
        while (old.hasRow() || young.hasRow()) {
            if (old.hasRow() && (!young.hasRow() || old.row() < young.row())) {
                if (!replaced.contains(old.row())) {
                    old.placeInto(this);
                }
                old.advance();
            } else {
                young.placeInto(this);
                young.advance();
            }
        }
    }

    /// The rows of one word of a segment, one after the other.
    private static final class RowsOfWord {
        private static final RowsOfWord NONE =
                new RowsOfWord(new int[0], new WordPositionReader(MemorySegment.NULL, 0, new int[0]));

        private final int[] rows;
        private final WordPositionReader places;
        private int at;

        RowsOfWord(WordSegment segment, int word) {
            this(segment.rows(word), segment.places(word));
        }

        private RowsOfWord(int[] rows, WordPositionReader places) {
            this.rows = rows;
            this.places = places;
        }

        boolean hasRow() {
            return at < rows.length;
        }

        int row() {
            return rows[at];
        }

        void placeInto(WordSegmentWriter writer) {
            places.seek(at);
            int many = places.read();
            writer.place(rows[at], places.positions(), many);
        }

        void advance() {
            at++;
        }
    }
}
