package dev.vitrine.service;

import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.SourceBucket.Copied;

/// Bytes that can get into a library without passing this machine.
@FunctionalInterface
public interface ServerSide {
    /// It is fine when they are there already.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict when other bytes are there
    Copied copyTo(ObjectKey original, String contentType);
}
