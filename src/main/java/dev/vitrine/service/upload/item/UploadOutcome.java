package dev.vitrine.service.upload.item;

import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;

/// How an item ended.
///
/// @param duplicateOf the image that was there already, `""` unless the state is `DUPLICATE`
/// @param passes everything else would fail for the same cause, until that passes
public record UploadOutcome(
        UploadState state, Cause cause, String reason, String sha256, String duplicateOf, boolean passes) {
    public static UploadOutcome done(String sha256) {
        return new UploadOutcome(UploadState.DONE, Cause.NONE, "", sha256, "", false);
    }

    /// Stored as it is, though a part of it is missing or wrong.
    public static UploadOutcome damaged(String sha256, String reason) {
        return new UploadOutcome(UploadState.DONE, Cause.DAMAGED, reason, sha256, "", false);
    }

    /// @param reason what had to be mended about it, or `""`
    public static UploadOutcome duplicate(String sha256, String imageId, String reason) {
        return new UploadOutcome(UploadState.DUPLICATE, Cause.NONE, reason, sha256, imageId, false);
    }

    public static UploadOutcome refused(String reason, String sha256) {
        return new UploadOutcome(UploadState.REFUSED, Cause.NOT_AN_IMAGE, reason, sha256, "", false);
    }

    /// The same, of bytes that begin as an image does.
    public UploadOutcome ofAnImage() {
        return cause == Cause.NOT_AN_IMAGE
                ? new UploadOutcome(state, Cause.DAMAGED, reason, sha256, duplicateOf, passes)
                : this;
    }

    public static UploadOutcome metadataStays(String reason) {
        return new UploadOutcome(UploadState.REFUSED, Cause.METADATA_STAYS, reason, "", "", false);
    }

    public static UploadOutcome failed(Cause cause, String reason, String sha256) {
        return new UploadOutcome(UploadState.FAILED, cause, reason, sha256, "", false);
    }

    public UploadOutcome passing(boolean does) {
        return new UploadOutcome(state, cause, reason, sha256, duplicateOf, does);
    }

    /// The bytes are safe, the source is not needed any more.
    public boolean isInLibrary() {
        return state == UploadState.DONE || state == UploadState.DUPLICATE;
    }

    public static UploadOutcome cancelled() {
        return new UploadOutcome(UploadState.CANCELLED, Cause.NONE, "", "", "", false);
    }
}
