package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what a queue will do, with a deadline instead of a sleep.
final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    static Receipt complete(UploadQueue queue, long batchId) {
        until(
                "the drop is complete: " + queue.snapshot(),
                () -> queue.receipt(batchId).filter(Receipt::complete).isPresent());
        return queue.receipt(batchId).orElseThrow();
    }

    static UploadItem item(UploadQueue queue, UploadState state) {
        until(
                "an item is " + state + ": " + queue.snapshot(),
                () -> !queue.items(Set.of(state), 0, 1).isEmpty());
        return queue.items(Set.of(state), 0, 1).getFirst();
    }

    static List<UploadItem> all(UploadQueue queue) {
        return queue.items(Set.of(UploadState.values()), 0, 100_000);
    }
}
