package dev.vitrine.service.move;

import dev.vitrine.service.BulkOutcome;
import java.util.Set;

/// What became of images that were to be in another library, too.
///
/// @param images which are there now, and which are not
/// @param there ids of those that were there before
public record CopyOutcome(BulkOutcome images, Set<String> there) {
    public CopyOutcome {
        there = Set.copyOf(there);
    }

    public int copied() {
        return images.done().size() - there.size();
    }
}
