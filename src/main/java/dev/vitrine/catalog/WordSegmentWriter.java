package dev.vitrine.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Makes a word segment, word by word in the order of their bytes; also one out of two, where the newer one knows better.
final class WordSegmentWriter {
    private static final int FREQUENT = 4096;

    private Bytes text = new Bytes();
    private Bytes places = new Bytes();
    private int[] textEnds = new int[256];
    private int[] placeEnds = new int[256];
    private int words;
    private final List<Integer> frequent = new ArrayList<>();
    private final List<RoaringBitmap> frequentRows = new ArrayList<>();

    private RoaringBitmap rowsOfWord = new RoaringBitmap();
    private int lastRow;

    static WordSegment merge(WordSegment older, WordSegment newer) {
        var writer = new WordSegmentWriter();
        int left = 0;
        int right = 0;
        while (left < older.words() || right < newer.words()) {
            int order = left == older.words() ? 1 : right == newer.words() ? -1 : Arrays.compareUnsigned(older.word(left), newer.word(right));
            byte[] word = order <= 0 ? older.word(left) : newer.word(right);
            PlaceReader old = order <= 0 ? older.places(left++) : new PlaceReader(new byte[0], 0, 0);
            PlaceReader young = order >= 0 ? newer.places(right++) : new PlaceReader(new byte[0], 0, 0);
            writer.mergePlaces(old, newer.rows(), young);
            writer.endWord(word);
        }
        return writer.finish(RoaringBitmap.or(older.rows(), newer.rows()));
    }

    /// One row of the current word; rows must come in ascending order.
    void place(int row, int[] positions, int count) {
        int distance = row - lastRow;
        lastRow = row;
        places.number(distance << 1 | (count == 1 ? 0 : 1));
        if (count != 1) {
            places.number(count);
        }
        int before = 0;
        for (int i = 0; i < count; i++) {
            places.number(positions[i] - before);
            before = positions[i];
        }
        rowsOfWord.add(row);
    }

    void endWord(byte[] word) {
        if (rowsOfWord.isEmpty()) {
            return;
        }
        if (words == textEnds.length) {
            textEnds = Arrays.copyOf(textEnds, words * 2);
            placeEnds = Arrays.copyOf(placeEnds, words * 2);
        }
        text.append(word);
        if (rowsOfWord.getCardinality() >= FREQUENT) {
            rowsOfWord.runOptimize();
            rowsOfWord.trim();
            frequent.add(words);
            frequentRows.add(rowsOfWord);
        }
        textEnds[words] = text.size();
        placeEnds[words++] = places.size();
        rowsOfWord = new RoaringBitmap();
        lastRow = 0;
    }

    WordSegment finish(RoaringBitmap rows) {
        return new WordSegment(rows, text.toArray(), Arrays.copyOf(textEnds, words), places.toArray(), Arrays.copyOf(placeEnds, words),
                frequent.stream().mapToInt(Integer::intValue).toArray(), frequentRows.toArray(RoaringBitmap[]::new));
    }

    private void mergePlaces(PlaceReader old, RoaringBitmap replaced, PlaceReader young) {
        boolean hasOld = nextKept(old, replaced);
        boolean hasYoung = young.next();
        while (hasOld || hasYoung) {
            if (hasOld && (!hasYoung || old.row() < young.row())) {
                place(old.row(), old.positions(), old.count());
                hasOld = nextKept(old, replaced);
            } else {
                place(young.row(), young.positions(), young.count());
                hasYoung = young.next();
            }
        }
    }

    private static boolean nextKept(PlaceReader old, RoaringBitmap replaced) {
        while (old.next()) {
            if (!replaced.contains(old.row())) {
                return true;
            }
        }
        return false;
    }

    /// A growing array of bytes.
    private static final class Bytes {
        private byte[] bytes = new byte[1024];
        private int size;

        int size() {
            return size;
        }

        void append(byte[] more) {
            room(more.length);
            System.arraycopy(more, 0, bytes, size, more.length);
            size += more.length;
        }

        void number(int value) {
            room(5);
            int rest = value;
            while (rest > 0x7f) {
                bytes[size++] = (byte) (rest | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        byte[] toArray() {
            return Arrays.copyOf(bytes, size);
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + bytes.length / 2));
            }
        }
    }
}
