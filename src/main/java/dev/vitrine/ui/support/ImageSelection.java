package dev.vitrine.ui.support;

import dev.vitrine.image.Facets.Count;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is selected: every id, but only so many whole rows that a selection of the whole library fits into memory.
///
/// @param few the first rows, all of them when there are not more than {@link #FEW}
/// @param tally of all of them
public record ImageSelection(List<String> ids, List<ImageRecord> few, Tally tally) {
    /// Whole rows to keep at most.
    public static final int FEW = 500;

    public static final ImageSelection NONE = new ImageSelection(List.of(), List.of(), Tally.NONE);

    public ImageSelection {
        ids = List.copyOf(ids);
        few = List.copyOf(few);
    }

    /// A selection of which every row is at hand.
    public static ImageSelection of(List<ImageRecord> images) {
        Map<String, Integer> tags = new HashMap<>();
        images.forEach(image -> image.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum)));
        var counts = new ArrayList<Count<String>>();
        tags.forEach((tag, count) -> counts.add(new Count<>(tag, count)));
        counts.sort((one, other) -> one.images() != other.images()
                ? other.images() - one.images()
                : one.value().compareTo(other.value()));
        var tally = new Tally(
                images.size(),
                (int) images.stream()
                        .filter(image -> image.deletedAt().isPresent())
                        .count(),
                images.stream().mapToLong(image -> image.facts().sizeBytes()).sum(),
                (int) images.stream()
                        .filter(image -> image.facts().sizeBytes() == 0)
                        .count(),
                counts);
        return new ImageSelection(images.stream().map(ImageRecord::imageId).toList(), images, tally);
    }

    public int size() {
        return ids.size();
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /// True when these images are in the trash; the window never mixes the two.
    public boolean isInTrash() {
        return tally.trashed() > 0;
    }
}
