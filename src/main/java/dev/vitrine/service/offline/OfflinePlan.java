package dev.vitrine.service.offline;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Order;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.offline.OfflineStatus.Pause;
import dev.vitrine.service.offline.OfflineStatus.SearchStatus;
import dev.vitrine.store.KeptOriginals;
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
/// @param searches the SHA-256 of what each finds
/// @param wanted in the order in which they are fetched, by SHA-256
record OfflinePlan(Map<ImageQuery, Set<String>> searches, Map<String, WantedOriginal> wanted) {
    private static final int PAGE = 1000;

    record WantedOriginal(String imageId, String sha256, long size, Instant createdAt) {
        static WantedOriginal of(ImageRecord image) {
            return new WantedOriginal(
                    image.imageId(),
                    image.facts().contentSha256(),
                    image.facts().sizeBytes(),
                    image.createdAt());
        }
    }

    /// Images of which the library knows no checksum are left out.
    static OfflinePlan of(ImageService images, Collection<ImageQuery> queries, long limit) {
        var found = new HashMap<String, WantedOriginal>();
        var searches = new LinkedHashMap<ImageQuery, Set<String>>();
        for (ImageQuery query : queries) {
            ImageResult result = images.search(query.withOrder(Order.NEWEST));
            var of = new LinkedHashSet<String>();
            for (int from = 0; from < result.size(); from += PAGE) {
                for (ImageRecord image : result.images(from, Math.min(result.size(), from + PAGE))) {
                    if (KeptOriginals.canKeep(image.facts().contentSha256())) {
                        WantedOriginal wanted = WantedOriginal.of(image);
                        found.merge(wanted.sha256(), wanted, OfflinePlan::newer);
                        of.add(wanted.sha256());
                    }
                }
            }
            searches.put(query, of);
        }
        return new OfflinePlan(searches, within(limit, found.values()));
    }

    private static WantedOriginal newer(WantedOriginal one, WantedOriginal other) {
        return one.createdAt().isBefore(other.createdAt()) ? other : one;
    }

    /// Up to the first that has no room, so that what is kept does not depend on sizes.
    private static Map<String, WantedOriginal> within(long limit, Collection<WantedOriginal> found) {
        List<WantedOriginal> newestFirst = new ArrayList<>(found);
        newestFirst.sort(
                Comparator.comparing(WantedOriginal::createdAt).reversed().thenComparing(WantedOriginal::imageId));
        var within = new LinkedHashMap<String, WantedOriginal>();
        long bytes = 0;
        for (WantedOriginal each : newestFirst) {
            bytes += each.size();
            if (bytes > limit) {
                break;
            }
            within.put(each.sha256(), each);
        }
        return within;
    }

    OfflineStatus status(Map<String, Long> kept, Pause pause) {
        var statuses = new HashMap<ImageQuery, SearchStatus>();
        searches.forEach((query, of) -> {
            List<String> here = of.stream().filter(kept::containsKey).toList();
            statuses.put(
                    query,
                    new SearchStatus(
                            of.size(),
                            here.size(),
                            here.stream().mapToLong(kept::get).sum(),
                            !wanted.keySet().containsAll(of)));
        });
        return new OfflineStatus(
                statuses, kept.values().stream().mapToLong(Long::longValue).sum(), pause);
    }
}
