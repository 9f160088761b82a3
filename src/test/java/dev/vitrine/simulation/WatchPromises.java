package dev.vitrine.simulation;

import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What came into a watched folder is uploaded, once.
record WatchPromises(Memory memory, UploadQueue queue) {
    List<String> broken() {
        Map<Path, List<UploadItem>> items = items(queue).collect(Collectors.groupingBy(UploadItem::file));
        var wrong = new ArrayList<String>();
        for (Path file : memory.watched) {
            List<UploadItem> ofFile = items.getOrDefault(file, List.of());
            boolean isCancelled =
                    memory.hasCancelled && ofFile.stream().anyMatch(item -> item.state() == UploadState.CANCELLED);
            if (ofFile.stream().noneMatch(WatchPromises::isThere) && !isCancelled) {
                wrong.add("not uploaded out of a watched folder: " + file + " " + ofFile);
            }
            if (ofFile.size() > 1 && !memory.hasWatchedAgain) {
                wrong.add("uploaded twice out of a watched folder: " + ofFile);
            }
        }
        return wrong;
    }

    private static boolean isThere(UploadItem item) {
        return item.state() == UploadState.DONE || item.state() == UploadState.DUPLICATE;
    }

    /// Whoever asked for them.
    static Stream<UploadItem> items(UploadQueue queue) {
        return queue.receipts(1000).stream()
                .flatMap(receipt -> queue.receiptItems(receipt.batchId(), 0, 1000).stream());
    }
}
