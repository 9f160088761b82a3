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
import java.util.concurrent.ConcurrentLinkedQueue;

/// Finds the pages that are shared, by what lies in the bucket: also those that are half made, or half taken back.
record PageList(ObjectStore objects) {
    private static final int MOST_PAGES = 1000;
    private static final int AT_ONCE = 8;

    List<SharedPage> all() {
        Map<String, List<ObjectKey>> parts = new TreeMap<>();
        objects.list(
                ObjectKey.SHARED,
                each -> ObjectKey.ofShared(each.path())
                        .filter(key -> key.page().isPresent())
                        .ifPresent(key -> parts.computeIfAbsent(key.page().get(), _ -> new ArrayList<>())
                                .add(key)));
        var pages = new ConcurrentLinkedQueue<SharedPage>();
        new BulkExecutor(AT_ONCE)
                .each(
                        parts.entrySet().stream().limit(MOST_PAGES).toList(),
                        page -> pages.add(page(page.getKey(), page.getValue())),
                        () -> true);
        if (Thread.currentThread().isInterrupted()) {
            throw new ImageException.Cancelled("Stopped.");
        }
        return pages.stream()
                .sorted(Comparator.comparing(SharedPage::endsAt).thenComparing(SharedPage::id))
                .toList();
    }

    private SharedPage page(String id, List<ObjectKey> parts) {
        ObjectKey key = SharedPage.manifest(id);
        PageManifest manifest = parts.contains(key) ? manifest(key) : PageManifest.UNKNOWN;
        Instant until = parts.getFirst().sharedUntil().orElseThrow();
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
        } catch (ImageException.Failed _) {
            return PageManifest.UNKNOWN; // not ours: too long
        }
    }
}
