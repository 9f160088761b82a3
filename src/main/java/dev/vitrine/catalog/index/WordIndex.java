package dev.vitrine.catalog.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/// The words of all rows, in a few segments from old to new: a row's words are those of the newest segment that knows
/// it.
///
/// A change adds a small segment; neighbors of similar size are merged, so that there are never many and each row is
/// rewritten seldom.
public final class WordIndex {
    static final WordIndex EMPTY = new WordIndex(List.of());
    private static final int GROWTH = 4;

    private final List<WordSegment> segments;
    private final List<RoaringBitmap> outdated;

    WordIndex(List<WordSegment> segments) {
        this.segments = List.copyOf(segments);
        var replaced = new ArrayList<RoaringBitmap>();
        var newer = new RoaringBitmap();
        for (WordSegment segment : segments.reversed()) {
            replaced.addFirst(newer);
            newer = RoaringBitmap.or(newer, segment.rows());
        }
        this.outdated = List.copyOf(replaced);
    }

    public List<WordSegment> segments() {
        return segments;
    }

    WordIndex with(WordSegment newest) {
        var next = new ArrayList<>(segments);
        next.add(newest);
        while (next.size() > 1
                && next.getLast().rows().getLongCardinality() * GROWTH
                        >= next.get(next.size() - 2).rows().getLongCardinality()) {
            WordSegment newer = next.removeLast();
            next.add(WordSegmentWriter.merge(next.removeLast(), newer));
        }
        return new WordIndex(next);
    }

    /// In one segment.
    WordIndex merged() {
        return segments.size() < 2
                ? this
                : new WordIndex(List.of(
                        segments.stream().reduce(WordSegmentWriter::merge).orElseThrow()));
    }

    /// Rows with, for each of these, a word that it is a part of.
    RoaringBitmap parts(List<String> words, int limit) {
        return all(words, word -> inSegments(segment -> segment.part(word, limit)));
    }

    /// Rows in which these words stand exactly, one after the other.
    RoaringBitmap phrase(List<String> words) {
        return inSegments(segment -> words.size() == 1 ? segment.exact(words.getFirst()) : segment.phrase(words));
    }

    private static RoaringBitmap all(List<String> words, Function<String, RoaringBitmap> find) {
        RoaringBitmap found = find.apply(words.getFirst());
        for (String word : words.subList(1, words.size())) {
            found = RoaringBitmap.and(found, find.apply(word));
        }
        return found;
    }

    private RoaringBitmap inSegments(Function<WordSegment, RoaringBitmap> find) {
        var found = new RoaringBitmap();
        for (int i = 0; i < segments.size(); i++) {
            RoaringBitmap hits = find.apply(segments.get(i));
            if (i == 0 && segments.size() == 1) {
                return hits;
            }
            found.or(RoaringBitmap.andNot(hits, outdated.get(i)));
        }
        return found;
    }
}
