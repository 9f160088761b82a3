package dev.vitrine.service.upload;

import dev.vitrine.service.upload.KilledQueue.Point;
import dev.vitrine.service.upload.item.Receipt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that uploads a folder into a library, to be killed: from outside, or by itself at a chosen point.
///
/// Arguments: work folder, point or NOWHERE, how many times the point is passed before the end. Says `ready` when the
/// queue is open.
final class UploadChild {
    private UploadChild() {}

    public static void main(String[] arguments) throws IOException {
        Path work = Path.of(arguments[0]);
        Point point = Point.valueOf(arguments[1]);
        var left = new AtomicInteger(Integer.parseInt(arguments[2]));
        try (KilledLibrary library = KilledLibrary.open(
                        work,
                        store -> new HookedObjects(
                                store, end(point, Point.BEFORE_BYTES, left), end(point, Point.AFTER_BYTES, left)),
                        rows -> new HookedRows(
                                rows, end(point, Point.BEFORE_ROW, left), end(point, Point.AFTER_ROW, left)));
                var queue = new UploadQueue(library.images(), work.resolve("uploads.db"), 3)) {
            Runnable whileWalking = end(point, Point.WALKING, left);
            Runnable afterSomeEnds = end(point, Point.AFTER_SOME_ENDS, left);
            queue.subscribe(() -> {
                if (queue.snapshot().totals().walking()) {
                    whileWalking.run();
                }
                if (queue.snapshot().totals().finished().files() > 0) {
                    afterSomeEnds.run();
                }
            });
            if (queue.receipts(1).isEmpty()) {
                queue.add(List.of(work.resolve("in")), KilledQueue.FORM);
            }
            System.out.println("ready");
            Await.until("the drop is complete", () -> queue.receipts(1).stream().anyMatch(Receipt::complete));
        }
        System.exit(0);
    }

    /// As sudden as SIGKILL: no hooks, no finally.
    private static Runnable end(Point requested, Point here, AtomicInteger left) {
        return () -> {
            if (requested == here && left.decrementAndGet() <= 0) {
                Runtime.getRuntime().halt(137);
            }
        };
    }
}
