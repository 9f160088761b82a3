package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What it means when the server does not take an object under a key, at once or in parts.
final class PutConflict {
    static final String CHANGED =
            "The file does not have the expected bytes: it was changed while it was being uploaded. Nothing was stored; try again.";

    private PutConflict() {}

    static boolean isTaken(S3Exception e) {
        return e.statusCode() == 412;
    }

    static boolean isRaced(S3Exception e) {
        return AwsErrors.codeOf(e).equals(AwsErrors.RACED);
    }

    /// What is there may then be our own: the answer to an earlier attempt was lost.
    static boolean wasRepeated(S3Exception e) {
        return e.numAttempts() != null && e.numAttempts() > 1;
    }

    static ImageException taken(ObjectKey key) {
        return new ImageException.Conflict(
                "There is already an image at " + quoted(key.path()) + "; it was not replaced.");
    }

    static ImageException taken(ObjectKey key, S3Exception e) {
        return new ImageException.Conflict("There is already an image at " + quoted(key.path())
                + "; it was not replaced." + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
    }
}
