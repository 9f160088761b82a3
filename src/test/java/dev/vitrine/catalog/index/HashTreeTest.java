package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.PerceptualHash;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    void allThatAreNearAreFoundHoweverTurned() {
        var random = new SplittableRandom(11);
        for (int bits = 0; bits <= PerceptualHash.MAX_DISTANCE; bits++) {
            for (int form = 0; form < 8; form++) {
                long hash = random.nextLong();
                long noise = 0;
                while (Long.bitCount(noise) < bits) {
                    noise |= 1L << random.nextInt(64);
                }
                long[] two = {hash, new PerceptualHash(hash).turned()[form] ^ noise};
                String which = bits + " bits, form " + form;
                for (int own = 0; own < 2; own++) {
                    int other = 1 - own;
                    assertTrue(new HashTree(two).near(two[own], at -> at == other), which);
                }
                boolean[] isCompanion = new boolean[2];
                new HashTree(two).markCompanions(isCompanion, () -> {});
                assertTrue(isCompanion[0] && isCompanion[1], which);
            }
        }
    }

    @Test
    void companionsAreThoseThatAnotherOneIsNear() {
        long[] hashes = LongStream.concat(LongStream.of(crowded).limit(4000), new SplittableRandom(13).longs(1000))
                .toArray();
        boolean[] isCompanion = new boolean[hashes.length];
        new HashTree(hashes).markCompanions(isCompanion, () -> {});
        for (int i = 3900; i < 4100; i++) {
            int own = i;
            PerceptualHash hash = new PerceptualHash(hashes[i]);
            assertEquals(
                    IntStream.range(0, hashes.length)
                            .anyMatch(at -> at != own
                                    && hash.distance(new PerceptualHash(hashes[at])) <= PerceptualHash.MAX_DISTANCE),
                    isCompanion[i]);
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
