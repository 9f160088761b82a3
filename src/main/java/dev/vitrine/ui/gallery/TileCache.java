package dev.vitrine.ui.gallery;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.image.Image;

/// The pictures of tiles that were seen last, bounded by their memory: the one seen longest ago goes first.
///
/// Not a Caffeine cache, which refuses what comes when it is full unless that is asked for more often than what it has:
/// what was just scrolled by would be decoded again a moment later. Safe for any thread.
final class TileCache<K> {
    private final Map<K, Image> images = new LinkedHashMap<>(256, .75f, true);
    private long maxBytes;
    private long bytes;

    TileCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized Optional<Image> find(K key) {
        return Optional.ofNullable(images.get(key));
    }

    synchronized void put(K key, Image image) {
        Image before = images.put(key, image);
        bytes += weight(image) - (before == null ? 0 : weight(before));
        trim();
    }

    synchronized void setMaxBytes(long max) {
        maxBytes = max;
        trim();
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized void clear() {
        images.clear();
        bytes = 0;
    }

    private void trim() {
        for (Iterator<Image> oldest = images.values().iterator(); bytes > maxBytes && oldest.hasNext(); ) {
            bytes -= weight(oldest.next());
            oldest.remove();
        }
    }

    private static long weight(Image image) {
        return (long) (4 * image.getWidth() * image.getHeight());
    }
}
