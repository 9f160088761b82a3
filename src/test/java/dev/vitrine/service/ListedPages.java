package dev.vitrine.service;

import dev.vitrine.image.ImageRecord;
import java.util.List;

/// Rows that a test has at hand.
public record ListedPages(List<ImageRecord> images) implements ImagePages {
    public ListedPages {
        images = List.copyOf(images);
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public List<ImageRecord> images(int from, int to) {
        return images.subList(from, to);
    }
}
