package dev.vitrine.catalog.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

/// Rows have a value each; the order is by value, then by number.
class SortedRowsTest {
    private static final int ROWS = 3000;

    private final Random random = new Random(1);
    private final int[] values =
            IntStream.generate(() -> random.nextInt(500)).limit(ROWS).toArray();

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 60, 900})
    void changesOfAnySizeKeepTheOrder(int changes) {
        var present = new RoaringBitmap();
        SortedRows order = SortedRows.of(new int[0], 0);
        for (int round = 0; round < 200; round++) {
            var gone = new RoaringBitmap();
            var placed = new RoaringBitmap();
            List<Integer> moved = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
                int row = random.nextInt(ROWS);
                if (random.nextInt(3) == 0) {
                    gone.add(row);
                    placed.remove(row);
                } else {
                    moved.add(row);
                    placed.add(row);
                    gone.remove(row);
                }
            }
            moved.stream().filter(placed::contains).filter(present::contains).forEach(gone::add);
            moved.stream().filter(placed::contains).forEach(row -> values[row] = random.nextInt(500));
            SortedRows before = order;
            int[] rowsBefore = before.toArray();
            order = order.next(gone, placed.toArray(), this::compare, ROWS);
            present.andNot(gone);
            present.or(placed);
            check(order, present);
            assertArrayEquals(rowsBefore, before.toArray(), "a version does not change");
        }
    }

    @Test
    void manyRowsInOnePlaceFindRoom() {
        SortedRows order =
                SortedRows.of(IntStream.range(0, 1000).map(i -> i * 2).toArray(), 2000);
        for (int row = 1; row < 2000; row += 2) {
            order = order.next(new RoaringBitmap(), new int[] {row}, Integer::compare, 2000);
        }
        assertArrayEquals(IntStream.range(0, 2000).toArray(), order.toArray());
        SortedRows middle = SortedRows.of(new int[] {0, 5000}, 5001);
        for (int row = 1; row < 5000; row++) {
            middle = middle.next(new RoaringBitmap(), new int[] {row}, Integer::compare, 5001);
        }
        assertArrayEquals(IntStream.rangeClosed(0, 5000).toArray(), middle.toArray());
    }

    @Test
    void slotsDoNotPileUpWhereRowsComeAndGo() {
        SortedRows order = SortedRows.of(IntStream.range(0, 100).toArray(), 100);
        for (int round = 0; round < 2000; round++) {
            int row = 99 + round;
            order = order.next(RoaringBitmap.bitmapOf(row), new int[] {row + 1}, Integer::compare, row + 2);
        }
        assertEquals(100, order.count());
        assertEquals(true, order.end() <= 64 + 2 * order.count(), "slots: " + order.end());
    }

    private void check(SortedRows order, RoaringBitmap present) {
        int[] expected = Arrays.stream(present.toArray())
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> values[row]).thenComparingInt(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
        assertArrayEquals(expected, order.toArray());
        assertEquals(expected.length, order.count());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(present.contains(row), order.slot(row) != RowSlots.ABSENT);
            assertEquals(!present.contains(row) || order.row(order.slot(row)) == row, true);
        }
        int value = random.nextInt(500);
        int from = order.firstNotBefore(row -> values[row] < value);
        int to = order.firstNotBefore(row -> values[row] < value + 100);
        var within = new RoaringBitmap();
        Arrays.stream(expected)
                .filter(row -> values[row] >= value && values[row] < value + 100)
                .forEach(within::add);
        assertEquals(within, order.slice(from, to));
    }

    private int compare(int row, int other) {
        return values[row] == values[other] ? Integer.compare(row, other) : Integer.compare(values[row], values[other]);
    }
}
