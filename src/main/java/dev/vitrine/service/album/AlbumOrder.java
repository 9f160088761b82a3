package dev.vitrine.service.album;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.image.ImageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The order that people give the images of an album by hand.
final class AlbumOrder {
    private AlbumOrder() {}

    /// The ids in the order that results when these stand before that one.
    ///
    /// @param order what was placed so far; ids in it that are not shown keep their places
    /// @param moved in the order in which they are to stand
    /// @param before what they are put before; empty for the end
    static List<String> placed(ImageResult members, List<String> order, List<String> moved, Optional<String> before) {
        var gone = new HashSet<>(moved);
        var placed = new ArrayList<>(order);
        if (before.filter(gone::contains).isPresent()) {
            throw new ImageException.Invalid("Images cannot be put before themselves.");
        }
        if (before.isEmpty() || !placed.contains(before.get())) {
            // Whatever is shown before that place is there by hand from now on.
            var shown = new PinnedFirst(members, order);
            int end = before.map(shown::indexOf).orElse(OptionalInt.empty()).orElse(members.size());
            int from = Math.min(shown.placedCount(), end);
            placed.addAll(shown.ids(from, Math.min(end, from + AlbumFile.MOST_PLACED + 1)));
        }
        int at = before.map(placed::indexOf).filter(index -> index >= 0).orElse(placed.size());
        int earlier =
                (int) placed.subList(0, at).stream().filter(gone::contains).count();
        placed.removeIf(gone::contains);
        placed.addAll(at - earlier, moved);
        return placed;
    }
}
