package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.Test;

class TileCacheTest {
    private static final int TILE = 4 * 10 * 10;

    @Test
    void whatWasSeenLastIsThereHoweverMuchWasSeenBefore() {
        var cache = new TileCache<Integer>(50 * TILE);
        for (int i = 0; i < 1000; i++) {
            cache.put(i, new WritableImage(10, 10));
        }
        assertTrue(IntStream.range(950, 1000).allMatch(i -> cache.find(i).isPresent()));
        assertEquals(50 * TILE, cache.bytes());
    }

    @Test
    void lessMemoryHoldsAtOnce() {
        var cache = new TileCache<Integer>(50 * TILE);
        IntStream.range(0, 50).forEach(i -> cache.put(i, new WritableImage(10, 10)));
        cache.find(0);
        cache.setMaxBytes(2 * TILE);
        assertTrue(cache.find(0).isPresent() && cache.find(49).isPresent());
        assertEquals(2 * TILE, cache.bytes());
        cache.put(49, new WritableImage(5, 10));
        assertEquals(TILE + TILE / 2, cache.bytes());
        cache.clear();
        assertEquals(0, cache.bytes());
    }
}
