package dev.vitrine.service.thumbnail;

import dev.vitrine.picture.pixels.Picture;

/// What a tile shows: a small picture, or the reason why there is none.
public sealed interface Thumbnail {
    record Ready(Picture picture) implements Thumbnail {}

    /// The image is stored, but nobody here can make a picture of it.
    ///
    /// @param reason a sentence for people
    /// @param passes whether it may be there another time: the drive or the network is away
    record Missing(String reason, boolean passes) implements Thumbnail {}
}
