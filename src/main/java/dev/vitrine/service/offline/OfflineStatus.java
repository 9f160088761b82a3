package dev.vitrine.service.offline;

import dev.vitrine.image.ImageQuery;
import java.util.Map;
import java.util.Optional;

/// What is kept on this machine, at one moment. Immutable.
///
/// @param searches by their query, whatever its order: see [#of]
/// @param bytes of all that is kept
/// @param pause why nothing is fetched, although something is missing
/// @param failure what a person can do about it, `""` unless it is one
public record OfflineStatus(Map<ImageQuery, SearchStatus> searches, long bytes, Pause pause, String failure) {
    static final OfflineStatus NOTHING = new OfflineStatus(Map.of(), 0);

    public OfflineStatus {
        searches = Map.copyOf(searches);
    }

    OfflineStatus(Map<ImageQuery, SearchStatus> searches, long bytes) {
        this(searches, bytes, Pause.NONE, "");
    }

    /// Empty for a search that is not kept, or not looked for yet.
    public Optional<SearchStatus> of(ImageQuery search) {
        return Optional.ofNullable(searches.get(OfflineRequest.key(search)));
    }

    OfflineStatus paused(Pause why) {
        return new OfflineStatus(searches, bytes, why, "");
    }

    OfflineStatus failed(String why) {
        return new OfflineStatus(searches, bytes, Pause.FAILURE, why);
    }

    public enum Pause {
        NONE,
        /// Nothing answers; it goes on by itself.
        NETWORK,
        /// Uploads go first; it goes on by itself.
        UPLOADS,
        /// Nearly full.
        DISK,
        /// Somebody has to mend it: then it goes on by itself.
        FAILURE
    }

    /// @param images originals that the search finds and that can be kept
    /// @param kept how many of them are
    /// @param bytes of those
    /// @param unknown images that it finds and of which the library knows no checksum: they cannot be kept
    /// @param isLimited whether the rest has no room within the limit
    public record SearchStatus(int images, int kept, long bytes, int unknown, boolean isLimited) {
        SearchStatus withOneMore(long more) {
            return new SearchStatus(images, kept + 1, bytes + more, unknown, isLimited);
        }
    }
}
