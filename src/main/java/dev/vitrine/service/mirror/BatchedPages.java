package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.RowSource.Page;
import dev.vitrine.store.RowSource.RowPart;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Pages that were read of several parts, until there are enough rows to take in at once.
///
/// Safe for threads: who comes while rows are taken in waits, so there are never many more.
final class BatchedPages {
    /// Rows come in no order, so each step changes most pages of the catalog's indexes: many small ones write a
    /// multiple of what few large ones do.
    static final int ENOUGH = 10_000;
    /// Somebody may be looking.
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Consumer<List<ImageRecord>> takeIn;
    private final BiConsumer<RowPart, List<Page>> taken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<RowPart, List<Page>> pages = new LinkedHashMap<>();
    private int rows;
    private long since;

    /// @param taken is called for each part after its rows were taken in
    BatchedPages(Consumer<List<ImageRecord>> takeIn, BiConsumer<RowPart, List<Page>> taken) {
        this.takeIn = takeIn;
        this.taken = taken;
    }

    void add(RowPart part, Page page) {
        lock.lock();
        try {
            long now = World.here().nanoTime();
            if (pages.isEmpty()) {
                since = now;
            }
            pages.computeIfAbsent(part, _ -> new ArrayList<>()).add(page);
            rows += page.images().size();
            if (rows >= ENOUGH || now - since >= LONGEST.toNanos()) {
                takeIn();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What is there.
    void takeIn() {
        lock.lock();
        try {
            if (rows > 0) {
                takeIn.accept(pages.values().stream()
                        .flatMap(List::stream)
                        .flatMap(page -> page.images().stream())
                        .toList());
            }
            pages.forEach(taken);
            pages.clear();
            rows = 0;
        } finally {
            lock.unlock();
        }
    }
}
