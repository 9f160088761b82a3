package dev.vitrine.service.upload.item;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.nio.file.Path;

/// What a walk says about one path: a file to upload, or why it cannot be.
///
/// @param state `WAITING` for a file to upload
public record ScannedFile(Path path, long sizeBytes, UploadState state, Cause cause, String reason) {
    public static ScannedFile file(Path path, long sizeBytes) {
        return new ScannedFile(path, sizeBytes, UploadState.WAITING, Cause.NONE, "");
    }

    public static ScannedFile trouble(Path path, UploadState state, Cause cause, String reason) {
        return new ScannedFile(path, 0, state, cause, reason);
    }
}
