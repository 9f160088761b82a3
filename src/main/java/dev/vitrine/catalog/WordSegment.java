package dev.vitrine.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// The words of some rows: a sorted dictionary and, for each word, where it stands. Unchangeable and compact: a few large arrays.
///
/// Places are a stream of bytes: for each row the distance to the row before, then the positions of the word in it. Frequent words
/// have their rows as a bitmap in addition, so that common questions need not decode the stream.
final class WordSegment {
    private final RoaringBitmap rows;
    private final byte[] text;
    private final int[] textEnds;
    private final byte[] places;
    private final int[] placeEnds;
    private final int[] frequent;
    private final RoaringBitmap[] frequentRows;

    WordSegment(RoaringBitmap rows, byte[] text, int[] textEnds, byte[] places, int[] placeEnds, int[] frequent, RoaringBitmap[] frequentRows) {
        this.rows = rows;
        this.text = text;
        this.textEnds = textEnds;
        this.places = places;
        this.placeEnds = placeEnds;
        this.frequent = frequent;
        this.frequentRows = frequentRows;
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

    PlaceReader places(int number) {
        return new PlaceReader(places, start(placeEnds, number), placeEnds[number]);
    }

    /// Rows that contain exactly this word.
    RoaringBitmap exact(String word) {
        byte[] wanted = word.getBytes(StandardCharsets.UTF_8);
        int number = firstNotBefore(wanted, false);
        return number < words() && Arrays.equals(wanted, word(number)) ? rowsOf(number) : new RoaringBitmap();
    }

    /// Rows with a word that begins like this.
    RoaringBitmap prefix(String prefix, int limit) {
        byte[] wanted = prefix.getBytes(StandardCharsets.UTF_8);
        int from = firstNotBefore(wanted, false);
        int to = firstNotBefore(wanted, true);
        if (to - from <= 1) {
            return from < to ? rowsOf(from) : new RoaringBitmap();
        }
        int at = Arrays.binarySearch(frequent, from);
        long[] bits = new long[(limit >> 6) + 1];
        var found = new RoaringBitmap();
        for (int number = from, next = at < 0 ? -at - 1 : at; number < to; number++) {
            if (next < frequent.length && frequent[next] == number) {
                found.or(frequentRows[next++]);
            } else {
                PlaceReader reader = places(number);
                while (reader.next()) {
                    bits[reader.row() >> 6] |= 1L << reader.row();
                }
            }
        }
        found.or(BitSetUtil.bitmapOf(bits));
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
        int[] among = candidates.toArray();
        long[] ends = {};
        for (int i = 0; i < words.size(); i++) {
            byte[] wanted = words.get(i).getBytes(StandardCharsets.UTF_8);
            long[] standing = places(firstNotBefore(wanted, false)).among(among);
            ends = i == 0 ? standing : following(ends, standing);
        }
        int[] hits = new int[ends.length];
        for (int i = 0; i < ends.length; i++) {
            hits[i] = (int) (ends[i] >>> 32);
        }
        return RoaringBitmap.bitmapOf(hits);
    }

    byte[] text() {
        return text;
    }

    int[] textEnds() {
        return textEnds;
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

    RoaringBitmap[] frequentRows() {
        return frequentRows;
    }

    private RoaringBitmap rowsOf(int number) {
        int at = Arrays.binarySearch(frequent, number);
        if (at >= 0) {
            return frequentRows[at];
        }
        var found = new RoaringBitmap();
        PlaceReader reader = places(number);
        while (reader.next()) {
            found.add(reader.row());
        }
        return found;
    }

    /// Those of the second places that come right after one of the first. Both are sorted.
    private static long[] following(long[] first, long[] second) {
        long[] found = new long[Math.min(first.length, second.length)];
        int count = 0;
        int at = 0;
        for (long place : second) {
            while (at < first.length && first[at] + 1 < place) {
                at++;
            }
            if (at < first.length && first[at] + 1 == place) {
                found[count++] = place;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// The number of the first word not before the wanted one, or, when `past`, of the first after all that begin with it.
    private int firstNotBefore(byte[] wanted, boolean past) {
        int low = 0;
        int high = words();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int start = start(textEnds, middle);
            int end = past ? Math.min(textEnds[middle], start + wanted.length) : textEnds[middle];
            int compared = Arrays.compareUnsigned(text, start, end, wanted, 0, wanted.length);
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
