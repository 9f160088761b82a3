package dev.vitrine.service;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageRecord;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many images, whose rows are read by the page. What is gone meanwhile is left out of its page. Reads the database,
/// so never on the FX thread.
public interface ImagePages {
    /// How many rows are read at once.
    int PAGE = 1000;

    int size();

    /// Those at positions `from` to `to` (exclusive).
    List<ImageRecord> images(int from, int to);

    /// One after the other, read by the page while they are asked for.
    ///
    /// @param end position behind the last, at most the size
    default Stream<ImageRecord> stream(int end) {
        return IntStream.iterate(0, from -> from < end, from -> from + PAGE)
                .mapToObj(from -> images(from, Math.min(end, from + PAGE)))
                .flatMap(List::stream);
    }

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
