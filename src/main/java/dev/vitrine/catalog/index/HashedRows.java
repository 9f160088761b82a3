package dev.vitrine.catalog.index;

import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueFilter;
import dev.vitrine.image.PerceptualHash;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/// Finds rows by their perceptual hashes: looks at every one, which takes milliseconds for a million.
public final class HashedRows {
    private final IndexVersion index;

    public HashedRows(IndexVersion index) {
        this.index = index;
    }

    /// Never rows that are gone alone: the caller knows which are there.
    RoaringBitmap matching(ValueFilter filter) {
        if (filter instanceof Unknown(boolean excluded)) {
            RoaringBitmap known = scan(bits -> bits != 0);
            return excluded ? known : RoaringBitmap.andNot(index.present(), known);
        }
        return filter instanceof Similar(String to)
                ? hash(to).map(this::similar).orElseGet(RoaringBitmap::new)
                : new RoaringBitmap();
    }

    /// The ids of these rows, the most alike first, of equally alike ones the newest; before all of them the image
    /// itself.
    ///
    /// @param rows that [match][#matching]
    public List<String> nearest(Similar similar, RoaringBitmap rows) {
        long[] turned = hash(similar.to()).map(PerceptualHash::turned).orElse(new long[0]);
        int itself = index.row(similar.to());
        return rows.stream()
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(row -> row != itself)
                        .thenComparingInt(row -> PerceptualHash.distance(turned, hash(row)))
                        .thenComparing(Comparator.<Integer>comparingLong(index::created)
                                .reversed())
                        .thenComparing(index::id))
                .map(index::id)
                .toList();
    }

    private long hash(int row) {
        return index.chunk(row).hash(row & RowChunk.SIZE - 1);
    }

    private Optional<PerceptualHash> hash(String to) {
        int row = index.row(to);
        if (row < 0) {
            return PerceptualHash.parse(to);
        }
        long bits = hash(row);
        return bits == 0 ? Optional.empty() : Optional.of(new PerceptualHash(bits));
    }

    private RoaringBitmap similar(PerceptualHash hash) {
        long[] turned = hash.turned();
        return scan(bits -> PerceptualHash.distance(turned, bits) <= PerceptualHash.MAX_DISTANCE && bits != 0);
    }

    private RoaringBitmap scan(LongPredicate matches) {
        RowChunk[] chunks = index.chunks();
        long[] found = new long[chunks.length * RowChunk.SIZE >> 6];
        RowParts.each(chunks.length, (long) chunks.length << RowChunk.SHIFT, (from, to) -> {
            for (int number = from; number < to; number++) {
                long[] hashes = chunks[number].hashes();
                for (int at = 0; at < hashes.length; at++) {
                    if (matches.test(hashes[at])) {
                        found[(number << RowChunk.SHIFT) + at >> 6] |= 1L << at;
                    }
                }
            }
            return to;
        });
        return BitSetUtil.bitmapOf(found);
    }
}
