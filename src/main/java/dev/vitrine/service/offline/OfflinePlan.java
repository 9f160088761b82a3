package dev.vitrine.service.offline;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.offline.OfflineStatus.SearchStatus;
import dev.vitrine.store.OriginalCache;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is to be kept of the searches: the newest, as far as there is room.
///
/// @param searches what each finds
/// @param requested in the order in which they are fetched, by SHA-256
/// @param room bytes that are left of the limit when all of them are there
record OfflinePlan(Map<ImageQuery, Found> searches, Map<String, WantedOriginal> requested, long room) {
    private static final int PAGE = 1000;

    /// @param originals their SHA-256
    /// @param unknown images of which the library knows none
    private record Found(Set<String> originals, int unknown) {}

    record WantedOriginal(String imageId, String sha256, long size, Instant createdAt) {
        static WantedOriginal of(ImageRecord image) {
            return new WantedOriginal(
                    image.imageId(),
                    image.facts().contentSha256(),
                    image.facts().sizeBytes(),
                    image.createdAt());
        }
    }

    /// @param sizes of files by SHA-256, where they are known: those of the rows may be wrong or missing
    static OfflinePlan of(ImageService images, OfflineRequest request, Map<String, Long> sizes) {
        var found = new HashMap<String, WantedOriginal>();
        var searches = new LinkedHashMap<ImageQuery, Found>();
        for (ImageQuery query : request.searches()) {
            ImageResult result = images.search(query.withOrder(Order.NEWEST));
            var of = new LinkedHashSet<String>();
            int unknown = 0;
            for (int from = 0; from < result.size(); from += PAGE) {
                for (ImageRecord image : result.images(from, Math.min(result.size(), from + PAGE))) {
                    if (OriginalCache.canKeep(image.facts().contentSha256())) {
                        WantedOriginal requested = WantedOriginal.of(image);
                        found.merge(requested.sha256(), requested, OfflinePlan::newer);
                        of.add(requested.sha256());
                    } else {
                        unknown++;
                    }
                }
            }
            searches.put(query, new Found(of, unknown));
        }
        return within(request.limit(), searches, found.values(), sizes);
    }

    private static WantedOriginal newer(WantedOriginal one, WantedOriginal other) {
        return one.createdAt().isBefore(other.createdAt()) ? other : one;
    }

    /// Up to the first that has no room, so that what is kept does not depend on sizes.
    private static OfflinePlan within(
            long limit, Map<ImageQuery, Found> searches, Collection<WantedOriginal> found, Map<String, Long> sizes) {
        List<WantedOriginal> newestFirst = new ArrayList<>(found);
        newestFirst.sort(
                Comparator.comparing(WantedOriginal::createdAt).reversed().thenComparing(WantedOriginal::imageId));
        var within = new LinkedHashMap<String, WantedOriginal>();
        long room = limit;
        for (WantedOriginal each : newestFirst) {
            long left = room - sizes.getOrDefault(each.sha256(), each.size());
            if (left < 0 || room == 0) {
                break;
            }
            room = left;
            within.put(each.sha256(), each);
        }
        return new OfflinePlan(searches, within, room);
    }

    OfflineStatus status(Map<String, Long> kept) {
        var statuses = new HashMap<ImageQuery, SearchStatus>();
        searches.forEach((query, found) -> {
            Set<String> of = found.originals();
            List<String> here = of.stream().filter(kept::containsKey).toList();
            statuses.put(
                    query,
                    new SearchStatus(
                            of.size(),
                            here.size(),
                            here.stream().mapToLong(kept::get).sum(),
                            found.unknown(),
                            !requested.keySet().containsAll(of)));
        });
        return new OfflineStatus(
                statuses, kept.values().stream().mapToLong(Long::longValue).sum());
    }

    /// The status after one more came.
    OfflineStatus withOneMore(OfflineStatus before, String sha256, long bytes) {
        var statuses = new HashMap<>(before.searches());
        searches.forEach((query, found) -> {
            if (found.originals().contains(sha256)) {
                statuses.computeIfPresent(query, (_, status) -> status.withOneMore(bytes));
            }
        });
        return new OfflineStatus(statuses, before.bytes() + bytes);
    }
}
