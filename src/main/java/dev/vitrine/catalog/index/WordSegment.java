package dev.vitrine.catalog.index;

import dev.vitrine.text.Words;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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
    /// Of one or two letters, mostly, and phrases: as many as somebody types in a while.
    private static final int KEPT_PARTS = 24;
    private static final int WORTH_KEEPING = 64;

    private final RoaringBitmap rows;
    final byte[] text;
    final int[] textEnds;
    final byte[] rowBytes;
    final int[] rowEnds;
    final MemorySegment places;
    final int[] placeEnds;
    final int[] frequent;
    final int[][] skips;
    final RowSets frequentRows;
    /// What was found, by part of a word or phrase.
    private final LinkedHashMap<String, RoaringBitmap> parts = new LinkedHashMap<>(16, 0.75f, true);

    /// @param rowEnds where the rows of each word end in `rowBytes`; nothing there for frequent ones
    /// @param frequent the numbers of frequent words, ascending
    /// @param skips for each frequent word, where every 64th of its rows begins in its places
    WordSegment(
            RoaringBitmap rows,
            byte[] text,
            int[] textEnds,
            byte[] rowBytes,
            int[] rowEnds,
            MemorySegment places,
            int[] placeEnds,
            int[] frequent,
            int[][] skips,
            RowSets frequentRows) {
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

    /// The same words, without the parts of words that were asked for before.
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
        return at >= 0
                ? frequentRows.get(at).toArray()
                : RowBytes.read(rowBytes, start(rowEnds, number), rowEnds[number]);
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

    /// Rows with a word that this is a part of ({@link Words#isPart}).
    public RoaringBitmap part(String part, int limit) {
        RoaringBitmap known = known(part);
        if (known != null) {
            return known;
        }
        int[] numbers = wordsWith(part);
        RoaringBitmap found = any(numbers, limit);
        if (numbers.length >= WORTH_KEEPING) {
            keep(part, found);
        }
        return found;
    }

    /// Rows in which the words stand one after the other.
    public RoaringBitmap phrase(List<String> words) {
        String phrase = String.join(" ", words); // which is in no part of a word
        RoaringBitmap known = known(phrase);
        if (known != null) {
            return known;
        }
        var candidates = exact(words.getFirst());
        for (String word : words) {
            candidates = RoaringBitmap.and(candidates, exact(word));
        }
        if (candidates.isEmpty()) {
            return candidates;
        }
        int[] rows = candidates.toArray();
        List<WordPositions> places = words.stream().map(this::placesOf).toList();
        RoaringBitmap found = FastAggregation.or(
                RowParts.each(rows.length, rows.length, (from, to) -> following(places, rows, from, to)).stream()
                        .toArray(RoaringBitmap[]::new));
        keep(phrase, found);
        return found;
    }

    private @Nullable RoaringBitmap known(String part) {
        synchronized (parts) {
            return parts.get(part);
        }
    }

    private void keep(String part, RoaringBitmap found) {
        synchronized (parts) {
            parts.put(part, found);
            if (parts.size() > KEPT_PARTS) {
                parts.pollFirstEntry();
            }
        }
    }

    private static RoaringBitmap following(List<WordPositions> words, int[] rows, int from, int to) {
        List<WordPositions> own = words.stream().map(WordPositions::fromStart).toList();
        RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
        for (int at = from; at < to; at++) {
            if (WordPositions.followOneAnother(own, rows[at])) {
                found.add(rows[at]);
            }
        }
        return found.get();
    }

    private WordPositions placesOf(String word) {
        int number = find(word);
        return new WordPositions(set(number), places(number));
    }

    private RoaringBitmap any(int[] numbers, int limit) {
        if (numbers.length <= 1) {
            return numbers.length == 1 ? set(numbers[0]) : new RoaringBitmap();
        }
        long[] bits = new long[(limit >> 6) + 1];
        var sets = new ArrayList<RoaringBitmap>();
        int next = 0;
        for (int number : numbers) {
            while (next < frequent.length && frequent[next] < number) {
                next++;
            }
            if (next < frequent.length && frequent[next] == number) {
                sets.add(frequentRows.get(next));
            } else {
                RowBytes.mark(rowBytes, start(rowEnds, number), rowEnds[number], bits);
            }
        }
        sets.add(BitSetUtil.bitmapOf(bits));
        return FastAggregation.or(sets.toArray(RoaringBitmap[]::new));
    }

    /// The numbers of the words that this is a part of, ascending.
    private int[] wordsWith(String part) {
        byte[] requested = part.getBytes(StandardCharsets.UTF_8);
        return Words.isPartAnywhere(part)
                ? holding(requested)
                : IntStream.range(firstNotBefore(requested, false), firstNotBefore(requested, true))
                        .toArray();
    }

    /// Looks through all letters of the dictionary: some milliseconds where a million words differ, and no second
    /// dictionary to keep (docs/decisions/0001).
    private int[] holding(byte[] requested) {
        int[] numbers = new int[16];
        int found = 0;
        int number = 0;
        var letters = new ByteSearch(text, requested);
        for (int at = 0; (at = letters.next(at)) >= 0; ) {
            while (textEnds[number] <= at) {
                number++;
            }
            if (at + requested.length <= textEnds[number]) {
                numbers = found == numbers.length ? Arrays.copyOf(numbers, found * 2) : numbers;
                numbers[found++] = number;
                at = textEnds[number];
            } else {
                at++;
            }
        }
        return Arrays.copyOf(numbers, found);
    }

    private RoaringBitmap set(int number) {
        int at = Arrays.binarySearch(frequent, number);
        return at >= 0 ? frequentRows.get(at) : RoaringBitmap.bitmapOf(rows(number));
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
