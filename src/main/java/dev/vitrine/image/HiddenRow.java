package dev.vitrine.image;

import java.util.Optional;

/// A row of another program that is no image that could have been stored, so it is neither shown nor changed.
///
/// @param reason in a sentence
public record HiddenRow(String imageId, String reason) {
    /// Empty for ids that make a safe key, as those of every image do.
    public static Optional<HiddenRow> of(String imageId, String userId) {
        try {
            ObjectKey.original(userId, imageId);
            return Optional.empty();
        } catch (ImageException.Invalid e) {
            return Optional.of(new HiddenRow(imageId, String.valueOf(e.getMessage())));
        }
    }
}
