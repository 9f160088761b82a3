package dev.vitrine.service.upload.item;

import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.time.Instant;
import java.util.Map;

/// What became of one drop: `selected` is always the sum of all the others, dismissed or not.
///
/// @param files number of items in each state
/// @param bytesUploaded sum of the sizes of the uploaded files
/// @param complete true when the drop was read to its end and nothing of it is waiting or running
public record Receipt(
        long batchId,
        UploadForm form,
        Instant addedAt,
        Map<UploadState, Long> files,
        long bytesUploaded,
        boolean complete) {
    public Receipt {
        files = Map.copyOf(files);
    }

    public long selected() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    public long uploaded() {
        return count(UploadState.DONE);
    }

    public long duplicates() {
        return count(UploadState.DUPLICATE);
    }

    public long refused() {
        return count(UploadState.REFUSED);
    }

    public long failed() {
        return count(UploadState.FAILED);
    }

    public long cancelled() {
        return count(UploadState.CANCELLED);
    }

    /// Waiting or running.
    public long open() {
        return UploadState.OPEN.stream().mapToLong(this::count).sum();
    }

    private long count(UploadState state) {
        return files.getOrDefault(state, 0L);
    }
}
