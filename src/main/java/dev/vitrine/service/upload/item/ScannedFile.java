package dev.vitrine.service.upload.item;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.State;
import java.nio.file.Path;

/// What a walk says about one path: a file to upload, or why it cannot be.
///
/// @param state `WAITING` for a file to upload
public record ScannedFile(Path path, long sizeBytes, State state, Cause cause, String reason) {
    public static ScannedFile file(Path path, long sizeBytes) {
        return new ScannedFile(path, sizeBytes, State.WAITING, Cause.NONE, "");
    }

    public static ScannedFile trouble(Path path, State state, Cause cause, String reason) {
        return new ScannedFile(path, 0, state, cause, reason);
    }
}
