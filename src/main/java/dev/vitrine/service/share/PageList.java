package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the pages that are shared, by what lies in the bucket: also those that are half made, or half taken back, and
/// those of which nothing can be read, because all of them can be taken back.
record PageList(ObjectStore objects) {
    /// Of the others, which ended or end earlier, nobody knows more than their names tell.
    private static final int MOST_MANIFESTS = 1000;

    private static final int AT_ONCE = 8;

    List<SharedPage> all() {
        Map<String, List<ObjectKey>> parts = new TreeMap<>();
        objects.list(
                ObjectKey.SHARED,
                each -> ObjectKey.ofShared(each.path())
                        .filter(key -> key.page().isPresent())
                        .ifPresent(key -> parts.computeIfAbsent(key.page().get(), _ -> new ArrayList<>())
                                .add(key)));
        Map<String, PageManifest> manifests = new ConcurrentHashMap<>();
        new BulkExecutor(AT_ONCE)
                .each(
                        parts.entrySet().stream()
                                .filter(page -> page.getValue().contains(SharedPage.manifest(page.getKey())))
                                .sorted(Comparator.comparing(page -> until(page.getValue()), Comparator.reverseOrder()))
                                .limit(MOST_MANIFESTS)
                                .map(Map.Entry::getKey)
                                .toList(),
                        id -> manifests.put(id, manifest(SharedPage.manifest(id))),
                        () -> true);
        ImageException.Cancelled.throwIfInterrupted();
        return parts.entrySet().stream()
                .map(page -> page(
                        page.getKey(), page.getValue(), manifests.getOrDefault(page.getKey(), PageManifest.UNKNOWN)))
                .sorted(Comparator.comparing(SharedPage::endsAt).thenComparing(SharedPage::id))
                .toList();
    }

    private static Instant until(List<ObjectKey> parts) {
        return parts.getFirst().sharedUntil().orElseThrow();
    }

    private static SharedPage page(String id, List<ObjectKey> parts, PageManifest manifest) {
        Instant until = until(parts);
        return new SharedPage(
                id,
                manifest.title(),
                Math.toIntExact(parts.stream()
                        .filter(part -> part.path().contains("/" + SharedPage.LARGE))
                        .count()),
                manifest.createdAt(),
                manifest.endsAt().isBefore(until) ? manifest.endsAt() : until,
                manifest.author(),
                manifest.hasPassword(),
                parts.contains(SharedPage.index(id)));
    }

    private PageManifest manifest(ObjectKey key) {
        try {
            return objects.document(key, PageManifest.MAX_BYTES)
                    .map(Document::content)
                    .map(PageManifest::read)
                    .orElse(PageManifest.UNKNOWN);
        } catch (ImageException e) {
            if (e instanceof ImageException.Failed || e.isMissingRight()) {
                return PageManifest.UNKNOWN; // not ours: too long, of another account, or locked
            }
            throw e;
        }
    }
}
