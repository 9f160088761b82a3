package dev.vitrine.store;

import dev.vitrine.image.ObjectKey;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/// A bucket of somebody's pictures beside that of a library, on the same server: it is only ever read. Calls block;
/// they may come from any thread and are stopped by interrupting it (then `Cancelled`).
///
/// Every method throws [dev.vitrine.image.ImageException] and nothing else.
public interface SourceBucket extends AutoCloseable {
    String name();

    /// Whether it is the library's own bucket, too.
    boolean isOfLibrary();

    /// Everything whose path begins like this, in the order of paths. Read page by page while `found` is called, so
    /// that a bucket of any size fits.
    void list(String prefix, Consumer<SourceObject> found);

    /// `length` bytes from `offset` on, or as many as there are.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict when other bytes are there by now
    /// @throws dev.vitrine.image.ImageException.Failed when they are
    ///   [archived][dev.vitrine.image.ImageException.Failed#isArchived]
    InputStream open(SourceObject object, long offset, long length);

    /// Whether the bytes in the library are known to be the same, by what the server says of both; false also when
    /// it does not tell.
    boolean isSame(SourceObject object, ObjectKey original);

    /// Puts the bytes into the library as well, all at once and without sending them anywhere; it is fine when they
    /// are there already.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict when other bytes are there, or these have changed
    /// @throws dev.vitrine.image.ImageException.Denied that is of a [missing
    ///   right][dev.vitrine.image.ImageException#isMissingRight] only when the library refuses them
    Copied copy(SourceObject object, ObjectKey original, String contentType);

    @Override
    void close();

    /// @param sha256 of the bytes: as the server tells it, else they are read
    /// @param isNew when they were not there before
    record Copied(String sha256, boolean isNew) {}

    /// @param path anything that a bucket can hold
    /// @param eTag without quotes; another one after each change of the bytes
    record SourceObject(String path, long sizeBytes, String eTag, Instant modifiedAt) {}
}
