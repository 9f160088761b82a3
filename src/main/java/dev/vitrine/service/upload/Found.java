package dev.vitrine.service.upload;

import dev.vitrine.service.upload.UploadItem.Cause;
import dev.vitrine.service.upload.UploadItem.State;
import java.nio.file.Path;

/// What a walk says about one path: a file to upload, or why it cannot be.
///
/// @param state `WAITING` for a file to upload
record Found(Path path, long sizeBytes, State state, Cause cause, String reason) {
    static Found file(Path path, long sizeBytes) {
        return new Found(path, sizeBytes, State.WAITING, Cause.NONE, "");
    }

    static Found trouble(Path path, State state, Cause cause, String reason) {
        return new Found(path, 0, state, cause, reason);
    }
}
