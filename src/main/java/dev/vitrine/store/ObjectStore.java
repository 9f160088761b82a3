package dev.vitrine.store;

import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Keeps bytes under keys. Calls block; they may come from any thread and are stopped by interrupting it (then {@code Cancelled}).
///
/// Every method throws {@link dev.vitrine.image.ImageException} and nothing else.
public interface ObjectStore extends AutoCloseable {
    /// Stores all bytes of the source, durably and all at once: nobody ever sees a part. Never replaces an original; a preview is replaced.
    ///
    /// @param sha256 what the bytes must hash to (64 lower-case hex digits), or `""` to take them as they are
    /// @param progress is told the number of bytes sent so far, often
    /// @throws dev.vitrine.image.ImageException.Conflict when an original is there already
    /// @throws dev.vitrine.image.ImageException.Failed when the bytes do not hash to `sha256`: nothing is stored then
    void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress);

    /// The bytes from the beginning; the caller closes the stream. Read errors surface as {@link java.io.IOException} of the stream.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is nothing under the key
    InputStream open(ObjectKey key);

    /// The bytes from `offset` on, `length` of them or as many as there are.
    InputStream open(ObjectKey key, long offset, long length);

    Optional<StoredObject> find(ObjectKey key);

    /// Removes the bytes; it is fine when there are none.
    void delete(ObjectKey key);

    @Override
    void close();

    /// @param contentType `""` when the store does not know it
    record StoredObject(ObjectKey key, long sizeBytes, String contentType) {
    }
}
