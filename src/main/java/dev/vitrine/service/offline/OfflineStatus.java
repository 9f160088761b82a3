package dev.vitrine.service.offline;

import dev.vitrine.image.ImageQuery;
import java.util.Map;

/// What is kept on this machine, at one moment. Immutable.
///
/// @param searches by their query, as it was asked for
/// @param bytes of all that is kept
/// @param pause why nothing is fetched, although something is missing
public record OfflineStatus(Map<ImageQuery, SearchStatus> searches, long bytes, Pause pause) {
    public static final OfflineStatus NOTHING = new OfflineStatus(Map.of(), 0, Pause.NONE);

    public OfflineStatus {
        searches = Map.copyOf(searches);
    }

    public enum Pause {
        NONE,
        /// Nothing answers; it goes on by itself.
        NETWORK,
        /// Nearly full, or it cannot be written to.
        DISK
    }

    /// @param images that the search finds and that can be kept
    /// @param kept how many of them are
    /// @param bytes of those
    /// @param isLimited whether the rest has no room within the limit
    public record SearchStatus(int images, int kept, long bytes, boolean isLimited) {}
}
