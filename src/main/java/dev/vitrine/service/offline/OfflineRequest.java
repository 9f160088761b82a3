package dev.vitrine.service.offline;

import dev.vitrine.image.ImageQuery;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Whose originals are to be kept.
///
/// @param limit most bytes that all of them together may take
record OfflineRequest(List<ImageQuery> searches, long limit) {
    static final OfflineRequest NOTHING = new OfflineRequest(List.of(), 0);

    /// The order is not part of a search that is kept.
    OfflineRequest {
        searches = searches.stream().map(OfflineRequest::key).distinct().toList();
    }

    static ImageQuery key(ImageQuery search) {
        return search.withOrder(ImageQuery.ALL.order());
    }

    /// With what one window changed, and all that others asked for.
    ///
    /// @param before what that window asked for before, if it did
    OfflineRequest changed(Optional<OfflineRequest> before, OfflineRequest now) {
        var all = new LinkedHashSet<>(searches);
        before.ifPresent(former -> former.searches().forEach(all::remove));
        all.addAll(now.searches());
        boolean isOtherLimit = before.isEmpty() || before.get().limit() != now.limit();
        return new OfflineRequest(List.copyOf(all), isOtherLimit ? now.limit() : limit);
    }
}
