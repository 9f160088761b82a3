package dev.vitrine.store;

import dev.vitrine.image.ObjectKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/// Makes links to bytes that work for a while and for anyone who has them, where a store can.
///
/// A link is made without asking the service, so it exists even for a key that has no bytes.
public interface ObjectLinks {
    /// Shows the image in a browser.
    ///
    /// @param contentType what to declare the bytes as, `""` for what is stored
    /// @throws dev.vitrine.image.ImageException when there are no credentials to sign with
    Link view(ObjectKey key, String contentType, Duration lifetime);

    /// Saves the image under a file name.
    Link download(ObjectKey key, String contentType, String fileName, Duration lifetime);

    /// Opens a page that is shared, or what belongs to it. Nothing in between keeps it, so that it can be taken
    /// back.
    ///
    /// @param key of a part of a page
    /// @param contentType of an image; the page itself is HTML
    Link page(ObjectKey key, String contentType, Duration lifetime);

    /// @param expiresAt the real end: what was asked for, or earlier when the service or the credentials allow no
    ///   more
    record Link(URI address, Instant expiresAt) {}
}
