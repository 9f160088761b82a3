package dev.vitrine.catalog.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// The words of some rows: a sorted dictionary and, for each word, where it stands. Unchangeable and compact: a few
/// large arrays.
///
/// The rows of a frequent word are a bitmap, those of any other a run of bytes. Its positions are bytes apart from
/// that, as only phrases ask for them.
public final class WordSegment {
    /// Prefixes of one or two letters, mostly: as many as somebody types in a while.
    private static final int KEPT_PREFIXES = 24;
    private static final int WORTH_KEEPING = 64;

    private final RoaringBitmap rows;
    private final byte[] text;
    private final int[] textEnds;
    private final byte[] rowBytes;
    private final int[] rowEnds;
    private final byte[] places;
    private final int[] placeEnds;
    private final int[] frequent;
    private final int[][] skips;
    private final RoaringBitmap[] frequentRows;
    private final LinkedHashMap<String, RoaringBitmap> prefixes = new LinkedHashMap<>(16, 0.75f, true);

    /// @param rowEnds where the rows of each word end in `rowBytes`; nothing there for frequent ones
    /// @param frequent the numbers of frequent words, ascending
    /// @param skips for each frequent word, where every 64th of its rows begins in its places
    WordSegment(
            RoaringBitmap rows,
            byte[] text,
            int[] textEnds,
            byte[] rowBytes,
            int[] rowEnds,
            byte[] places,
            int[] placeEnds,
            int[] frequent,
            int[][] skips,
            RoaringBitmap[] frequentRows) {
        this.rows = rows;
        this.text = text;
        this.textEnds = textEnds;
        this.rowBytes = rowBytes;
        this.rowEnds = rowEnds;
        this.places = places;
        this.placeEnds = placeEnds;
        this.frequent = frequent;
        this.skips = skips;
        this.frequentRows = frequentRows;
    }

    /// The same words, without the prefixes that were asked for before.
    public WordSegment withoutMemory() {
        return new WordSegment(
                rows, text, textEnds, rowBytes, rowEnds, places, placeEnds, frequent, skips, frequentRows);
    }

    /// Every row that this segment tells the words of, also those without any.
    RoaringBitmap rows() {
        return rows;
    }

    int words() {
        return textEnds.length;
    }

    byte[] word(int number) {
        return Arrays.copyOfRange(text, start(textEnds, number), textEnds[number]);
    }

    int[] rows(int number) {
        int at = Arrays.binarySearch(frequent, number);
        return at >= 0 ? frequentRows[at].toArray() : RowBytes.read(rowBytes, start(rowEnds, number), rowEnds[number]);
    }

    WordPositionReader places(int number) {
        int at = Arrays.binarySearch(frequent, number);
        return new WordPositionReader(places, start(placeEnds, number), at >= 0 ? skips[at] : new int[0]);
    }

    /// Rows that contain exactly this word.
    RoaringBitmap exact(String word) {
        int number = find(word);
        return number < 0 ? new RoaringBitmap() : set(number);
    }

    /// Rows with a word that begins like this.
    public RoaringBitmap prefix(String prefix, int limit) {
        byte[] requested = prefix.getBytes(StandardCharsets.UTF_8);
        int from = firstNotBefore(requested, false);
        int to = firstNotBefore(requested, true);
        if (to - from < WORTH_KEEPING) {
            return any(from, to, limit);
        }
        synchronized (prefixes) {
            RoaringBitmap known = prefixes.get(prefix);
            if (known != null) {
                return known;
            }
        }
        RoaringBitmap found = any(from, to, limit);
        synchronized (prefixes) {
            prefixes.put(prefix, found);
            if (prefixes.size() > KEPT_PREFIXES) {
                prefixes.pollFirstEntry();
            }
        }
        return found;
    }

    /// Rows in which the words stand one after the other.
    RoaringBitmap phrase(List<String> words) {
        var candidates = exact(words.getFirst());
        for (String word : words) {
            candidates = RoaringBitmap.and(candidates, exact(word));
        }
        if (candidates.isEmpty()) {
            return candidates;
        }
        List<WordPositions> places = words.stream().map(this::placesOf).toList();
        RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
        for (int row : candidates.toArray()) {
            if (WordPositions.followOneAnother(places, row)) {
                found.add(row);
            }
        }
        return found.get();
    }

    byte[] text() {
        return text;
    }

    int[] textEnds() {
        return textEnds;
    }

    byte[] rowBytes() {
        return rowBytes;
    }

    int[] rowEnds() {
        return rowEnds;
    }

    byte[] placeBytes() {
        return places;
    }

    int[] placeEnds() {
        return placeEnds;
    }

    int[] frequent() {
        return frequent;
    }

    int[][] skips() {
        return skips;
    }

    RoaringBitmap[] frequentRows() {
        return frequentRows;
    }

    private WordPositions placesOf(String word) {
        int number = find(word);
        return new WordPositions(set(number), places(number));
    }

    private RoaringBitmap any(int from, int to, int limit) {
        if (to - from <= 1) {
            return from < to ? set(from) : new RoaringBitmap();
        }
        int at = Arrays.binarySearch(frequent, from);
        int first = at < 0 ? -at - 1 : at;
        int end = first;
        while (end < frequent.length && frequent[end] < to) {
            end++;
        }
        long[] bits = new long[(limit >> 6) + 1];
        for (int number = from; number < to; number++) {
            RowBytes.mark(rowBytes, start(rowEnds, number), rowEnds[number], bits);
        }
        RoaringBitmap[] parts = Arrays.copyOfRange(frequentRows, first, end + 1);
        parts[end - first] = BitSetUtil.bitmapOf(bits);
        return FastAggregation.or(parts);
    }

    private RoaringBitmap set(int number) {
        int at = Arrays.binarySearch(frequent, number);
        return at >= 0 ? frequentRows[at] : RoaringBitmap.bitmapOf(rows(number));
    }

    /// The number of a word, or -1.
    private int find(String word) {
        byte[] requested = word.getBytes(StandardCharsets.UTF_8);
        int number = firstNotBefore(requested, false);
        return number < words() && Arrays.equals(requested, word(number)) ? number : -1;
    }

    /// The number of the first word not before the wanted one, or, when `past`, of the first after all that begin
    /// with it.
    private int firstNotBefore(byte[] requested, boolean past) {
        int low = 0;
        int high = words();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int start = start(textEnds, middle);
            int end = past ? Math.min(textEnds[middle], start + requested.length) : textEnds[middle];
            int compared = Arrays.compareUnsigned(text, start, end, requested, 0, requested.length);
            if (compared < 0 || past && compared == 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int start(int[] ends, int number) {
        return number == 0 ? 0 : ends[number - 1];
    }
}
