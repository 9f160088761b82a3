package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactIntsTest {
    @ParameterizedTest
    @ValueSource(ints = {1000, 65_536, 65_537, 5_000_000})
    void numbersComeBackWhateverTheirSize(int bound) {
        var random = new Random(bound);
        int[] expected = new int[500];
        var numbers = new CompactInts(500);
        for (int i = 0; i < 2000; i++) {
            int at = random.nextInt(500);
            expected[at] = random.nextInt(bound);
            numbers.set(at, expected[at]);
        }
        assertArrayEquals(expected, all(numbers));
        assertArrayEquals(expected, all(new CompactInts(numbers.low(), numbers.high())));
        CompactInts copy = numbers.copy();
        copy.set(3, bound);
        copy.resize(600);
        copy.move(0, 100, 500);
        assertArrayEquals(expected, all(numbers));
        assertEquals(bound, copy.get(103));
        assertEquals(expected[499], copy.get(599));
        long[] requested = new long[bound];
        requested[expected[7]] = 1;
        long[] bits = new long[9];
        var padded = new CompactInts(numbers.low().clone(), numbers.high().clone());
        padded.resize(512);
        padded.mark(requested, bits, 1);
        for (int i = 0; i < 500; i++) {
            assertEquals(expected[i] == expected[7], BitSet.valueOf(bits).get(64 + i));
        }
        int[] counts = new int[bound];
        numbers.countRun(0, 500, counts);
        numbers.count(new int[] {7, 9}, 0, 2, counts);
        for (int i = 0; i < 500; i++) {
            counts[expected[i]]--;
        }
        assertEquals(expected[7] == expected[9] ? 2 : 1, counts[expected[7]]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 200})
    void sumsGrowBeyondTwoBytes(int step) {
        var ends = new CompactInts(1024);
        int[] expected = new int[1024];
        for (int at = 0; at < 1024; at++) {
            ends.addFrom(at, step);
            for (int i = at; i < 1024; i++) {
                expected[i] += step;
            }
        }
        ends.addFrom(1000, -step);
        for (int i = 1000; i < 1024; i++) {
            expected[i] -= step;
        }
        assertArrayEquals(expected, all(ends));
    }

    private static int[] all(CompactInts numbers) {
        int[] all = new int[numbers.length()];
        java.util.Arrays.setAll(all, numbers::get);
        return all;
    }
}
