package dev.vitrine.service;

import dev.vitrine.image.ObjectKey;

/// Bytes that can get into a library without passing this machine.
@FunctionalInterface
public interface ServerSide {
    /// It is fine when they are there already.
    ///
    /// @return their SHA-256
    /// @throws dev.vitrine.image.ImageException.Conflict when other bytes are there
    String copyTo(ObjectKey original, String contentType);
}
