package dev.vitrine.service;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageRecord;
import java.util.List;

/// Many images, whose rows are read by the page. What is gone meanwhile is left out of its page. Reads the database,
/// so never on the FX thread.
public interface ImagePages {
    int size();

    /// Those at positions `from` to `to` (exclusive).
    List<ImageRecord> images(int from, int to);

    static ImagePages of(ImageResult found) {
        return new ImagePages() {
            @Override
            public int size() {
                return found.size();
            }

            @Override
            public List<ImageRecord> images(int from, int to) {
                return found.images(from, to);
            }
        };
    }

    static ImagePages of(List<String> imageIds, ImageService images) {
        return new ImagePages() {
            @Override
            public int size() {
                return imageIds.size();
            }

            @Override
            public List<ImageRecord> images(int from, int to) {
                return images.findAll(imageIds.subList(from, to));
            }
        };
    }
}
