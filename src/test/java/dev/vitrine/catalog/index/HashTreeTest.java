package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.PerceptualHash;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashTreeTest {
    /// So many share all but 20 bits that they are divided as often as there is.
    private final long[] crowded = new SplittableRandom(7)
            .longs(6000)
            .map(bits -> Long.expand(bits, 0x0000_0F0F_0F0F_0F00L) | 0x5A00_0000_0000_00C3L)
            .distinct()
            .toArray();

    @Test
    void allThatAreNearAreFoundHoweverManyShareABand() {
        var tree = new HashTree(crowded);
        for (int i = 0; i < crowded.length; i += 50) {
            long hash = crowded[i];
            BitSet near = IntStream.range(0, crowded.length)
                    .filter(at -> Long.bitCount(crowded[at] ^ hash) <= PerceptualHash.MAX_DISTANCE)
                    .collect(BitSet::new, BitSet::set, BitSet::or);
            BitSet found = near(tree, hash);
            near.andNot(found);
            assertEquals(new BitSet(), near);
            assertTrue(found.stream()
                    .allMatch(at -> new PerceptualHash(hash).distance(new PerceptualHash(crowded[at]))
                            <= PerceptualHash.MAX_DISTANCE));
        }
    }

    @Test
    void ofTwoEitherFindsTheOtherHoweverTurned() {
        var random = new SplittableRandom(11);
        int pairs = 500;
        long[] hashes = new long[2 * pairs];
        for (int i = 0; i < pairs; i++) {
            hashes[2 * i] = random.nextLong();
            hashes[2 * i + 1] = new PerceptualHash(hashes[2 * i]).turned()[i % 8] ^ random.nextLong(128) << i % 50;
        }
        var tree = new HashTree(hashes);
        for (int i = 0; i < hashes.length; i++) {
            assertEquals(
                    near(tree, hashes[i]).get(i ^ 1), near(tree, hashes[i ^ 1]).get(i));
        }
    }

    @Test
    void copiesAreFoundHoweverTurned() {
        long hash = 0x9f3c07e1a85b26d4L;
        for (long turned : new PerceptualHash(hash).turned()) {
            var tree = new HashTree(new long[] {turned ^ 0x0100_0040_0000_0001L});
            assertTrue(tree.near(hash, _ -> true));
        }
    }

    private static BitSet near(HashTree tree, long hash) {
        var found = new BitSet();
        tree.near(hash, at -> {
            found.set(at);
            return false;
        });
        return found;
    }
}
