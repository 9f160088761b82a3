package dev.vitrine.store.aws;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether the server writes on the condition that nothing is there (`If-None-Match`). Where it does not (501, as of
/// Backblaze B2), we look before: the id of an image is random, so that nobody writes to its key between.
final class WriteConditions {
    private final S3Client s3;
    private final String bucket;
    private final AtomicBoolean known = new AtomicBoolean(true);

    WriteConditions(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    boolean areKnown() {
        return known.get();
    }

    /// The server has said that it knows none.
    void forget() {
        known.set(false);
    }

    /// Asks on the condition that nothing is there. Where the server knows no conditions, without one: whoever asks
    /// has looked before.
    ///
    /// @param request gets what its `If-None-Match` is to say, `null` for nothing
    void whereAbsent(Consumer<@Nullable String> request) {
        boolean isConditional = areKnown();
        try {
            request.accept(isConditional ? "*" : null);
        } catch (S3Exception e) {
            if (!isConditional || !AwsErrors.isUnsupported(e)) {
                throw e;
            }
            forget();
            request.accept(null);
        }
    }

    /// @throws dev.vitrine.image.ImageException.Conflict when there is something at the key
    /// @throws dev.vitrine.image.ImageException.Failed where looking is not enough: others write to this key, too
    void requireAbsent(ObjectKey key) {
        if (key.isPublished() && !areKnown()) {
            throw new ImageException.Failed(
                    "This server cannot store something on the condition that nothing is there, so no copy of the rows is published.");
        }
        if (isThere(key.path())) {
            throw PutConflict.taken(key);
        }
    }

    boolean isThere(String path) {
        try {
            s3.headObject(head -> head.bucket(bucket).key(path));
            return true;
        } catch (NoSuchKeyException _) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == 403) { // whoever may not list a bucket is not told what is missing
                return false;
            }
            throw e;
        }
    }
}
