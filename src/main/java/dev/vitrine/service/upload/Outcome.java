package dev.vitrine.service.upload;

import dev.vitrine.service.upload.UploadItem.Cause;
import dev.vitrine.service.upload.UploadItem.State;

/// How an item ended.
///
/// @param duplicateOf the image that was there already, `""` unless the state is `DUPLICATE`
record Outcome(State state, Cause cause, String reason, String sha256, String duplicateOf) {
    static Outcome done(String sha256) {
        return new Outcome(State.DONE, Cause.NONE, "", sha256, "");
    }

    static Outcome duplicate(String sha256, String imageId) {
        return new Outcome(State.DUPLICATE, Cause.NONE, "", sha256, imageId);
    }

    static Outcome refused(String reason, String sha256) {
        return new Outcome(State.REFUSED, Cause.NOT_AN_IMAGE, reason, sha256, "");
    }

    static Outcome metadataStays(String reason) {
        return new Outcome(State.REFUSED, Cause.METADATA_STAYS, reason, "", "");
    }

    static Outcome failed(Cause cause, String reason, String sha256) {
        return new Outcome(State.FAILED, cause, reason, sha256, "");
    }

    /// The bytes are safe, the source is not needed any more.
    boolean isInLibrary() {
        return state == State.DONE || state == State.DUPLICATE;
    }

    static Outcome cancelled() {
        return new Outcome(State.CANCELLED, Cause.NONE, "", "", "");
    }
}
