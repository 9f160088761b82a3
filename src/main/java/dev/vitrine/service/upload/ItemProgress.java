package dev.vitrine.service.upload;

import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.util.Optional;

/// How far an item is that this process works on. Written by its own thread, read by any.
final class ItemProgress {
    private final ClaimedItem claimedItem;
    private final Snapshots snapshots;
    private volatile UploadState state = UploadState.HASHING;
    private volatile long sent;

    ItemProgress(ClaimedItem claimedItem, Snapshots snapshots) {
        this.claimedItem = claimedItem;
        this.snapshots = snapshots;
    }

    void show(UploadState now) {
        state = now;
        snapshots.changed();
    }

    /// @param total bytes sent so far; smaller than before when it had to begin again
    void sent(long total) {
        if (total > sent) {
            snapshots.moved(total - sent);
        }
        sent = total;
        snapshots.changed();
    }

    UploadItem item() {
        return new UploadItem(
                claimedItem.itemId(),
                claimedItem.batchId(),
                claimedItem.name(),
                claimedItem.file(),
                claimedItem.sizeBytes(),
                sent,
                state,
                Cause.NONE,
                "",
                Optional.empty(),
                "");
    }
}
