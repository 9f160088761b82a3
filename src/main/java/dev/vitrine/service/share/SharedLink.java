package dev.vitrine.service.share;

import dev.vitrine.image.ObjectKey;
import java.net.URI;
import java.time.Instant;

/// A link that anyone can follow until it ends.
///
/// @param title what to call it
/// @param key where it leads
/// @param expiresAt the real end, which may be earlier than the one asked for
public record SharedLink(String title, ObjectKey key, URI address, Instant expiresAt) {}
